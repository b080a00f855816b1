/** The words of the panel "Who can assume". What is about AWS in them comes from the engine. */
import type { ExplanationRow, TrusteeKind } from "../../engine-full/trust_policy_wasm.js";
import { count, verdict } from "../../text.ts";

const NUMBERS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"];

const kindCount: Readonly<Record<TrusteeKind, readonly [string, string]>> = {
  account: ["account", "accounts"],
  user: ["user", "users"],
  role: ["role", "roles"],
  session: ["session", "sessions"],
  service: ["AWS service", "AWS services"],
  "saml-provider": ["SAML provider", "SAML providers"],
  "web-identity": ["token provider", "token providers"],
  everybody: ["everybody", "everybody"],
  unknown: ["unknown principal", "unknown principals"],
};

export const kindWord: Readonly<Record<TrusteeKind, string>> = {
  account: "Account",
  user: "User",
  role: "Role",
  session: "Session",
  service: "Service",
  "saml-provider": "SAML provider",
  "web-identity": "Token provider",
  everybody: "All of AWS",
  unknown: "Unknown",
};

export const lead = {
  loading: verdict.loading,
  failed: `${verdict.failed}. ${verdict.failedHint}`,
  empty: "Paste a trust policy, and this says who can assume its role.",
  noPolicy: "No policy was found in this text, so there is nobody to name yet.",
  nobodyNamed: "Nobody can assume this role: no statement allows anybody.",
  nobody: (named: number) =>
    named === 1
      ? "Nobody can assume this role: the only principal named cannot get in."
      : `Nobody can assume this role: ${named} principals are named, and none of them gets in.`,
  everybody: "Everybody on AWS can assume this role!",
  everybodyBut: (who: string) => `${who} can assume this role!`,
  everybodyIf: (who: string | null, conditions: string) =>
    `${who ?? "Everybody on AWS"} can assume this role, but ${conditions}.`,
  one: (who: string, conditions: string) => `One caller can assume this role: ${who}${conditions === "" ? "" : `, ${conditions}`}.`,
  two: (one: string, other: string) => `Two callers can assume this role: ${one}; and ${other}.`,
  alike: (kinds: string) => `${kinds} can assume this role.`,
  many: (n: number, kinds: string) => `${NUMBERS[n] ?? n} callers can assume this role: ${kinds}.`,
  conditions: (n: number) => `under ${count(n, "condition", "conditions")}`,
  and: ", and ",
} as const;

/** "2 accounts, 1 user and 1 AWS service". */
export function kinds(counts: ReadonlyMap<TrusteeKind, number>): string {
  const parts = [...counts].map(([kind, n]) => count(n, ...kindCount[kind]));
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

export const note = {
  refused: "AWS refuses this policy as it stands; below is what it means to say.",
  why: "See why",
  out: (n: number) => `${count(n, "principal is", "principals are")} named, but cannot get in.`,
  home: "Whether some callers need a policy of their own depends on the account of this role.",
  sayHome: "Say which role this is",
  copy: "Copy as text",
  copyLabel: "The explanation as text",
} as const;

export const graph = {
  label: "Graph of who can assume the role",
  hint: "Arrow keys move through it, Enter goes to the entry in the list below.",
  role: (name: string, account: string) => `The role ${name} (${account})`,
  thisRole: "this role",
  account: (id: string) => `Account ${id}`,
  ownAccount: (id: string) => `This account, ${id}`,
  homeUnknown: "Account unknown",
  services: "AWS services",
  providers: "Identity providers",
  anyone: "Anyone",
  nobody: "Nobody AWS knows",
  wholeAccount: "any user or role",
  conditions: (n: number) => (n === 0 ? "no condition" : count(n, "condition", "conditions")),
  someDenied: "denied at times",
  out: "cannot get in",
  whyOut: (denied: boolean) => (denied ? "denied" : "nothing lets it in"),
  highRisk: "high risk",
  lowRisk: "low risk",
  caller: (kind: string, name: string, group: string, how: string) => `${kind} ${name}, ${group}: ${how}`,
  how: (...parts: readonly string[]) => parts.filter((part) => part !== "").join(", "),
  more: (n: number, account: boolean) => (account ? `and ${n} more in this account` : `and ${n} more`),
  moreGroups: (n: number) => `and ${n} more groups`,
  showAll: "show them",
} as const;

export const risk: Readonly<Record<ExplanationRow["risk"] | "out", string>> = {
  none: "No risk found",
  low: "Low risk",
  high: "High risk",
  out: "Cannot get in",
};

export const card = {
  listLabel: "Who can assume this role",
  calls: "Calls",
  callsNothing: "Nothing that would let it in",
  besides: "also",
  conditions: "Conditions",
  always: "None",
  but: "But",
  denial: (text: string, path: string) => `${text} (${path})`,
  ownPolicy: "Own policy",
  needed: { yes: "Needed.", no: "Not needed.", depends: "It depends." },
  findings: "Findings",
  position: (line: number, column: number) => `${line}:${column}`,
  goTo: (line: number) => `Go to line ${line}`,
  can: "Can they?",
  canNamed: (who: string) => `Can they? ${who}`,
  more: (n: number) => `${count(n, "more principal is", "more principals are")} not listed here. The copied text has them all.`,
} as const;
