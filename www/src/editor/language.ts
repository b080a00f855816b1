/** Colours for what is in sight, and indentation, of JSON that may be broken anywhere. */
import { indentOnInput, indentService } from "@codemirror/language";
import { EditorState, RangeSetBuilder, type Extension } from "@codemirror/state";
import { Decoration, ViewPlugin, type DecorationSet, type EditorView } from "@codemirror/view";
import { tokens, type TokenKind } from "./tokens.ts";

/** How far before what is in sight a line is read: one that is longer may be coloured the wrong way round there. */
const READ_BEFORE = 20_000;

const marks: Readonly<Record<TokenKind, Decoration>> = {
  key: Decoration.mark({ class: "cm-key" }),
  string: Decoration.mark({ class: "cm-string" }),
  literal: Decoration.mark({ class: "cm-literal" }),
  punctuation: Decoration.mark({ class: "cm-punctuation" }),
};

function colored({ state, visibleRanges }: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const range of visibleRanges) {
    let pos = range.from;
    while (pos <= range.to) {
      const line = state.doc.lineAt(pos);
      const start = Math.max(line.from, pos - READ_BEFORE);
      for (const { kind, from, to } of tokens(state.sliceDoc(start, Math.min(line.to, range.to)))) {
        if (start + to > pos) builder.add(Math.max(start + from, pos), start + to, marks[kind]);
      }
      pos = line.to + 1;
    }
  }
  return builder.finish();
}

const colors = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = colored(view);
    }
    update(update: { readonly view: EditorView; readonly docChanged: boolean; readonly viewportChanged: boolean }): void {
      if (update.docChanged || update.viewportChanged) this.decorations = colored(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

/** As deep as the line before, one step deeper behind an opened bracket, one less before a closing one. */
const indentation = indentService.of((context, pos) => {
  const current = context.lineAt(pos);
  let line = context.state.doc.lineAt(pos);
  let before = line.text.slice(0, current.from - line.from);
  while (before.trim() === "" && line.number > 1) {
    line = context.state.doc.line(line.number - 1);
    before = line.text;
  }
  let open = 0;
  for (const { kind, from } of tokens(before)) {
    if (kind !== "punctuation") continue;
    const sign = before.charAt(from);
    if (sign === "{" || sign === "[") open++;
    else if (sign === "}" || sign === "]") open = Math.max(0, open - 1);
  }
  const closes = /^\s*[\]}]/.test(current.text);
  const steps = (open > 0 ? 1 : 0) - (closes ? 1 : 0);
  return Math.max(0, context.countColumn(before, before.search(/\S|$/)) + steps * context.unit);
});

export const language: Extension = [
  colors,
  indentation,
  indentOnInput(),
  EditorState.languageData.of(() => [{ indentOnInput: /^\s*[\]}]$/ }]),
];
