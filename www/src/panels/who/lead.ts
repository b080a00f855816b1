/** The one sentence on top, and how worried it should look. Pure. */
import type { Explanation, ExplanationRow, TrusteeKind } from "../../engine-full/trust_policy_wasm.js";
import type { State } from "../../state.ts";
import { kinds, lead as words } from "./text.ts";

export type Tone = "accepted" | "depends" | "warning" | "security" | "rejected" | "waiting";

export interface Lead {
  readonly tone: Tone;
  readonly sentence: string;
}

/** Whether the principal of this row can assume the role by it. */
export function getsIn(row: ExplanationRow): boolean {
  return row.api !== null && !row.denies.some(({ whole }) => whole);
}

/** The id of the row's principal in the graph, which holds each principal once. */
export function nodeId(row: ExplanationRow): string {
  if (row.kind === "everybody") return "everybody";
  return row.kind === "account" && row.account !== null ? `account:${row.account}` : row.principal;
}

export function leadOf({ engine, checked }: Pick<State, "engine" | "checked">, explanation: Explanation | null): Lead {
  if (engine === "failed") return { tone: "waiting", sentence: words.failed };
  if (checked === null || explanation === null) return { tone: "waiting", sentence: words.loading };
  if (checked.text.trim() === "") return { tone: "waiting", sentence: words.empty };
  const { rows } = explanation;
  if (rows.length === 0) {
    const { input } = checked.report;
    const unread = input === "unknown" || input === "terraform" || input === "cloudformation" || input === "account";
    return unread ? { tone: "waiting", sentence: words.noPolicy } : { tone: "rejected", sentence: words.nobodyNamed };
  }
  const inside = rows.filter(getsIn);
  const calm = checked.report.save.verdict === "rejected" ? "depends" : "accepted";
  const tone = inside.some(({ risk }) => risk === "high") ? "security" : inside.some(({ risk }) => risk === "low") ? "warning" : calm;
  const callers = new Map(inside.map((row) => [nodeId(row), row]));
  if (callers.size === 0) return { tone: "rejected", sentence: words.nobody(new Set(rows.map(nodeId)).size) };
  return { tone, sentence: everybody(inside) ?? named([...callers.values()], inside) };
}

/** If anybody may come, that is all there is to say; the row with the fewest conditions says it. */
function everybody(inside: readonly ExplanationRow[]): string | null {
  const rows = inside.filter(({ kind }) => kind === "everybody");
  const [row] = rows.toSorted((a, b) => a.conditions.length - b.conditions.length);
  if (row === undefined) return null;
  const except = row.principal === "*" ? null : row.who.charAt(0).toUpperCase() + row.who.slice(1);
  if (row.conditions.length > 0) return words.everybodyIf(except, inWords(row) ?? words.conditions(row.conditions.length));
  return except === null ? words.everybody : words.everybodyBut(except);
}

function named(callers: readonly ExplanationRow[], inside: readonly ExplanationRow[]): string {
  const [first, second] = callers;
  if (first === undefined) return words.nobodyNamed;
  if (callers.length === 1) {
    const alone = inside.length === 1;
    return words.one(first.who, alone ? (inWords(first) ?? words.conditions(first.conditions.length)) : "");
  }
  if (second !== undefined && callers.length === 2) return words.two(first.who, second.who);
  const counts = new Map<TrusteeKind, number>();
  for (const { kind } of callers) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  if (counts.size === 1) return words.alike(kinds(counts));
  return words.many(callers.length, kinds(counts));
}

/** Up to two conditions, as part of the sentence; more would make it hard to read. */
function inWords({ conditions }: ExplanationRow): string | null {
  return conditions.length > 2 ? null : conditions.map(({ text }) => text).join(words.and);
}
