// The strip at the lower edge, from the first press on: what runs, how far the loading is, Stop, and the variables.
import { button, make, megabytes } from "./parts.js";

export class Strip {
  constructor({ onStop, onVariables }) {
    this.text = make("span", { className: "run-now" });
    this.progress = make("progress", { hidden: true });
    this.stop = button("Stop", onStop, "run-stop");
    this.variablesButton = button("Variables", () => this.toggle(onVariables));
    this.variablesButton.setAttribute("aria-expanded", "false");
    this.variablesButton.setAttribute("aria-controls", "run-variables");
    this.panel = make("div", { id: "run-variables", className: "run-variables", hidden: true, tabIndex: -1 });
    this.panel.setAttribute("role", "region");
    this.panel.setAttribute("aria-label", "Variables");
    this.element = make(
      "section",
      { className: "run-strip" },
      this.panel,
      make("div", { className: "run-line" }, this.text, this.progress, this.stop, this.variablesButton)
    );
    this.element.setAttribute("aria-label", "Running");
    // A screen reader says what changes here: politely, and errors at once.
    this.polite = make("div", { className: "run-said" });
    this.polite.setAttribute("role", "status");
    this.assertive = make("div", { className: "run-said" });
    this.assertive.setAttribute("role", "alert");
    document.body.append(this.element, this.polite, this.assertive);
    document.body.classList.add("run-active");
  }

  /** Shows what goes on, or went on last. */
  tell(text, isBusy) {
    this.now = text;
    this.text.textContent = text;
    this.stop.hidden = !isBusy;
    if (!isBusy) {
      this.progress.hidden = true;
    }
  }

  say(text) {
    this.polite.textContent = text;
  }

  alert(text) {
    this.assertive.textContent = text;
  }

  /** Shows what is being loaded. */
  load({ what, loaded, total }) {
    const name = what === "engine" ? "what runs C#" : what;
    const isKnown = total > 0;
    const text = isKnown ? `${megabytes(loaded)} of ${megabytes(total)} MB` : `${megabytes(loaded)} MB`;
    const isThere = isKnown && loaded >= total;
    this.text.textContent = isThere ? this.now : `Loading ${name}: ${text}`;
    this.progress.hidden = isThere;
    this.progress.setAttribute("aria-label", `Loading ${name}`);
    this.progress.setAttribute("aria-valuetext", text);
    if (isKnown) {
      this.progress.max = total;
      this.progress.value = Math.min(loaded, total);
    } else {
      this.progress.removeAttribute("value");
    }
  }

  toggle(onVariables) {
    this.panel.hidden = !this.panel.hidden;
    this.variablesButton.setAttribute("aria-expanded", String(!this.panel.hidden));
    if (!this.panel.hidden) {
      onVariables();
    }
  }

  get showsVariables() {
    return !this.panel.hidden;
  }

  showVariables(variables, otherwise) {
    if (variables.length === 0) {
      this.panel.replaceChildren(make("p", { textContent: otherwise }));
      return;
    }
    const head = make("tr", {}, ...["name", "type", "value"].map(text => make("th", { scope: "col", textContent: text })));
    const rows = variables.map(({ name, type, value }) =>
      make("tr", {}, ...[name, type, value].map(text => make("td", {}, make("code", { textContent: text }))))
    );
    this.panel.replaceChildren(make("table", {}, make("thead", {}, head), make("tbody", {}, ...rows)));
  }
}
