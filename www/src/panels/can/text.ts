/** Every word of the panel "Can they?" that the engine does not say. */
import type { Decision, Layer, Purpose } from "../../engine-full/trust_policy_wasm.js";
import { count } from "../../text.ts";
import type { Way } from "./ask.ts";

export const ways: Readonly<Record<Way, string>> = {
  iam: "IAM user or role",
  service: "AWS service",
  web: "Web identity (GitHub…)",
  saml: "SAML sign-in",
};

export const form = {
  label: "The request",
  choice: "Somebody the policy trusts",
  choiceOther: "Somebody else, as below",
  way: "How they come",
  principal: {
    iam: "Who calls: ARN or account",
    service: "Which service",
    web: "Identity provider, if the token does not tell",
    saml: "Identity provider: ARN",
  } satisfies Record<Way, string>,
  principalExample: {
    iam: "arn:aws:iam::444455556666:user/alice",
    service: "ec2.amazonaws.com",
    web: "arn:aws:iam::111122223333:oidc-provider/…",
    saml: "arn:aws:iam::111122223333:saml-provider/…",
  } satisfies Record<Way, string>,
  role: "Role they want",
  externalId: "External ID",
  mfa: "MFA",
  mfaUnknown: "not said",
  mfaYes: "signed in with MFA",
  mfaNo: "without MFA",
  mfaAge: "Seconds since MFA",
  sessionName: "Session name",
  duration: "Duration, in seconds",
  maximum: "Longest session of the role",
  sourceIdentity: "Source identity",
  tags: "Session tags",
  transitive: "Transitive tag keys",
  principalTags: "Tags of the caller",
  attributes: "Attributes of the assertion",
  key: "Key",
  value: "Value",
  nth: (label: string, what: string, n: number) => `${label}: ${what} ${n}`,
  addRow: (label: string) => `Add: ${label.toLowerCase()}`,
  removeRow: (label: string, n: number) => `Remove: ${label.toLowerCase()} ${n}`,
  remove: "Remove",
} as const;

export const token = {
  label: "Token",
  unknown: "Nothing known of it",
  pasted: "A token or its claims, pasted",
  paste: "JWT, or claims as JSON",
  pasteHint: "It is only read here, never sent and never verified; AWS does verify it.",
  claims: "Claims that were read",
  more: "More of the token",
} as const;

export const more = {
  summary: "More: context, and other policies",
  filled: (n: number) => `${n} filled in`,
  context: "Context keys",
  offered: "The policy tests:",
  offer: (key: string) => `Say ${key}`,
  identity: "Policies of the caller",
  boundary: "Permissions boundary",
  session: "Session policies",
  scp: "Service control policies",
  rcp: "Resource control policies",
  endpoint: "VPC endpoint policy",
  hint: "Left empty, they were not said and have no say.",
  identityHint: "What the caller's user or role may do. Left empty: it has no such policy.",
  policy: (label: string, n: number) => `${label} ${n}`,
  level: (n: number) => (n === 1 ? "Level 1, the root" : `Level ${n}`),
  ofLevel: (label: string, level: number, n: number) => `${label}, level ${level}, policy ${n}`,
  add: "Add a policy",
  addLevel: "Add a level",
} as const;

export const problems = {
  principal: "Say who calls.",
  role: "That is not the ARN of a role, arn:aws:iam::…:role/….",
  number: "A whole number, please.",
  json: "Not valid JSON yet, so it does not count.",
  field: (title: string) => `Say ${title}.`,
} as const;

export const verdict = {
  label: "May they assume the role",
  title: {
    allowed: "Allowed",
    "implicitly-denied": "Denied",
    "explicitly-denied": "Denied explicitly",
    "invalid-request": "Refused",
  } satisfies Record<Decision, string>,
  by: (layer: string, allowed: boolean) => (allowed ? `by the ${layer}` : `decided by the ${layer}`),
  waiting: "Not yet",
  incomplete: "Something above is missing.",
  noPolicy: "There is no trust policy in the editor.",
  quote: "AWS says",
  rejected: "AWS refuses to save this policy as it stands: see Findings. It is answered as it can be read.",
  bySts: "by AWS STS itself",
  assumed: "Tested, and not said yet",
  sayAbove: (key: string) => `Say ${key} above`,
} as const;

export const layers: Readonly<Record<Layer, string>> = {
  request: "request itself",
  "service-control-policy": "service control policies",
  "resource-control-policy": "resource control policies",
  "vpc-endpoint-policy": "VPC endpoint policy",
  "trust-policy": "trust policy",
  "identity-policy": "policies of the caller",
  "permissions-boundary": "permissions boundary",
  "session-policy": "session policies",
};

export const trace = {
  heading: "Why, step by step",
  decision: {
    allowed: "allows",
    "implicitly-denied": "does not allow",
    "explicitly-denied": "denies",
    "invalid-request": "refused",
  } satisfies Record<Decision, string>,
  decides: "decides",
  matches: "applies",
  differs: "does not apply",
  goTo: "Show in the editor",
  goToNamed: (what: string) => `Show in the editor: ${what}`,
  parts: { principal: "principal", action: "action", resource: "resource" },
  partHolds: (part: string) => `${part} fits`,
  partFails: (part: string) => `${part} does not fit`,
  holds: "holds",
  fails: "does not hold",
  expected: "Expected",
  actual: "In the request",
  absent: "nothing",
  noStatements: "No statement.",
} as const;

export const remedies = {
  heading: "What would let them in",
  none: "Nothing was found that would let this request through.",
  apply: "Apply",
  use: "Use this",
  applyNamed: (title: string) => `Apply: ${title}`,
  useNamed: (title: string) => `Use this: ${title}`,
  used: (title: string) => `In the form: ${title}`,
  side: (layer: string) => `in the ${layer}`,
  statement: (layer: string) => `For the ${layer}`,
  command: "The same as a command",
} as const;

export const commands = {
  heading: "Commands for this",
  purpose: {
    inspect: "Look",
    assume: "Assume the role",
    verify: "Verify",
    change: "Change",
  } satisfies Record<Purpose, string>,
  group: (purpose: string, n: number) => `${purpose} (${count(n, "command", "commands")})`,
} as const;
