/**
 * The editor. It lives in an open shadow root: there CodeMirror puts its rules into `adoptedStyleSheets`, so that the
 * page's policy can forbid inline styles.
 */
import { history, redoDepth, undoDepth } from "@codemirror/commands";
import { bracketMatching } from "@codemirror/language";
import { EditorState, Prec } from "@codemirror/state";
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  hoverTooltip,
  keymap,
  lineNumbers,
  tooltips,
  type KeyBinding,
} from "@codemirror/view";
import type { Finding } from "../engine/trust_policy_wasm.js";
import cardStyle from "../styles/card.css?inline";
import { editorKeys } from "./keys.ts";
import { language } from "./language.ts";
import { findingMarks, findingsAt } from "./marks.ts";
import { editorTheme } from "./theme.ts";

export interface EditorOptions {
  readonly text: string;
  readonly label: string;
  readonly description: string;
  readonly readOnly: boolean;
  readonly keys: readonly KeyBinding[];
  /** Called after every change of the text or of what can be undone. */
  readonly changed: (view: EditorView) => void;
  /** Called when the person moved the cursor there, not when the text did. */
  readonly cursorMoved: (offset: number) => void;
  /** The card shown while the pointer rests on a finding. */
  readonly card: (findings: readonly Finding[]) => HTMLElement;
  readonly dropFile: (file: File) => void;
  /** Takes a pasted text that does not belong here; false leaves it to the editor. */
  readonly pasted: (text: string) => boolean;
}

function adoptCardStyle(root: ShadowRoot): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(cardStyle);
  root.adoptedStyleSheets.push(sheet);
}

/**
 * Typing over a selection, done by the editor: the browser would carry the look of the replaced text over with an
 * inline style, which the page's policy forbids.
 */
function typeOver(event: InputEvent, view: EditorView): boolean {
  if (view.state.readOnly) {
    event.preventDefault();
    return true;
  }
  if (event.inputType !== "insertText" || event.data === null || view.composing) return false;
  if (view.state.selection.main.empty) return false;
  event.preventDefault();
  view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
  return true;
}

export function createEditor(host: HTMLElement, options: EditorOptions): EditorView {
  const root = host.attachShadow({ mode: "open" });
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        lineNumbers(),
        findingMarks,
        highlightActiveLine(),
        highlightActiveLineGutter(),
        history(),
        EditorState.readOnly.of(options.readOnly),
        language,
        bracketMatching(),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({
          "aria-label": options.label,
          "aria-description": options.description,
          spellcheck: "false",
          autocapitalize: "off",
          // Focusable anyway, but not every checker knows that of an editable element.
          tabindex: "0",
        }),
        tooltips({ position: "fixed" }),
        hoverTooltip(
          (current, pos) => {
            const found = findingsAt(current.state, pos);
            if (found === null) return null;
            return { pos: found.from, end: found.to, create: () => ({ dom: options.card(found.findings) }) };
          },
          { hideOnChange: true },
        ),
        Prec.high(keymap.of([...options.keys])),
        keymap.of(editorKeys),
        Prec.highest(
          EditorView.domEventHandlers({
            beforeinput: typeOver,
            paste(event) {
              const text = event.clipboardData?.getData("text/plain") ?? "";
              if (!options.pasted(text)) return false;
              event.preventDefault();
              return true;
            },
            drop(event) {
              const file = event.dataTransfer?.files[0];
              if (file === undefined) return false;
              event.preventDefault();
              options.dropFile(file);
              return true;
            },
          }),
        ),
        EditorView.updateListener.of((update) => {
          const undoable = (state: EditorState): string => `${undoDepth(state)} ${redoDepth(state)}`;
          if (update.docChanged || undoable(update.state) !== undoable(update.startState)) options.changed(update.view);
          if (update.transactions.some((transaction) => transaction.isUserEvent("select")))
            options.cursorMoved(update.state.selection.main.head);
        }),
        editorTheme,
      ],
    }),
  });
  // After the view, which makes its own sheets the only ones of the root.
  adoptCardStyle(root);
  return view;
}
