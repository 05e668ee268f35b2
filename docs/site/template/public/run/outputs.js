// What a cell shows, as it comes: nbformat's outputs are kept for the saved notebook, and elements stand on the page.
import { make } from "./parts.js";

const plotly = "application/vnd.plotly.v1+json";

/** More text than this of one cell is not shown. */
const longest = 100_000;

/** A text without what only a terminal understands. */
export function plain(text) {
  return text
    .replace(/\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)?|[@-Z\\-_])/g, "")
    .replace(/\r\n/g, "\n")
    .replace(/[^\n]*\r(?=[^\n])/g, "");
}

function pre(text, kind = "") {
  return make("pre", { className: `notebook-output ${kind}`.trim(), textContent: plain(text).replace(/\n+$/, "") });
}

// ---- By type

// The frame has no script of its own, and none of the page's: what is in it reaches nothing. Its page asks what this page may ask.
function frame(html) {
  const frame = make("iframe", { className: "run-html", title: "What the cell shows" });
  frame.setAttribute("sandbox", "allow-same-origin");
  frame.srcdoc = `<!DOCTYPE html><html><head><meta charset="utf-8"><style>${frameStyle}</style></head><body>${html}</body></html>`;
  const fit = () => {
    const root = frame.contentDocument?.documentElement;
    if (root) {
      follow(root);
      frame.style.height = `${Math.ceil(root.getBoundingClientRect().height)}px`;
    }
  };
  frame.addEventListener("load", () => {
    fit();
    // A link that was followed leads to a page that is not ours to measure.
    const root = frame.contentDocument?.documentElement;
    if (root) {
      new ResizeObserver(fit).observe(root);
    }
  });
  const theme = new MutationObserver(() => (frame.isConnected ? fit() : theme.disconnect()));
  theme.observe(document.documentElement, { attributes: true, attributeFilter: ["data-bs-theme"] });
  return make("div", { className: "notebook-output" }, frame);
}

const frameStyle = `
  html { overflow-y: hidden; }
  body { margin: 0; font: 16px/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
  table { border-collapse: collapse; }
  th, td { padding: 0.2rem 0.6rem; }
  tbody tr + tr > * { border-top: 1px solid var(--line); }
  pre, code { font-family: ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", Consolas, Menlo, monospace; font-size: 0.875em; }
  img { max-width: 100%; height: auto; }
`;

// The frame's text has the page's colors.
function follow(root) {
  const page = getComputedStyle(document.body);
  root.style.colorScheme = document.documentElement.getAttribute("data-bs-theme") ?? "";
  root.style.color = page.color;
  root.style.setProperty("--line", getComputedStyle(document.documentElement).getPropertyValue("--notebook-line"));
}

// page.js draws it, as it draws those that are stored.
function figure(bundle) {
  const json = JSON.parse(bundle[plotly]);
  const { width = 700, height = 450 } = json.layout ?? {};
  const empty = `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"/>`)}`;
  const image = make("img", { src: empty, width, height, alt: bundle["text/plain"] ?? "A figure" });
  const element = make("figure", { className: "notebook-figure", figure: json }, make("picture", {}, image));
  return element;
}

function image(mime, content, alt) {
  const src =
    mime === "image/svg+xml" ? `data:${mime},${encodeURIComponent(content)}` : `data:${mime};base64,${content.replace(/\s/g, "")}`;
  return make("div", { className: "notebook-output" }, make("img", { src, alt }));
}

function draw(bundle) {
  if (plotly in bundle) {
    return figure(bundle);
  }
  if ("text/html" in bundle) {
    return frame(bundle["text/html"]);
  }
  const mime = Object.keys(bundle).find(type => type.startsWith("image/"));
  if (mime) {
    return image(mime, bundle[mime], bundle["text/plain"] ?? "");
  }
  const text = bundle["text/plain"] ?? bundle["text/markdown"] ?? Object.values(bundle)[0];
  return text === undefined ? null : pre(text);
}

// ---- Of one cell

export class Outputs {
  constructor(place, onFirst) {
    this.place = place;
    this.onFirst = onFirst;
    this.list = [];
    this.displays = new Map();
    this.isToClear = false;
  }

  hear(message) {
    if (message.type === "clear") {
      this.isToClear = message.wait;
      if (!message.wait) {
        this.clear();
      }
      return;
    }
    if (this.isToClear) {
      this.clear();
    }
    this.onFirst?.();
    this.onFirst = null;
    switch (message.type) {
      case "stream":
        this.print(message.name, message.text);
        break;
      case "display":
        this.add({ output_type: "display_data", data: message.bundle, metadata: {} }, draw(message.bundle), message.displayId);
        break;
      case "result":
        this.add({ output_type: "execute_result", data: message.bundle, metadata: {} }, draw(message.bundle));
        break;
      case "error":
        this.fail(message);
        break;
    }
  }

  clear() {
    this.isToClear = false;
    this.list = [];
    this.displays.clear();
    this.place.replaceChildren();
  }

  add(output, element, displayId) {
    this.list.push(output);
    if (element) {
      this.place.append(element);
      announceFigure(element);
    }
    if (displayId) {
      this.displays.set(displayId, { output, element });
    }
  }

  print(name, text) {
    const last = this.list.at(-1);
    if (last?.output_type === "stream" && last.name === name) {
      last.text += text;
      this.showPrinted(last);
      return;
    }
    const output = { output_type: "stream", name, text };
    this.printed = pre("", name === "stderr" ? "notebook-stderr" : "");
    this.add(output, this.printed);
    this.showPrinted(output);
  }

  // Many lines in one frame of the screen are one change of the page.
  showPrinted(output) {
    const element = this.printed;
    element.asked ??= requestAnimationFrame(() => {
      element.asked = null;
      const text = plain(output.text.slice(0, longest)).replace(/\n+$/, "");
      element.textContent = output.text.length > longest ? `${text}\n… (the rest is in the saved notebook)` : text;
    });
  }

  fail({ ename, evalue, traceback = [] }) {
    const text = traceback.length > 0 ? traceback.join("\n") : `${ename}: ${evalue}`;
    this.add({ output_type: "error", ename, evalue, traceback }, pre(text, "notebook-error"));
  }

  /** Changes what was shown, in its place; whether it was shown here. */
  update({ displayId, bundle }) {
    const shown = this.displays.get(displayId);
    if (!shown) {
      return false;
    }
    shown.output.data = bundle;
    if (plotly in bundle && shown.element?.figure) {
      shown.element.figure = JSON.parse(bundle[plotly]);
      announceFigure(shown.element);
    } else if (shown.element instanceof HTMLPreElement && !("text/html" in bundle)) {
      shown.element.textContent = plain(bundle["text/plain"] ?? "").replace(/\n+$/, "");
    } else {
      const element = draw(bundle);
      shown.element?.replaceWith(element);
      shown.element = element;
      announceFigure(element);
    }
    return true;
  }
}

function announceFigure(element) {
  if (element?.figure) {
    element.dispatchEvent(new CustomEvent("notebook-figure", { bubbles: true }));
  }
}
