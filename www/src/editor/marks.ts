/** Findings in the editor: an underline under each place, and a mark in the gutter beside its line. */
import { RangeSet, RangeSetBuilder, StateEffect, StateField, type EditorState, type Text } from "@codemirror/state";
import { Decoration, EditorView, gutter, GutterMarker, type DecorationSet } from "@codemirror/view";
import type { Finding, Severity } from "../engine/trust_policy_wasm.js";
import { icon } from "../icons.ts";

/** What the editor shows: the findings about exactly its present text, and which of them is open. */
export interface Shown {
  readonly findings: readonly Finding[];
  readonly current: number | null;
}

export const showFindings = StateEffect.define<Shown>();

/** A hostile text can have a finding at every character; nobody reads more underlines than this. */
const MAX_MARKS = 2000;

const rank: Readonly<Record<Severity, number>> = { error: 0, security: 1, warning: 2, suggestion: 3 };

class SeverityMarker extends GutterMarker {
  constructor(readonly severity: Severity) {
    super();
  }
  override eq(other: SeverityMarker): boolean {
    return other.severity === this.severity;
  }
  override toDOM(): Node {
    return icon(this.severity);
  }
}

const markers = {
  error: new SeverityMarker("error"),
  security: new SeverityMarker("security"),
  warning: new SeverityMarker("warning"),
  suggestion: new SeverityMarker("suggestion"),
} as const;

interface Marks extends Shown {
  readonly underlines: DecorationSet;
  readonly gutter: RangeSet<GutterMarker>;
}

/** The characters to underline: an empty span (something is missing here) borrows the character beside it. */
export function visibleSpan(finding: Finding, doc: Text): { readonly from: number; readonly to: number } {
  const from = Math.min(finding.span.start.offset, doc.length);
  const to = Math.min(Math.max(finding.span.end.offset, from), doc.length);
  if (to > from) return { from, to };
  const line = doc.lineAt(from);
  if (from < line.to) return { from, to: from + 1 };
  return { from: Math.max(line.from, from - 1), to: from };
}

function build(shown: Shown, doc: Text): Marks {
  const places = shown.findings
    .slice(0, MAX_MARKS)
    .map((finding, index) => ({ finding, index, ...visibleSpan(finding, doc) }))
    .sort((a, b) => a.from - b.from || a.to - b.to);
  const underlines = places
    .filter(({ from, to }) => to > from)
    .map(({ finding, index, from, to }) => {
      const current = index === shown.current ? " cm-finding-current" : "";
      return Decoration.mark({
        class: `cm-finding-${finding.severity}${current}`,
        attributes: { "data-rule": finding.rule, "data-severity": finding.severity },
        index,
      }).range(from, to);
    });
  const worst = new Map<number, Severity>();
  for (const { finding, from } of places) {
    const line = doc.lineAt(from).from;
    const known = worst.get(line);
    if (known === undefined || rank[finding.severity] < rank[known]) worst.set(line, finding.severity);
  }
  const lines = new RangeSetBuilder<GutterMarker>();
  for (const [line, severity] of worst) lines.add(line, line, markers[severity]);
  return { ...shown, underlines: Decoration.set(underlines, true), gutter: lines.finish() };
}

const field = StateField.define<Marks>({
  create: () => ({ findings: [], current: null, underlines: Decoration.none, gutter: RangeSet.empty }),
  update(marks, transaction) {
    let next = marks;
    // Until the next report, the old marks move along with the text.
    if (transaction.docChanged)
      next = {
        ...marks,
        underlines: marks.underlines.map(transaction.changes),
        gutter: marks.gutter.map(transaction.changes),
      };
    for (const effect of transaction.effects)
      if (effect.is(showFindings)) next = build(effect.value, transaction.newDoc);
    return next;
  },
  provide: (marks) => EditorView.decorations.from(marks, ({ underlines }) => underlines),
});

/** The underlined findings at this position, with the extent of their underlines. */
export function findingsAt(
  state: EditorState,
  pos: number,
): { readonly findings: readonly Finding[]; readonly from: number; readonly to: number } | null {
  const marks = state.field(field);
  const found: Finding[] = [];
  let from = pos;
  let to = pos;
  marks.underlines.between(pos, pos, (start, end, mark) => {
    const finding = marks.findings[(mark.spec as { index: number }).index];
    if (finding === undefined) return;
    found.push(finding);
    from = Math.min(from, start);
    to = Math.max(to, end);
  });
  return found.length === 0 ? null : { findings: found.sort((a, b) => rank[a.severity] - rank[b.severity]), from, to };
}

export const findingMarks = [
  field,
  gutter({
    class: "cm-finding-gutter",
    markers: (view) => view.state.field(field).gutter,
    initialSpacer: () => markers.error,
  }),
];
