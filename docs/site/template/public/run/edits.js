// The reader's texts of cells, in the store of this browser: one entry for each cell, so that two tabs do not overwrite each other's.

function key(chapter, cell) {
  return `notebooknet:edit:${chapter}:${cell}`;
}

/** What was kept of a cell, `{ text, base }` with the text of the page that it was made from, or null. */
export function read(chapter, cell) {
  try {
    return JSON.parse(localStorage.getItem(key(chapter, cell)));
  } catch {
    return null;
  }
}

/** Keeps a text; false where the browser keeps nothing. */
export function keep(chapter, cell, edit) {
  try {
    localStorage.setItem(key(chapter, cell), JSON.stringify(edit));
    return true;
  } catch {
    return false;
  }
}

export function forget(chapter, cell) {
  try {
    localStorage.removeItem(key(chapter, cell));
  } catch {
    // Then nothing was kept.
  }
}
