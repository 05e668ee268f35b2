// Runs the cells of a page, one after another.
import * as book from "./notebook.js";
import { keepOffline, prepareOffline } from "./offline.js";
import { Outputs } from "./outputs.js";
import { button, long, spoken } from "./parts.js";
import { Session, Stopped } from "./session.js";
import { Strip } from "./strip.js";

export class Chapter {
  constructor({ site, name, cells, bar }) {
    Object.assign(this, { site, name, cells, bar });
    this.address = new URL(name, site).href;
    this.queue = [];
    this.isRunning = false;
    this.count = 0;
    this.measured = { expected: 0, taken: 0 };
    this.strip = new Strip({ onStop: () => this.stop(), onVariables: () => this.showVariables() });
    cells.forEach(cell => (cell.onChange = isKept => this.changed(isKept)));
    addEventListener("pagehide", () => this.session?.end());
  }

  get file() {
    return this.name.split("/").at(-1);
  }

  // ---- What is asked for

  /** Runs a cell, and before it those above that have not run as they stand: without them it would not find what it needs. */
  runTo(cell) {
    if (!cell.isBusy) {
      this.enqueue([...this.before(cell), cell]);
    }
  }

  runAndGo(cell) {
    this.runTo(cell);
    const next = this.cells[this.cells.indexOf(cell) + 1];
    next?.focus();
    next?.element.scrollIntoView({ block: "nearest" });
  }

  runAll() {
    this.enqueue(this.cells.filter(cell => !cell.isSkipped && !cell.isBusy));
  }

  before(cell) {
    return this.cells.slice(0, this.cells.indexOf(cell)).filter(one => !one.isSkipped && !one.isCurrent && !one.isBusy);
  }

  enqueue(cells) {
    cells.forEach(cell => cell.wait());
    this.queue.push(...cells);
    this.work();
  }

  // ---- The run

  async work() {
    if (this.isRunning) {
      return;
    }
    this.isRunning = true;
    try {
      await this.start();
      let ok = true;
      while (ok && this.queue.length > 0) {
        const cell = this.queue.shift();
        ok = (await this.run(cell)) || book.mayFail(this.stored.code[cell.index]);
      }
      this.rest();
    } catch (error) {
      this.broken(error);
    }
    this.isRunning = false;
    this.update();
    if (this.strip.showsVariables) {
      this.showVariables();
    }
    if (this.queue.length > 0) {
      this.work();
    }
  }

  async start() {
    this.stored ??= await book.read(this.address);
    if (this.session) {
      return;
    }
    this.strip.tell("Starting what runs C#", true);
    this.strip.say("Loading what runs C#");
    this.isStopped = false;
    await prepareOffline(this.site);
    if (this.isStopped) {
      throw new Stopped();
    }
    const session = new Session(this.site, this.name, progress => this.strip.load(progress));
    session.onUpdate = message => this.cells.some(cell => cell.outputs?.update(message));
    session.onEnd = reason => this.ended(session, reason);
    this.session = session;
    await session.isReady;
    keepOffline(this.address, this.site);
  }

  async run(cell) {
    const text = cell.isChanged ? cell.text : book.sourceOf(this.stored.code[cell.index]);
    const as = cell.text;
    const expected = this.expected(cell);
    const about = expected > long ? `, takes about ${spoken(expected)}` : "";
    cell.setState("running", `running${about}`);
    this.strip.tell(`Running ${cell.name} of ${this.cells.length}${about}`, true);
    this.strip.say(`Running ${cell.name}${about}`);
    const outputs = new Outputs(cell.shown, () => {
      cell.shown.replaceChildren();
      cell.showOwn();
    });
    cell.outputs = outputs;
    cell.count = ++this.count;
    let failure = null;
    const { ok, milliseconds } = await this.session.run(cell, text, message => {
      failure = message.type === "error" ? message : failure;
      outputs.hear(message);
    });
    if (outputs.list.length === 0) {
      outputs.clear();
      cell.showOwn();
    }
    cell.ran = as;
    this.measure(cell, milliseconds / 1000);
    cell.setState(ok ? "done" : "failed", `${ok ? "ran" : "failed"} in ${took(milliseconds)}`);
    if (ok) {
      this.strip.say(`${cell.name} has ended`);
    } else {
      this.failed(cell, failure);
    }
    this.update();
    return ok;
  }

  failed(cell, error) {
    const what = error ? `: ${error.ename}: ${error.evalue}` : "";
    this.lastFailure = `${cell.name} failed`;
    this.strip.alert(`${cell.name} failed${what}`);
    const shown = cell.shown.querySelector(".notebook-error") ?? cell.shown;
    shown.closest("details:not([open])")?.setAttribute("open", "");
    if (!document.activeElement?.closest(".run-editor")) {
      shown.tabIndex = -1;
      shown.focus({ preventScroll: true });
      shown.scrollIntoView({ block: "center" });
    }
  }

  // A run has come to its end, or to a cell that failed.
  rest() {
    const left = this.drain();
    const failure = this.lastFailure;
    this.lastFailure = null;
    const waiting = left > 0 ? `; ${left === 1 ? "one cell after it was" : `${left} cells after it were`} not run` : "";
    this.strip.tell(failure ? `${capital(failure)}${waiting}` : "Ready", false);
  }

  drain() {
    const left = this.queue.length;
    this.queue.forEach(cell => cell.unwait());
    this.queue = [];
    return left;
  }

  stop() {
    this.isStopped = true;
    this.drain();
    const running = this.cells.find(cell => cell.state === "running");
    const hadFocus = document.activeElement === this.strip.stop;
    this.session?.end();
    if (hadFocus) {
      // The button goes with the run.
      (running ?? this.cells[0]).runButton.focus();
    }
  }

  // The worker is gone, and with it every variable.
  ended(session, reason) {
    if (this.session !== session) {
      return;
    }
    this.session = null;
    this.cells.forEach(cell => (cell.ran = undefined));
    const text = reason instanceof Stopped ? "Stopped; variables are gone: run from the top" : `${reason.message} Variables are gone.`;
    if (this.isRunning) {
      this.endText = text;
    } else {
      this.tellEnd(text);
    }
    if (this.strip.showsVariables) {
      this.showVariables();
    }
    this.update();
  }

  broken(error) {
    this.drain();
    this.cells.filter(cell => cell.isBusy).forEach(cell => cell.interrupted());
    this.tellEnd(
      this.endText ?? (error instanceof Stopped ? "Stopped" : `${error.message}${error.message.endsWith(".") ? "" : "."} Nothing was run.`)
    );
    this.endText = null;
  }

  tellEnd(text) {
    this.strip.tell(text, false);
    this.strip.alert(text);
  }

  // ---- How long

  expected(cell) {
    const { expected, taken } = this.measured;
    return cell.seconds * (expected > 1 ? taken / expected : 1);
  }

  // This machine against the one that measured.
  measure(cell, seconds) {
    if (cell.seconds > 0) {
      this.measured.expected += cell.seconds;
      this.measured.taken += seconds;
    }
  }

  update() {
    for (const cell of this.cells) {
      const ahead = this.before(cell);
      cell.setAhead(ahead.length, [...ahead, cell].reduce((sum, one) => sum + this.expected(one), 0));
    }
  }

  changed(isKept) {
    if (!isKept) {
      this.bar.note.textContent = "This browser keeps nothing: save your changes as a notebook.";
    }
    this.update();
  }

  // ---- The rest of the bar

  async showVariables() {
    const none = "None yet: run a cell.";
    if (!this.session || this.isRunning) {
      this.strip.showVariables([], this.session ? "They are shown when the cell has ended." : none);
      return;
    }
    try {
      this.strip.showVariables(await this.session.variables(), none);
    } catch {
      this.strip.showVariables([], none);
    }
  }

  async save() {
    try {
      this.stored ??= await book.read(this.address);
      book.download(this.file, book.withRun(this.stored, this.cells));
    } catch (error) {
      this.tellEnd(`The notebook cannot be saved: ${error.message}`);
    }
  }

  /** The page as it came: the course's texts and outputs, no variables. What the reader wrote can be had back. */
  reset() {
    const mine = this.cells.filter(cell => cell.isChanged).map(cell => [cell, cell.text]);
    this.stop();
    for (const cell of this.cells) {
      cell.setText(cell.original);
      cell.showStored();
    }
    this.update();
    this.strip.tell("The page is as it came", false);
    this.offerBack(mine);
  }

  offerBack(mine) {
    const count = mine.length;
    if (count === 0) {
      return;
    }
    const back = button("Take them back", () => {
      mine.forEach(([cell, text]) => cell.setText(text));
      this.bar.note.replaceChildren();
      this.bar.reset.focus();
    });
    this.bar.note.replaceChildren(`Your changes of ${count === 1 ? "a cell" : `${count} cells`} are gone. `, back);
  }
}

function took(milliseconds) {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

function capital(text) {
  return text[0].toUpperCase() + text.slice(1);
}
