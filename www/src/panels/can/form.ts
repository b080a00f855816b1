/** The form: who calls, which role, and what matters to this way of calling. */
import { el } from "../../dom.ts";
import type { Explanation, SimulatedRequest, TokenPreset } from "../../engine-full/trust_policy_wasm.js";
import type { Question } from "../../state.ts";
import { asChoice, asWay, choices, wayOf, type Choice, type Way } from "./ask.ts";
import { pairsField, selectField, textField, type Desk, type Field, type TextField, type TextOptions } from "./fields.ts";
import { moreFields } from "./more.ts";
import { keys, request, tags } from "./parts.ts";
import { form as words, problems, ways } from "./text.ts";
import { tokenField } from "./token.ts";

/** What the form shows besides the question. */
export interface Around {
  readonly way: Way;
  /** The role that stands for one that was not said. */
  readonly role: string;
  readonly explanation: Explanation;
  /** Keys that the answer depends on. */
  readonly assumed: readonly string[];
}

export interface Form {
  readonly node: HTMLElement;
  show(question: Question, around: Around): void;
  /** What must be said first, or null; says it at the field, too. */
  missing(question: Question, way: Way): string | null;
  /** Leads to the field that a condition key has, where it has one of its own. */
  place(key: string): (() => void) | null;
  /** Says what the engine has against the token. */
  token(problem: string | null): void;
}

const parameter = (name: "externalId" | "sessionName" | "sourceIdentity"): Pick<TextOptions, "read" | "write"> => ({
  read: (question) => question.request[name] ?? "",
  write: (question, value) => request(question, { [name]: value === "" ? null : value }),
});

const isWhole = (value: string): boolean => /^\s*\d*\s*$/.test(value);
const whole = (value: string): number | null => (value.trim() === "" || !isWhole(value) ? null : Number(value));
const numeric = { numeric: true, problem: (value: string) => (isWhole(value) ? null : problems.number) } as const;

/** `choose` takes the way that a person has chosen. */
export function form(desk: Desk, presets: readonly TokenPreset[], choose: (way: Way) => void): Form {
  let offered: readonly Choice[] = [];
  let way: Way = "iam";
  /** Who was typed for the ways that are not chosen. */
  const callers: Partial<Record<Way, string>> = {};

  const choice = el("select", { id: "can-choice" });
  choice.addEventListener("change", () => {
    const chosen = offered[Number(choice.value)];
    if (chosen === undefined) return;
    choose(chosen.way);
    desk.put(asChoice(desk.question(), chosen));
  });
  const choiceField = el("div", { class: "field wide" }, el("label", { for: choice.id }, words.choice), choice);

  const wayField = selectField(desk, {
    label: words.way,
    options: Object.entries(ways).map(([value, label]) => el("option", { value }, label)),
    read: () => way,
    write: (question, value) => {
      callers[way] = question.request.principal;
      way = value as Way;
      choose(way);
      return asWay(question, way, callers[way] ?? offered.find((choice) => choice.way === way)?.principal ?? "");
    },
  });
  const caller = textField(desk, {
    label: words.principal.iam,
    read: ({ request: { principal } }) => principal,
    write: (question, principal) => request(question, { principal }),
  });
  // Not while it is typed: half a service is none.
  caller.input.addEventListener("change", () => {
    choose(wayOf(desk.question()) ?? way);
    desk.put({ ...desk.question() });
  });
  const role = textField(desk, {
    label: words.role,
    read: ({ role: { arn } }) => arn,
    write: (question, arn) => ({ ...question, role: { ...question.role, arn } }),
    problem: (value) => (value.trim() === "" || /^arn:[\w-]+:iam::\d{12}:role\/.+/.test(value.trim()) ? null : problems.role),
  });

  const token = tokenField(desk, presets);
  const attributes = pairsField(desk, { label: words.attributes, ...keys("saml") });
  const age = textField(desk, {
    label: words.mfaAge,
    ...numeric,
    read: ({ request: { mfa } }) => String(mfa?.ageSeconds ?? ""),
    write: (question, value) => request(question, { mfa: { present: true, ageSeconds: whole(value) } }),
  });
  const mfa = selectField(desk, {
    label: words.mfa,
    options: [
      el("option", { value: "" }, words.mfaUnknown),
      el("option", { value: "true" }, words.mfaYes),
      el("option", { value: "false" }, words.mfaNo),
    ],
    read: ({ request: { mfa } }) => (mfa === null || mfa === undefined ? "" : String(mfa.present)),
    write: (question, value) => request(question, { mfa: value === "" ? null : { present: value === "true" } }),
  });
  const text = (label: string, name: "externalId" | "sessionName" | "sourceIdentity"): TextField => textField(desk, { label, ...parameter(name) });
  const maximum = textField(desk, {
    label: words.maximum,
    placeholder: "3600",
    ...numeric,
    read: ({ role: { maxSessionDuration } }) => String(maxSessionDuration ?? ""),
    write: (question, value) => ({ ...question, role: { ...question.role, maxSessionDuration: whole(value) } }),
  });
  const duration = textField(desk, {
    label: words.duration,
    placeholder: "3600",
    ...numeric,
    read: ({ request: { durationSeconds } }) => String(durationSeconds ?? ""),
    write: (question, value) => request(question, { durationSeconds: whole(value) }),
  });
  const transitive = textField(desk, {
    label: words.transitive,
    read: ({ request: { transitiveTagKeys } }) => (transitiveTagKeys ?? []).join(", "),
    write: (question, value) => request(question, { transitiveTagKeys: value.split(",").map((key) => key.trim()).filter((key) => key !== "") }),
  });

  const session = text(words.sessionName, "sessionName");
  const callerTags = pairsField(desk, { label: words.principalTags, ...tags("principalTags") });
  const focus = (node: HTMLElement): void => node.focus();

  /** Each field with the ways that have it, and the words in a policy's condition keys that make it matter. */
  const fields: readonly (readonly [Field, readonly Way[], RegExp | true])[] = [
    [token, ["web"], true],
    [attributes, ["saml"], true],
    [text(words.externalId, "externalId"), ["iam"], true],
    [mfa, ["iam"], true],
    [age, ["iam"], true],
    [session, ["iam", "web"], true],
    [duration, ["iam", "web", "saml"], true],
    [maximum, ["iam", "web", "saml"], true],
    [text(words.sourceIdentity, "sourceIdentity"), ["iam"], /SourceIdentity/i],
    [pairsField(desk, { label: words.tags, ...tags("tags") }), ["iam"], /RequestTag|TagKeys/i],
    [transitive, ["iam"], /TransitiveTagKeys/i],
    [callerTags, ["iam"], /PrincipalTag/i],
  ];
  const main = el("div", { class: "fields" });
  const more = moreFields(desk);
  let tested = "none";

  /** What the policy tests is asked at once; the rest may wait. */
  const arrange = (names: readonly string[]): void => {
    const key = names.join();
    if (key === tested) return;
    tested = key;
    for (const [field, , when] of fields) {
      const host = when === true || names.some((name) => when.test(name)) ? main : more.parameters;
      host.append(field.node);
    }
  };

  const node = el(
    "section",
    { class: "can-form", "aria-label": words.label },
    el("div", { class: "fields caller" }, choiceField, wayField.node, caller.node, role.node),
    main,
    more.node,
  );
  role.node.classList.add("wide");

  return {
    node,
    show(question, around) {
      way = around.way;
      offer(choices(around.explanation, presets));
      const current = offered.findIndex(
        (choice) => choice.way === way && choice.principal === question.request.principal && sameToken(choice.token, question.request.token),
      );
      choice.value = current === -1 ? "" : String(current);
      choiceField.hidden = offered.length === 0;
      caller.label.textContent = words.principal[way];
      caller.input.placeholder = words.principalExample[way];
      role.input.placeholder = around.role;
      const names = around.explanation.rows.flatMap((row) => row.conditions.map(({ key }) => key));
      arrange(names);
      for (const field of [wayField, caller, role]) field.sync(question);
      for (const [field, own] of fields) {
        field.node.hidden = !own.includes(way);
        field.sync(question);
      }
      age.node.hidden ||= question.request.mfa?.present !== true;
      maximum.node.hidden ||= question.request.durationSeconds === null || question.request.durationSeconds === undefined;
      more.show(question, [...around.assumed, ...names]);
    },
    missing(question, of) {
      const { principal } = question.request;
      const needed = of !== "web" || question.request.token === null || question.request.token === undefined;
      const problem = needed && principal.trim() === "" ? problems.principal : null;
      caller.say(problem);
      return problem ?? (of === "web" ? token.missing(question) : null);
    },
    place(key) {
      const [, prefix = "", name = ""] = /^([^:/]+:[^:/]+\/|[^:/]+:)(.*)$/.exec(key) ?? [];
      if (way === "iam" && /^aws:MultiFactorAuth/i.test(key)) return () => focus(mfa.input);
      if (way === "iam" && /^aws:PrincipalTag\/$/i.test(prefix)) return () => callerTags.offer(name);
      if (way !== "service" && way !== "saml" && /^sts:RoleSessionName$/i.test(key)) return () => focus(session.input);
      if (way === "saml" && /^saml:$/i.test(prefix)) return () => attributes.offer(name);
      if (way === "web" && key.split(":")[0]?.includes(".") === true) return () => token.focus();
      return null;
    },
    token: (problem) => token.say(problem),
  };

  function offer(next: readonly Choice[]): void {
    if (JSON.stringify(next) === JSON.stringify(offered)) return;
    offered = next;
    choice.replaceChildren(
      el("option", { value: "" }, words.choiceOther),
      ...next.map(({ label }, at) => el("option", { value: at }, label.charAt(0).toUpperCase() + label.slice(1))),
    );
  }
}

function sameToken(one: SimulatedRequest["token"], other: SimulatedRequest["token"]): boolean {
  return one === null || JSON.stringify(one) === JSON.stringify(other);
}
