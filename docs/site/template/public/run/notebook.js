// The notebook of the page: its exact sources, and the file that a reader saves.

/** Reads it; the page's cells are its code cells, in order. */
export async function read(address) {
  const answer = await fetch(address, { credentials: "omit" });
  if (!answer.ok) {
    throw new Error(`${address}: ${answer.status}`);
  }
  const notebook = await answer.json();
  return { notebook, code: notebook.cells.filter(cell => cell.cell_type === "code") };
}

export function sourceOf(cell) {
  return joined(cell.source);
}

export function mayFail(cell) {
  return !!cell.metadata.tags?.includes("raises-exception");
}

/** The notebook with the reader's texts and what this run has shown. */
export function withRun({ notebook, code }, cells) {
  const copy = structuredClone(notebook);
  const copies = copy.cells.filter(cell => cell.cell_type === "code");
  cells.forEach(cell => {
    const stored = copies[cell.index];
    if (cell.isChanged) {
      stored.source = lines(cell.text);
    }
    if (cell.outputs) {
      stored.outputs = cell.outputs.list.map(output => file(output, cell.count));
      stored.execution_count = cell.count;
    } else if (cell.isChanged) {
      stored.outputs = [];
      stored.execution_count = null;
    }
  });
  return copy;
}

function file(output, count) {
  switch (output.output_type) {
    case "stream":
      return { ...output, text: lines(output.text) };
    case "error":
      return output;
    case "execute_result":
      return { ...output, data: bundle(output.data), execution_count: count };
    default:
      return { ...output, data: bundle(output.data) };
  }
}

function bundle(data) {
  return Object.fromEntries(
    Object.entries(data).map(([mime, content]) => [
      mime,
      /[/+]json$/.test(mime) ? JSON.parse(content) : mime.startsWith("text/") ? lines(content) : content,
    ])
  );
}

// A text as notebooks store it: a list of lines, each with its end.
function lines(text) {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function joined(text) {
  return Array.isArray(text) ? text.join("") : text;
}

/** Gives the reader a file. */
export function download(name, notebook) {
  const address = URL.createObjectURL(new Blob([`${JSON.stringify(notebook, null, 1)}\n`], { type: "application/x-ipynb+json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
