/** From what stands in the form to what the engine is asked, and back. Pure. */
import type {
  CheckOptions,
  Explanation,
  ExplanationRow,
  KeyValues,
  Remedy,
  Scenario,
  SimulatedRequest,
  TokenPreset,
} from "../../engine-full/trust_policy_wasm.js";
import type { Question } from "../../state.ts";

/** How callers come: each way has its own parameters. */
export type Way = "iam" | "service" | "web" | "saml";

type Request = SimulatedRequest;
type Token = NonNullable<Request["token"]>;

const actions: Readonly<Record<Way, string>> = {
  iam: "sts:AssumeRole",
  service: "sts:AssumeRole",
  web: "sts:AssumeRoleWithWebIdentity",
  saml: "sts:AssumeRoleWithSAML",
};

/** The way of a question, or null where it does not tell. */
export function wayOf({ request: { action, principal } }: Question): Way | null {
  const way = (["web", "saml"] as const).find((way) => actions[way].toLowerCase() === action.toLowerCase());
  if (way !== undefined) return way;
  if (principal.trim() === "") return null;
  return isService(principal) ? "service" : "iam";
}

function isService(principal: string): boolean {
  return principal.includes(".") && !/[:/]/.test(principal);
}

/** The parameters that only some ways have; those of other ways stay in the form and are not asked. */
const parameters = {
  iam: ["externalId", "mfa", "sessionName", "durationSeconds", "sourceIdentity", "tags", "transitiveTagKeys", "principalTags"],
  service: [],
  web: ["token", "providerArn", "sessionName", "durationSeconds"],
  saml: ["providerArn", "durationSeconds"],
} as const satisfies Record<Way, readonly (keyof Request)[]>;

/** The role that stands for one of which nobody told the ARN. */
export function roleOf(known: CheckOptions, explanation: Explanation): string {
  const provider = explanation.rows.find(({ principal }) => /:(oidc|saml)-provider\//.test(principal));
  const account = known.account ?? provider?.account ?? "111122223333";
  const partition = explanation.rows.map(({ principal }) => /^arn:([\w-]+):/.exec(principal)?.[1]).find((own) => own !== undefined);
  return known.roleArn ?? explanation.role ?? `arn:${partition ?? "aws"}:iam::${account}:role/example`;
}

/** What the engine is asked: blanks, and what is no JSON yet, are left out. */
export function scenarioOf(question: Question, way: Way, role: string, trustPolicy: string): Scenario {
  const { request } = question;
  const asked: Request = { action: actions[way], principal: request.principal.trim() };
  // An action of its own, such as sts:TagSession, came with the question.
  if (way === "iam" && request.action !== "") asked.action = request.action;
  for (const name of parameters[way]) Object.assign(asked, isBlank(request[name]) ? {} : { [name]: request[name] });
  for (const name of ["context", "saml"] as const) {
    if (name === "context" || way === "saml") asked[name] = withValues(request[name]);
  }
  const policies = (list: Scenario["identityPolicies"]): (string | object)[] => (list ?? []).filter(counts);
  const levels = (list: Scenario["serviceControlPolicies"]): (string | object)[][] =>
    (list ?? []).map(policies).filter((level) => level.length > 0);
  const one = (policy: string | object | null | undefined): string | object | null =>
    policy !== null && policy !== undefined && counts(policy) ? policy : null;
  return {
    role: { ...question.role, arn: question.role.arn.trim() || role, trustPolicy },
    request: asked,
    identityPolicies: policies(question.identityPolicies),
    permissionsBoundary: one(question.permissionsBoundary),
    sessionPolicies: policies(question.sessionPolicies),
    serviceControlPolicies: levels(question.serviceControlPolicies),
    resourceControlPolicies: levels(question.resourceControlPolicies),
    vpcEndpointPolicy: one(question.vpcEndpointPolicy),
  };
}

/** A key whose value is still to be typed says nothing. */
function withValues(keys: KeyValues | null | undefined): KeyValues {
  return Object.fromEntries(Object.entries(keys ?? {}).filter(([, value]) => value !== ""));
}

function isBlank(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === "string") return value.trim() === "";
  return typeof value === "object" && Object.keys(value).length === 0;
}

/** Whether a policy has a say: it is an object, or the JSON of one. */
export function counts(policy: string | object): boolean {
  if (typeof policy !== "string") return true;
  try {
    const value: unknown = JSON.parse(policy);
    return typeof value === "object" && value !== null;
  } catch {
    return false;
  }
}

/** Somebody whom the trust policy speaks of. */
export interface Choice {
  readonly label: string;
  readonly way: Way;
  readonly principal: string;
  readonly token: Token | null;
}

/** Those whom the trust policy lets in, as callers. */
export function choices({ rows }: Explanation, presets: readonly TokenPreset[]): Choice[] {
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    const choice = choiceOf(row, presets);
    const key = JSON.stringify(choice);
    if (choice === null || seen.has(key)) return [];
    seen.add(key);
    return [choice];
  });
}

function choiceOf(row: ExplanationRow, presets: readonly TokenPreset[]): Choice | null {
  const { principal, account, who: label } = row;
  const user = (of: string): string => `arn:aws:iam::${of}:user/alice`;
  switch (row.kind) {
    case "user":
    case "role":
    case "session":
      return { label, way: "iam", principal: principal.replace(/\*$/, "alice"), token: null };
    case "account": {
      const partition = /^arn:([\w-]+):/.exec(principal)?.[1] ?? "aws";
      return account === null ? null : { label, way: "iam", principal: user(account).replace("arn:aws:", `arn:${partition}:`), token: null };
    }
    case "everybody":
      return { label, way: "iam", principal: user("777788889999"), token: null };
    case "service":
      return { label, way: "service", principal, token: null };
    case "saml-provider":
      return { label, way: "saml", principal, token: null };
    case "web-identity": {
      const token = tokenOf(row, presets);
      return { label, way: "web", principal: token === null || !tellsIssuer(token, presets) ? principal : "", token };
    }
    case "unknown":
      return null;
  }
}

/** What stands in the subjects of known providers behind these words. */
const inSubjects: readonly (readonly [string, RegExp])[] = [
  ["repository", /\brepo:([^:*?@]+\/[^:*?@]+)/],
  ["project", /\bproject_path:([^:*?]+)/],
  ["environment", /:environment:([^:*?]+)/],
  ["ref", /:ref:([^:*?]+)$/],
  ["namespace", /:serviceaccount:([^:*?]+):/],
  ["serviceAccount", /:serviceaccount:[^:]+:([^:*?]+)$/],
  ["organization", /\borganization:([^:*?]+)/],
  ["workspace", /:workspace:([^:*?]+)/],
  ["pipeline", /:pipeline:([^:*?]+)/],
  ["region", /oidc\.eks\.([\w-]+)\./],
  ["clusterId", /\/id\/(\w+)/],
];

/** A token that is likely what the statement waits for, with the examples of a preset where the policy says nothing. */
function tokenOf({ principal, conditions }: ExplanationRow, presets: readonly TokenPreset[]): Token | null {
  const own = presets.filter((preset) => isFrom(preset, principal));
  const values = [principal, ...conditions.flatMap((condition) => condition.values)];
  const told = new Map(
    inSubjects.flatMap(([name, form]) => {
      const found = values.map((value) => form.exec(value)?.[1]).find((value) => value !== undefined);
      return found === undefined ? [] : [[name, found] as const];
    }),
  );
  const words = ["environment", "tag", "pull"].filter((word) => values.some((value) => value.includes(word)));
  const preset = own.find(({ id }) => words.some((word) => id.includes(word))) ?? own[0];
  if (preset === undefined) return null;
  const token: KeyValues = { preset: preset.id };
  for (const { name, required, example } of preset.fields) {
    const value = told.get(name) ?? (required ? example : undefined);
    if (value !== undefined) token[name] = value;
  }
  return token;
}

function isFrom({ id, fields }: TokenPreset, principal: string): boolean {
  const issuer = fields.find(({ name }) => name === "issuer")?.default?.replace("https://", "");
  return issuer === undefined ? principal.includes(`${id.split("-")[0]}.`) : principal.includes(issuer);
}

function tellsIssuer(token: Token, presets: readonly TokenPreset[]): boolean {
  const id = typeof token === "string" ? null : token["preset"];
  return presets.some((preset) => preset.id === id && preset.fields.some(({ name }) => name === "issuer"));
}

/** A question with the caller of a choice; what else was said stays. */
export function asChoice(question: Question | null, { way, principal, token }: Choice): Question {
  const request = { ...question?.request, action: actions[way], principal };
  return { ...question, role: question?.role ?? { arn: "" }, request: token === null ? request : { ...request, token } };
}

/** The same question by another way. */
export function asWay(question: Question, way: Way, principal: string): Question {
  return { ...question, request: { ...question.request, action: actions[way], principal } };
}

/** Where nobody has asked anything: whether the first whom the policy trusts may, or just somebody. */
export function firstQuestion(choices: readonly Choice[]): Question {
  const somebody: Choice = { label: "", way: "iam", principal: "arn:aws:iam::444455556666:user/alice", token: null };
  return asChoice(null, choices[0] ?? somebody);
}

/** The question with what a remedy changes in it. */
export function changed(question: Question, changes: Remedy["changes"]): Question {
  const next = structuredClone(question) as Question & Record<string, unknown>;
  for (const { place, value } of changes) {
    const path = place.split(".");
    const name = path.pop() ?? "";
    const parent = path.reduce<Record<string, unknown>>((at, step) => at[step] as Record<string, unknown>, next);
    if (value === null) delete parent[name];
    else parent[name] = /olic|oundary/.test(name) ? laidOut(value) : value;
  }
  return next;
}

/** Policies that the engine wrote in one line, so that people can read them. */
function laidOut(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(laidOut);
  return typeof value === "string" && !value.includes("\n") && counts(value) ? JSON.stringify(JSON.parse(value), null, 2) : value;
}

/** Events of the provider of one token that may have claims such as these; the ones that say most come first. */
export function eventsWith(claims: Token | null | undefined, from: Token | null | undefined, presets: readonly TokenPreset[]): Token[] {
  if (typeof claims !== "object" || typeof from !== "object" || claims === null || from === null) return [];
  const provider = presets.find(({ id }) => id === from["preset"])?.provider;
  const events = presets.filter((preset) => preset.provider === provider).map(({ id, fields }) => {
    const said = fields.flatMap(({ name, default: usual }) => {
      const value = [claims[name] ?? []].flat()[0];
      return value === undefined || value === usual ? [] : [[name, value] as const];
    });
    const whole = fields.every(({ name, required }) => !required || said.some(([own]) => own === name));
    return { whole, size: said.length, token: { preset: id, ...Object.fromEntries(said) } };
  });
  return events.filter(({ whole }) => whole).sort((a, b) => b.size - a.size).map(({ token }) => token);
}
