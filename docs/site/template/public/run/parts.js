// Elements, and what is said of times and sizes.

/** What takes more seconds says so before it runs. */
export const long = 10;

export function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

export function button(text, press, className = "") {
  const element = make("button", { type: "button", className: `run-button ${className}`.trim(), textContent: text });
  element.addEventListener("click", press);
  return element;
}

// "40 s", "3 minutes"
export function spoken(seconds) {
  return seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} minutes`;
}

export function megabytes(bytes) {
  return (bytes / 1e6).toFixed(1);
}
