/** The keys of the editor: those that every text field has, and those that people know from code editors. */
import {
  copyLineDown,
  copyLineUp,
  cursorMatchingBracket,
  deleteLine,
  historyKeymap,
  indentLess,
  indentMore,
  insertBlankLine,
  moveLineDown,
  moveLineUp,
  selectLine,
  simplifySelection,
  standardKeymap,
} from "@codemirror/commands";
import type { KeyBinding } from "@codemirror/view";

/**
 * CodeMirror's own without comments, which a policy cannot have, and without steps along a syntax tree, which broken text
 * does not have. Tab is not bound: it leaves the editor.
 */
export const editorKeys: readonly KeyBinding[] = [
  { key: "Alt-ArrowUp", run: moveLineUp },
  { key: "Shift-Alt-ArrowUp", run: copyLineUp },
  { key: "Alt-ArrowDown", run: moveLineDown },
  { key: "Shift-Alt-ArrowDown", run: copyLineDown },
  { key: "Escape", run: simplifySelection },
  { key: "Mod-Enter", run: insertBlankLine },
  { key: "Alt-l", mac: "Ctrl-l", run: selectLine },
  { key: "Mod-[", run: indentLess },
  { key: "Mod-]", run: indentMore },
  { key: "Shift-Mod-k", run: deleteLine },
  { key: "Shift-Mod-\\", run: cursorMatchingBracket },
  ...standardKeymap,
  ...historyKeymap,
];
