/** How the editor looks: the page's custom properties, which cross into the shadow root. */
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

const underline = (color: string, style: string) => ({
  textDecoration: `underline ${style} var(${color})`,
  textDecorationThickness: "2px",
  textUnderlineOffset: "3px",
  textDecorationSkipInk: "none",
  backgroundColor: `color-mix(in srgb, var(${color}) 12%, transparent)`,
});

export const editorTheme: Extension = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "var(--panel)", fontSize: "var(--code-size)" },
  // The page draws the ring, around the gutter too.
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6", overscrollBehavior: "contain" },
  ".cm-content": { padding: "0.75rem 0", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0 1rem 0 0.5rem" },
  ".cm-gutters": { backgroundColor: "var(--panel)", color: "var(--muted)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--ink) 4%, transparent)" },
  "&.cm-focused .cm-activeLineGutter": { color: "var(--ink)" },
  ".cm-matchingBracket": { backgroundColor: "transparent" },
  "&.cm-focused .cm-matchingBracket": { outline: "1px solid var(--muted)", backgroundColor: "transparent" },
  ".cm-key": { color: "var(--code-key)" },
  ".cm-string": { color: "var(--code-string)" },
  ".cm-literal": { color: "var(--code-literal)" },
  ".cm-punctuation": { color: "var(--muted)" },
  ".cm-finding-gutter": { width: "1.25rem" },
  ".cm-finding-gutter .cm-gutterElement": { display: "flex", alignItems: "center", justifyContent: "center" },
  ".cm-finding-error": underline("--error", "wavy"),
  ".cm-finding-security": underline("--security", "double"),
  ".cm-finding-warning": underline("--warning", "wavy"),
  ".cm-finding-suggestion": underline("--suggestion", "dotted"),
  ".cm-finding-current": {
    backgroundColor: "color-mix(in srgb, var(--accent) 26%, transparent)",
    borderRadius: "2px",
  },
  ".cm-tooltip": { border: "none", backgroundColor: "transparent", zIndex: "20" },
});
