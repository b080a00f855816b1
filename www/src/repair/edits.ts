/** Applying edits to a text, and finding what to select afterwards. Pure. */
import type { Edit, Fix } from "../engine/trust_policy_wasm.js";

/** The edits of several fixes that do not touch each other, in order; of two that overlap the earlier one stays. */
export function together(fixes: readonly Fix[]): Edit[] {
  const taken: Edit[] = [];
  const overlaps = (a: Edit, b: Edit): boolean =>
    a.start < b.end && b.start < a.end ? true : a.start === b.start && a.end === b.end;
  for (const fix of fixes) {
    if (!fix.edits.some((edit) => taken.some((other) => overlaps(edit, other)))) taken.push(...fix.edits);
  }
  return taken.sort((a, b) => a.start - b.start || a.end - b.end);
}

export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = "";
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** What a person must replace: `<ACCOUNT_ID>`, `YOUR-ORG-ID`. */
const PLACEHOLDER = /<[^<>"\n]{1,80}>|\bYOUR[-_][A-Za-z0-9_-]+/;

/**
 * Where the placeholder of a fill-in fix is in the repaired text (the first one in what was inserted, else all of
 * what was inserted first).
 */
export function placeholder(edits: readonly Edit[]): { readonly from: number; readonly to: number } | null {
  let shift = 0;
  let first: { from: number; to: number } | null = null;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const from = edit.start + shift;
    const match = PLACEHOLDER.exec(edit.text);
    if (match !== null) return { from: from + match.index, to: from + match.index + match[0].length };
    if (edit.text !== "") first ??= { from, to: from + edit.text.length };
    shift += edit.text.length - (edit.end - edit.start);
  }
  return first;
}
