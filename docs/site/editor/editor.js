// The editor of a cell: as much of CodeMirror as it takes.
import { defaultKeymap, history, historyKeymap, indentLess, indentMore } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, indentUnit, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { csharp } from "@codemirror/legacy-modes/mode/clike";
import { EditorState, Prec } from "@codemirror/state";
import { drawSelection, EditorView, keymap } from "@codemirror/view";
import { highlightCode, tags } from "@lezer/highlight";

// The names of highlight.js, so that a cell looks the same whether it is edited or not.
const colors = HighlightStyle.define([
  { tag: [tags.keyword, tags.controlKeyword, tags.definitionKeyword, tags.modifier, tags.atom, tags.bool, tags.null], class: "hljs-keyword" },
  { tag: [tags.typeName, tags.standard(tags.typeName)], class: "hljs-built_in" },
  { tag: [tags.string, tags.special(tags.string)], class: "hljs-string" },
  { tag: tags.number, class: "hljs-number" },
  { tag: tags.comment, class: "hljs-comment" },
  { tag: tags.meta, class: "hljs-meta" },
  { tag: [tags.function(tags.variableName), tags.function(tags.definition(tags.variableName))], class: "hljs-title" },
]);

const language = StreamLanguage.define(csharp);

/** Writes a text with the editor's colors into an element. */
export function color(element, text) {
  element.replaceChildren();
  highlightCode(
    text,
    language.parser.parse(text),
    colors,
    (part, className) => element.append(Object.assign(document.createElement("span"), { className, textContent: part })),
    () => element.append("\n")
  );
}

const look = EditorView.theme({
  "&": { backgroundColor: "transparent", color: "inherit", fontSize: "inherit" },
  "&.cm-focused": { outline: "none" },
  ".cm-content": { caretColor: "currentColor", padding: "0", fontFamily: "inherit" },
  ".cm-line": { padding: "0" },
  ".cm-scroller": { fontFamily: "inherit", lineHeight: "inherit", overflowX: "auto" },
  ".cm-cursor": { borderLeftColor: "currentColor" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: "transparent", outline: "1px solid currentColor" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--run-selection)",
  },
});

/** Puts an editor into an element; `onChange` gets the whole text. */
export function createEditor({ parent, text, label, onChange, onRun, onRunAndGo }) {
  // Escape, then Tab, goes on to the next button, for whoever has no mouse.
  let leaves = false;
  const keys = [
    { key: "Shift-Enter", run: () => (onRunAndGo(), true) },
    { key: "Mod-Enter", run: () => (onRun(), true) },
    { key: "Escape", run: () => (leaves = true) },
    { key: "Tab", run: view => !leaves && indentMore(view), shift: view => !leaves && indentLess(view) },
  ];
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        Prec.highest(keymap.of(keys)),
        keymap.of([...defaultKeymap, ...historyKeymap]),
        history(),
        drawSelection(),
        bracketMatching(),
        indentUnit.of("    "),
        EditorState.tabSize.of(4),
        language,
        syntaxHighlighting(colors),
        look,
        EditorView.contentAttributes.of({ "aria-label": label, autocapitalize: "off", spellcheck: "false" }),
        EditorView.domEventHandlers({
          blur: () => void (leaves = false),
          beforeinput: () => void (leaves = false),
        }),
        EditorView.updateListener.of(update => update.docChanged && onChange(update.state.doc.toString())),
      ],
    }),
  });
  return {
    focus: () => view.focus(),
    remove: () => view.destroy(),
    get text() {
      return view.state.doc.toString();
    },
    set text(text) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
  };
}
