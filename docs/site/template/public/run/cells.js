// A code cell of the page: its buttons, its text, and where its outputs stand.
import * as edits from "./edits.js";
import { button, long, make, spoken } from "./parts.js";

export class Cell {
  constructor({ element, chapter, seconds, load }) {
    Object.assign(this, { element, chapter, load });
    this.index = Number(element.dataset.cell);
    this.seconds = seconds[this.index] ?? 0;
    this.number = this.index + 1;
    this.name = `cell ${this.number}`;
    this.isSkipped = "skipped" in element.dataset;
    this.block = element.querySelector(":scope > pre");
    this.code = this.block.querySelector("code");
    this.original = this.code.textContent.replace(/\n$/, "");
    this.text = this.original;
    this.outputs = null;
    this.build();
    this.restore();
    this.setState("stored");
  }

  build() {
    this.runButton = button("Run", () => this.press(chapter => chapter.runTo(this)), "run-cell");
    this.editButton = button("Edit", () => this.edit());
    this.resetButton = button("Reset cell", () => this.reset());
    this.status = make("span", { className: "run-status" });
    this.tools = make("div", { className: "run-tools" }, this.runButton, this.editButton, this.resetButton, this.status);
    this.tools.setAttribute("role", "group");
    this.tools.setAttribute("aria-label", `Cell ${this.number}`);
    this.stored = make("div", { className: "run-stored" });
    for (let part = this.block.nextSibling; part; part = this.block.nextSibling) {
      this.stored.append(part);
    }
    this.shown = make("div", { className: "run-outputs", hidden: true });
    this.block.after(this.tools, this.stored, this.shown);
  }

  get isChanged() {
    return this.text !== this.original;
  }

  /** Whether what was run last is what stands here. */
  get isCurrent() {
    return this.ran === this.text;
  }

  get isBusy() {
    return this.state === "running" || this.state === "waiting";
  }

  press(action) {
    this.load().then(action);
  }

  // ---- What the reader wrote

  restore() {
    const kept = edits.read(this.chapter, this.index);
    if (!kept) {
      return;
    }
    if (kept.base === this.original) {
      this.text = kept.text;
      this.paint();
    } else if (kept.text === this.original) {
      edits.forget(this.chapter, this.index);
    } else {
      this.offer(kept);
    }
  }

  // The course has changed since: the reader decides.
  offer(kept) {
    const choose = text => {
      offer.remove();
      this.setText(text);
      this.editButton.focus();
    };
    const offer = make(
      "p",
      { className: "run-offer" },
      "You changed this cell, and the course has changed it since. ",
      button("Take my text", () => choose(kept.text)),
      button("Keep the new one", () => choose(this.original))
    );
    this.block.before(offer);
  }

  setText(text) {
    this.text = text;
    const isKept = this.keep();
    if (this.editor && this.editor.text !== text) {
      this.editor.text = text;
    }
    this.paint();
    this.show();
    this.onChange?.(isKept);
  }

  keep() {
    if (this.isChanged) {
      return edits.keep(this.chapter, this.index, { text: this.text, base: this.original });
    }
    edits.forget(this.chapter, this.index);
    return true;
  }

  // The highlighted nodes of the page come back with its text.
  paint() {
    this.pristine ??= [...this.code.childNodes];
    if (this.isChanged) {
      this.code.replaceChildren(this.text);
      this.color?.(this.code, this.text);
    } else {
      this.code.replaceChildren(...this.pristine);
    }
  }

  async edit() {
    if (this.editor) {
      this.closeEditor();
      return;
    }
    const { createEditor, color } = await import("./editor.min.js");
    if (this.editor) {
      return;
    }
    this.color = color;
    const place = make("div", { className: "run-editor hljs" });
    place.id = `run-editor-${this.index}`;
    this.block.hidden = true;
    this.block.after(place);
    this.place = place;
    this.editor = createEditor({
      parent: place,
      text: this.text,
      label: `Code of cell ${this.number}. Escape, then Tab leaves it.`,
      onChange: text => this.typed(text),
      onRun: () => this.press(chapter => chapter.runTo(this)),
      onRunAndGo: () => this.press(chapter => chapter.runAndGo(this)),
    });
    this.editor.focus();
    this.show();
  }

  closeEditor() {
    this.editor.remove();
    this.editor = null;
    this.place.remove();
    this.block.hidden = false;
    this.paint();
    this.show();
    this.editButton.focus();
  }

  typed(text) {
    this.text = text;
    const isKept = this.keep();
    clearTimeout(this.telling);
    this.telling = setTimeout(() => this.onChange?.(isKept), 300);
    this.show();
  }

  /** The text and the outputs of the page come back. */
  reset() {
    clearTimeout(this.telling);
    this.setText(this.original);
    if (!this.isBusy) {
      this.showStored();
    }
    this.editButton.focus();
  }

  /** Goes to where one types, or presses. */
  focus() {
    (this.editor ?? this.runButton).focus();
  }

  // ---- What it shows

  showStored() {
    this.outputs = null;
    this.ran = undefined;
    this.shown.replaceChildren();
    this.shown.hidden = true;
    this.stored.hidden = false;
    this.setState("stored");
  }

  /** From here on the stored outputs are gone, and its own stand there. */
  showOwn() {
    this.stored.hidden = true;
    this.shown.hidden = false;
  }

  /** Its run has ended early: what an earlier run has shown is not of this text. */
  interrupted() {
    if (this.outputs?.list.length === 0) {
      this.shown.replaceChildren();
      this.outputs = this.stored.hidden ? this.outputs : null;
    }
    this.setState("stopped", "stopped");
  }

  setState(state, text = "") {
    this.state = state;
    this.element.dataset.state = state;
    this.element.setAttribute("aria-busy", String(this.isBusy));
    this.told = text;
    this.show();
  }

  /** It is to run after others; where it does not come to that, it is what it was. */
  wait() {
    this.before = [this.state, this.told];
    this.setState("waiting", "waits");
  }

  unwait() {
    this.setState(...this.before);
  }

  /** What Run would do here, from what the cells before it have done. */
  setAhead(cellsAhead, seconds) {
    this.ahead = cellsAhead;
    this.expected = seconds;
    this.show();
  }

  show() {
    const waits = this.ahead > 0;
    this.runButton.textContent = waits ? "Run to here" : "Run";
    this.runButton.setAttribute("aria-label", waits ? `Run to here: cell ${this.number}` : `Run cell ${this.number}`);
    this.runButton.setAttribute("aria-disabled", String(this.isBusy));
    this.editButton.textContent = this.editor ? "Done" : "Edit";
    this.editButton.setAttribute("aria-label", this.editor ? `Done: cell ${this.number}` : `Edit cell ${this.number}`);
    this.resetButton.hidden = !this.isChanged;
    this.resetButton.setAttribute("aria-label", `Reset cell ${this.number}`);
    const expected = this.expected ?? this.seconds;
    const warning = expected > long ? `takes about ${spoken(expected)} in a browser` : "";
    const words = [this.isChanged ? "changed by you" : "", this.told ?? "", this.isBusy || this.isCurrent ? "" : warning];
    this.status.textContent = words.filter(Boolean).join(" · ");
  }
}
