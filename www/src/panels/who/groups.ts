/** Who stands together in the graph: callers by account, or by kind where they have none. Pure. */
import type { Explanation, ExplanationRow, TrusteeKind } from "../../engine-full/trust_policy_wasm.js";
import { nodeId } from "./lead.ts";
import { graph as words } from "./text.ts";

export interface Member {
  readonly id: string;
  readonly kind: TrusteeKind;
  readonly name: string;
  /** The rows of the explanation that are about it. */
  readonly rows: readonly number[];
}

export interface Group {
  readonly key: string;
  readonly title: string;
  /** Whether it is an account. */
  readonly account: boolean;
  readonly members: readonly Member[];
}

/** The callers, each once, in the order of the text. */
export function grouped({ rows, graph }: Explanation): Group[] {
  const labels = new Map(graph.nodes.map(({ id, label }) => [id, label]));
  const own = graph.nodes[0]?.account ?? null;
  const groups = new Map<string, Group & { readonly members: Member[] }>();
  const known = new Map<string, number[]>();
  for (const [index, row] of rows.entries()) {
    const id = nodeId(row);
    const others = known.get(id);
    if (others !== undefined) {
      others.push(index);
      continue;
    }
    const place = groupOf(row, own);
    const group = groups.get(place.key) ?? { ...place, members: [] };
    groups.set(place.key, group);
    const indexes = [index];
    known.set(id, indexes);
    const name = row.kind === "account" ? words.wholeAccount : (labels.get(id) ?? row.principal);
    group.members.push({ id, kind: row.kind, name, rows: indexes });
  }
  return [...groups.values()];
}

function groupOf({ kind, account }: ExplanationRow, own: string | null): Omit<Group, "members"> {
  const other = (key: string, title: string): Omit<Group, "members"> => ({ key, title, account: false });
  if (kind === "service") return other("services", words.services);
  if (kind === "saml-provider" || kind === "web-identity") return other("providers", words.providers);
  if (kind === "everybody") return other("anyone", words.anyone);
  if (account === null) return other("nobody", words.nobody);
  return { key: `account:${account}`, title: account === own ? words.ownAccount(account) : words.account(account), account: true };
}
