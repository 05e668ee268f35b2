// What makes a chapter's page run: a bar at its head and buttons at its cells. Everything else is loaded at the first press.
import { Cell } from "./cells.js";
import * as facts from "./facts.js";
import { make, button } from "./parts.js";

const bar = document.getElementById("notebook-run");
const chapterName = bar.dataset.chapter;
const seconds = facts.seconds[chapterName] ?? [];
const site = new URL("../../", import.meta.url).href;

// "about 14 MB", or nothing where nobody knows.
function size() {
  return facts.bytes > 0 ? `, about ${Math.ceil(facts.bytes / 1e6)} MB` : "";
}

let loading = null;

// The part of the page that runs cells.
function chapter() {
  loading ??= import("./chapter.js").then(
    ({ Chapter }) => new Chapter({ site, name: chapterName, cells, bar: parts })
  );
  return loading;
}

const parts = {
  runAll: button("Run all", () => chapter().then(it => it.runAll()), "run-main"),
  save: button("Save as notebook", () => chapter().then(it => it.save())),
  reset: button("Reset all", () => chapter().then(it => it.reset())),
  note: make("p", { className: "run-note" }),
};

function fillBar() {
  bar.className = "run-bar";
  bar.setAttribute("role", "region");
  bar.setAttribute("aria-label", "Run this chapter in your browser");
  bar.append(
    make("p", {}, make("strong", { textContent: "Run this chapter in your browser. " }), tell()),
    make("div", { className: "run-buttons" }, parts.runAll, parts.save, parts.reset),
    parts.note
  );
}

function tell() {
  return (
    `The first press loads what runs C#${size()}, once; nothing is installed, and nothing that you write leaves your browser. ` +
    "Every cell can be changed and run; Run at a cell runs those before it first, where that is needed."
  );
}

// The page is painted without waiting for it.
function loadStyle() {
  return new Promise(resolve => {
    const sheet = make("link", { rel: "stylesheet", href: new URL("run.css", import.meta.url).href });
    sheet.onload = sheet.onerror = resolve;
    document.head.append(sheet);
  });
}

await loadStyle();
const cells = [...document.querySelectorAll(".notebook-cell")].map(
  element => new Cell({ element, chapter: chapterName, seconds, load: chapter })
);
fillBar();
const changed = cells.filter(cell => cell.isChanged).length;
if (changed > 0) {
  parts.note.textContent = `You changed ${changed === 1 ? "a cell" : `${changed} cells`} here before; your text was kept in this browser.`;
}
