/** Questions about a list of findings that several views ask. */
import type { Finding, Fix, Report, Severity } from "../engine/trust_policy_wasm.js";

/** One line of the list: a finding, or many of one rule folded together. Numbers are indexes into the findings. */
export type Row =
  | { readonly kind: "finding"; readonly index: number }
  | { readonly kind: "group"; readonly rule: string; readonly indexes: readonly number[] };

/** From this many findings of one rule on, they are folded: two are two mistakes, fourteen are one habit. */
const FOLD_FROM = 3;

const severities: readonly Severity[] = ["error", "security", "warning", "suggestion"];

/** How many of each severity, the worst first, without zeros. */
export function countBySeverity(findings: readonly Finding[]): ReadonlyMap<Severity, number> {
  return new Map(
    severities
      .map((severity) => [severity, findings.filter((finding) => finding.severity === severity).length] as const)
      .filter(([, n]) => n > 0),
  );
}

/** Rows in the order in which each rule first appears. */
export function rows(findings: readonly Finding[]): Row[] {
  const byRule = Map.groupBy(findings.keys(), (index) => findings[index]?.rule ?? "");
  const list: Row[] = [];
  for (const [index, { rule }] of findings.entries()) {
    const indexes = byRule.get(rule) ?? [];
    if (indexes.length < FOLD_FROM) list.push({ kind: "finding", index });
    else if (indexes[0] === index) list.push({ kind: "group", rule, indexes });
  }
  return list;
}

/** Whether this finding is shown inside a fold. */
export function isFolded(findings: readonly Finding[], index: number): boolean {
  const rule = findings[index]?.rule;
  return findings.filter((finding) => finding.rule === rule).length >= FOLD_FROM;
}

export function safeFix(finding: Finding): Fix | undefined {
  return finding.fixes.find((fix) => fix.safety === "safe");
}

/** The first safe fix of each, or null unless every one has a safe fix. */
export function safeFixes(findings: readonly Finding[]): Fix[] | null {
  const fixes = findings.map(safeFix).filter((fix) => fix !== undefined);
  return fixes.length === findings.length && fixes.length > 0 ? fixes : null;
}

/**
 * Where the open finding went in a newer report: the same rule at the same path (the nearest of several), else the
 * one that now has its place in the list.
 */
export function follow(before: Report | null, current: number | null, after: Report): number | null {
  if (after.findings.length === 0) return null;
  const old = current === null ? undefined : before?.findings[current];
  if (old === undefined || current === null) return 0;
  const distance = (finding: Finding): number => Math.abs(finding.span.start.offset - old.span.start.offset);
  let best: number | null = null;
  for (const [index, finding] of after.findings.entries()) {
    if (finding.rule !== old.rule || finding.path !== old.path) continue;
    const known = best === null ? undefined : after.findings[best];
    if (known === undefined || distance(finding) < distance(known)) best = index;
  }
  return best ?? Math.min(current, after.findings.length - 1);
}

/** The finding to go to from `offset`: the next one in the text, or the previous; around the end. */
export function neighbour(findings: readonly Finding[], offset: number, step: 1 | -1): number | null {
  if (findings.length === 0) return null;
  const starts = findings.map((finding) => finding.span.start.offset);
  const order = [...starts.keys()].sort((a, b) => (starts[a] ?? 0) - (starts[b] ?? 0) || a - b);
  const next =
    step === 1
      ? (order.find((index) => (starts[index] ?? 0) > offset) ?? order[0])
      : (order.findLast((index) => (starts[index] ?? 0) < offset) ?? order.at(-1));
  return next ?? null;
}

/** The finding around `offset` whose place is the smallest: the one a person who clicks there means. */
export function narrowestAt(findings: readonly Finding[], offset: number): number | null {
  const length = ({ span }: Finding): number => span.end.offset - span.start.offset;
  let best: number | null = null;
  for (const [index, finding] of findings.entries()) {
    if (finding.span.start.offset > offset || offset > finding.span.end.offset) continue;
    const known = best === null ? undefined : findings[best];
    if (known === undefined || length(finding) < length(known)) best = index;
  }
  return best;
}

/**
 * The findings with repairs that the cursor is about: those around it, else those on its line, else the next one in
 * the text.
 */
export function atCursor(findings: readonly Finding[], offset: number, line: number): number[] {
  const repairable = [...findings.keys()].filter((index) => (findings[index]?.fixes.length ?? 0) > 0);
  const where = (test: (finding: Finding) => boolean): number[] =>
    repairable.filter((index) => {
      const finding = findings[index];
      return finding !== undefined && test(finding);
    });
  const around = where(({ span }) => span.start.offset <= offset && offset <= span.end.offset);
  if (around.length > 0) return around;
  const onLine = where(({ span }) => span.start.line <= line && line <= span.end.line);
  if (onLine.length > 0) return onLine;
  const after = where(({ span }) => span.start.offset > offset)[0] ?? repairable[0];
  return after === undefined ? [] : [after];
}
