/** The small before/after of a repair, shown before it is applied. */
import type { Edit } from "../engine/trust_policy_wasm.js";
import { el } from "../dom.ts";
import { finding as words } from "../text.ts";
import { diffLines, type DiffLine } from "./diff.ts";
import { applyEdits } from "./edits.ts";

/** A preview is a glance, not a review: longer ones are cut. */
const MAX_LINES = 40;

const sign = { same: " ", removed: "−", added: "+" } as const;
const tag = { same: "span", removed: "del", added: "ins" } as const;

/** Texts longer than this are previewed around the edits only. */
const WINDOW = 2000;

/** The preview of one repair. */
export function previewEdits(text: string, edits: readonly Edit[]): HTMLElement {
  const start = Math.min(...edits.map((edit) => edit.start));
  const end = Math.max(...edits.map((edit) => edit.end));
  const from = text.lastIndexOf("\n", Math.max(0, start - WINDOW)) + 1;
  const cut = text.indexOf("\n", end + WINDOW);
  const before = text.slice(from, cut === -1 ? undefined : cut);
  const moved = edits.map((edit) => ({ ...edit, start: edit.start - from, end: edit.end - from }));
  return preview(before, applyEdits(before, moved));
}

/** The preview of any change. */
export function preview(before: string, after: string): HTMLElement {
  const hunks = diffLines(before, after);
  const block = el("pre", { class: "diff", role: "group", "aria-label": words.previewLabel });
  if (hunks.length === 0) block.append(words.noChange);
  let room = MAX_LINES;
  for (const [i, hunk] of hunks.entries()) {
    if (room <= 0) break;
    if (i > 0) block.append(el("span", { class: "diff-gap" }, "⋯\n"));
    for (const line of hunk.lines.slice(0, room)) block.append(lineView(line));
    room -= hunk.lines.length;
  }
  if (room < 0) block.append(el("span", { class: "diff-gap" }, "⋯"));
  return block;
}

function lineView(line: DiffLine): HTMLElement {
  const content = line.parts.map((part) =>
    part.changed && line.parts.length > 1 ? el("b", {}, part.text) : part.text,
  );
  return el(tag[line.kind], { class: `diff-${line.kind}` }, `${sign[line.kind]} `, ...content, "\n");
}
