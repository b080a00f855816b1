/** Before and after of a repair, line by line, with the changed words marked. Pure. */

export interface Part {
  readonly text: string;
  readonly changed: boolean;
}
export interface DiffLine {
  readonly kind: "same" | "removed" | "added";
  readonly parts: readonly Part[];
}
/** Neighbouring lines; `line` is the number of the first one in the older text. */
export interface Hunk {
  readonly line: number;
  readonly lines: readonly DiffLine[];
}

type Step<T> = { readonly kind: DiffLine["kind"]; readonly value: T };

/** Above this many comparisons everything is shown as replaced: a preview must not cost a frame. */
const MAX_CELLS = 200_000;

/** Unchanged text longer than this inside a line is cut in the middle: a one-line policy must stay readable. */
const LONG = 160;

/** The shortest way from one list to the other by longest common subsequence. */
function steps<T>(before: readonly T[], after: readonly T[]): Step<T>[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  )
    end++;
  const same = (values: readonly T[]): Step<T>[] => values.map((value) => ({ kind: "same", value }));
  const middle = common(before.slice(start, before.length - end), after.slice(start, after.length - end));
  return [...same(before.slice(0, start)), ...middle, ...same(before.slice(before.length - end))];
}

function common<T>(before: readonly T[], after: readonly T[]): Step<T>[] {
  const removed = (value: T): Step<T> => ({ kind: "removed", value });
  const added = (value: T): Step<T> => ({ kind: "added", value });
  const n = before.length;
  const m = after.length;
  if (n * m > MAX_CELLS || n === 0 || m === 0) return [...before.map(removed), ...after.map(added)];
  const width = m + 1;
  const length = new Uint32Array((n + 1) * width);
  for (let i = n - 1; i >= 0; i--)
    for (let j = m - 1; j >= 0; j--)
      length[i * width + j] =
        before[i] === after[j]
          ? (length[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(length[(i + 1) * width + j] ?? 0, length[i * width + j + 1] ?? 0);
  const out: Step<T>[] = [];
  let i = 0;
  let j = 0;
  while (i < n || j < m) {
    const left = before[i] as T;
    const right = after[j] as T;
    if (i < n && j < m && left === right) {
      out.push({ kind: "same", value: left });
      i++;
      j++;
    } else if (j >= m || (i < n && (length[(i + 1) * width + j] ?? 0) >= (length[i * width + j + 1] ?? 0))) {
      out.push(removed(left));
      i++;
    } else {
      out.push(added(right));
      j++;
    }
  }
  return out;
}

const words = (line: string): string[] => line.match(/\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? [];

function shorten(text: string): string {
  return text.length <= LONG ? text : `${text.slice(0, LONG / 2 - 1)}…${text.slice(1 - LONG / 2)}`;
}

/** The two sides of one replaced line. */
function replaced(before: string, after: string): [DiffLine, DiffLine] {
  const path = steps(words(before), words(after));
  const side = (kind: "removed" | "added"): DiffLine => {
    const parts: { text: string; changed: boolean }[] = [];
    for (const step of path) {
      if (step.kind !== "same" && step.kind !== kind) continue;
      const changed = step.kind === kind;
      const last = parts.at(-1);
      if (last?.changed === changed) last.text += step.value;
      else parts.push({ text: step.value, changed });
    }
    return { kind, parts: parts.map((part) => (part.changed ? part : { ...part, text: shorten(part.text) })) };
  };
  return [side("removed"), side("added")];
}

const whole = (kind: DiffLine["kind"], text: string): DiffLine => ({
  kind,
  parts: [{ text: shorten(text), changed: kind !== "same" }],
});

/** A run of removed and added lines: the first removed stands against the first added, and so on. */
function replacedLines(removed: readonly string[], added: readonly string[]): DiffLine[] {
  const pairs = Math.min(removed.length, added.length);
  const both = removed.slice(0, pairs).map((line, i) => replaced(line, added[i] ?? ""));
  return [
    ...both.map(([left]) => left),
    ...removed.slice(pairs).map((line) => whole("removed", line)),
    ...both.map(([, right]) => right),
    ...added.slice(pairs).map((line) => whole("added", line)),
  ];
}

/** What changes between two texts, with `context` unchanged lines around it. */
export function diffLines(before: string, after: string, context = 1): Hunk[] {
  return hunksOf(steps(before.split("\n"), after.split("\n")), context).map(outdented);
}

/** Without the indentation that all lines of the hunk share: the change is what should meet the eye. */
function outdented(hunk: Hunk): Hunk {
  const text = (line: DiffLine): string => line.parts.map((part) => part.text).join("");
  const depths = hunk.lines.map(text).filter((line) => line.trim() !== "").map((line) => line.search(/\S/));
  let depth = Math.min(...depths);
  // A replaced indentation must stay visible.
  for (const { parts } of hunk.lines) {
    const first = parts[0];
    if (first !== undefined && parts.length > 1) depth = Math.min(depth, first.text.search(/\S|$/));
  }
  if (!Number.isFinite(depth) || depth === 0) return hunk;
  const cut = (part: Part, i: number): Part => (i === 0 ? { ...part, text: part.text.slice(depth) } : part);
  return { ...hunk, lines: hunk.lines.map((line) => ({ ...line, parts: line.parts.map(cut) })) };
}

function hunksOf(path: readonly Step<string>[], context: number): Hunk[] {
  const hunks: Hunk[] = [];
  let at = 0;
  let line = 1;
  while (at < path.length) {
    const first = path.findIndex((step, i) => i >= at && step.kind !== "same");
    if (first === -1) break;
    const from = Math.max(at, first - context);
    line += path.slice(at, from).filter((step) => step.kind !== "added").length;
    const hunk: DiffLine[] = path.slice(from, first).map((step) => whole("same", step.value));
    let to = first;
    // A hunk goes on while the next change is nearer than two contexts.
    for (;;) {
      const run = path.slice(to, endOfChange(path, to));
      const removed = run.filter((step) => step.kind === "removed").map((step) => step.value);
      const added = run.filter((step) => step.kind === "added").map((step) => step.value);
      hunk.push(...replacedLines(removed, added));
      to += run.length;
      const next = path.findIndex((step, i) => i >= to && step.kind !== "same");
      const gap = next === -1 ? Infinity : next - to;
      const shown = gap <= 2 * context ? gap : Math.min(context, path.length - to);
      hunk.push(...path.slice(to, to + shown).map((step) => whole("same", step.value)));
      to += shown;
      if (gap > 2 * context) break;
    }
    hunks.push({ line, lines: hunk });
    line += path.slice(from, to).filter((step) => step.kind !== "added").length;
    at = to;
  }
  return hunks;
}

function endOfChange(path: readonly Step<string>[], from: number): number {
  const end = path.findIndex((step, i) => i >= from && step.kind === "same");
  return end === -1 ? path.length : end;
}
