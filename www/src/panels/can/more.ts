/** What most questions do not need: context keys, and the policies of other layers. */
import { el } from "../../dom.ts";
import type { Question } from "../../state.ts";
import { freshId, pairsField, type Desk } from "./fields.ts";
import { keys } from "./parts.ts";
import { levelsField, policiesField, policyField } from "./policies.ts";
import { more as words } from "./text.ts";

export interface MoreFields {
  readonly node: HTMLElement;
  /** Where parameters go that the policy does not test. */
  readonly parameters: HTMLElement;
  show(question: Question, offered: readonly string[]): void;
}

/** Keys that have a field of their own, or that a token or an assertion brings along. */
const ELSEWHERE = /^(sts:(ExternalId|RoleSessionName|SourceIdentity|TransitiveTagKeys)|aws:(MultiFactorAuth|RequestTag\/|PrincipalTag\/|TagKeys)|saml:|[^:]*\.[^:]*:)/i;

export function moreFields(desk: Desk): MoreFields {
  const list = el("datalist", { id: freshId() });
  const context = pairsField(desk, { label: words.context, keys: list, ...keys("context") });
  const chips = el("p", { class: "offers" });
  const fields = [
    context,
    policiesField(desk, words.identity, "identityPolicies", words.identityHint),
    policyField(desk, words.boundary, "permissionsBoundary"),
    policiesField(desk, words.session, "sessionPolicies"),
    levelsField(desk, words.scp, "serviceControlPolicies"),
    levelsField(desk, words.rcp, "resourceControlPolicies"),
    policyField(desk, words.endpoint, "vpcEndpointPolicy"),
  ];
  const parameters = el("div", { class: "fields" });
  const filled = el("span", { class: "filled" });
  let shown = "";
  return {
    parameters,
    node: el(
      "details",
      { class: "more-fields" },
      el("summary", {}, words.summary, " ", filled),
      parameters,
      el("p", { class: "field-hint" }, words.hint),
      list,
      context.node,
      chips,
      ...fields.slice(1).map(({ node }) => (node.classList.add("wide"), node)),
    ),
    show(question, offered) {
      for (const field of fields) field.sync(question);
      const n = said(question);
      filled.textContent = n === 0 ? "" : words.filled(n);
      const given = Object.keys(question.request.context ?? {}).map((key) => key.toLowerCase());
      const names = [...new Set(offered)].filter((key) => !ELSEWHERE.test(key) && !given.includes(key.toLowerCase()));
      const key = names.join();
      if (key === shown) return;
      shown = key;
      list.replaceChildren(...names.map((name) => el("option", { value: name })));
      chips.replaceChildren(
        ...(names.length === 0 ? [] : [`${words.offered} `]),
        ...names.map((name) => el("button", { type: "button", class: "quiet", onclick: () => context.offer(name) }, words.offer(name))),
      );
    },
  };
}

/** How many of these fields say something. */
function said(question: Question): number {
  const { context, sourceIdentity, tags, principalTags } = question.request;
  const filled = (value: unknown): boolean =>
    value !== null && value !== undefined && value !== "" && (typeof value !== "object" || Object.keys(value).length > 0);
  const policies = [question.permissionsBoundary, question.vpcEndpointPolicy, question.identityPolicies, question.sessionPolicies];
  const levels = [question.serviceControlPolicies, question.resourceControlPolicies];
  return [context, sourceIdentity, tags, principalTags, ...policies, ...levels].filter(filled).length;
}
