// The worker in which cells run: it is told start, run and variables, and says what hear() knows.

/** The engine cannot go on; the message is for the reader. */
export class EngineFailure extends Error {}

/** The reader has stopped it. */
export class Stopped extends Error {}

const memory = /out of memory|could not allocate|RangeError|memory access out of bounds|OutOfMemory/i;

function failure(message) {
  return new EngineFailure(
    memory.test(message)
      ? "The engine stopped: this tab has too little memory for what the cell asked for. Close other tabs, or run the notebook on a computer."
      : `The engine stopped: ${message}${message.endsWith(".") ? "" : "."}`
  );
}

export class Session {
  constructor(site, chapter, onProgress) {
    this.onProgress = onProgress;
    this.asked = new Map();
    this.last = 0;
    this.isReady = new Promise((resolve, reject) => {
      this.asked.set("start", { resolve, reject });
    });
    // A worker that a page makes from its own text inherits the page's security policy: what runs in it asks this site alone.
    const start = new Blob([`import ${JSON.stringify(new URL("engine/worker.js", site).href)};`], { type: "text/javascript" });
    const address = URL.createObjectURL(start);
    this.worker = new Worker(address, { type: "module", credentials: "omit" });
    this.worker.onmessage = ({ data }) => this.hear(data);
    this.worker.onmessageerror = () => this.end(failure("it sent what cannot be read."));
    this.worker.onerror = event => {
      event.preventDefault();
      this.end(event.message ? failure(event.message) : new EngineFailure("The engine could not be loaded. Is there a network?"));
    };
    this.worker.postMessage({ type: "start", site, chapter });
    this.isReady.finally(() => URL.revokeObjectURL(address)).catch(() => {});
  }

  /** Runs a cell; the receiver gets what it shows. */
  run({ name, number }, code, receiver) {
    return this.ask({ type: "run", name, number, code }, receiver);
  }

  async variables() {
    return (await this.ask({ type: "variables" })).variables;
  }

  ask(message, receiver) {
    if (this.reason) {
      return Promise.reject(this.reason);
    }
    const id = ++this.last;
    return new Promise((resolve, reject) => {
      this.asked.set(id, { resolve, reject, receiver });
      this.worker.postMessage({ ...message, id });
    });
  }

  hear(message) {
    switch (message.type) {
      case "progress":
        this.onProgress(message);
        break;
      case "ready":
        this.answer("start", message);
        break;
      case "done":
      case "variables":
        this.answer(message.id, message);
        break;
      case "failed":
        this.end(failure(message.message));
        break;
      case "update":
        // What was shown by a cell that has ended may still change.
        this.onUpdate?.(message);
        break;
      default:
        this.asked.get(message.id)?.receiver?.(message);
    }
  }

  answer(id, message) {
    this.asked.get(id)?.resolve(message);
    this.asked.delete(id);
  }

  /** Ends the worker; whoever waits for it gets the reason. */
  end(reason = new Stopped()) {
    this.reason ??= reason;
    this.worker.terminate();
    this.asked.forEach(({ reject }) => reject(this.reason));
    this.asked.clear();
    this.onEnd?.(this.reason);
  }
}
