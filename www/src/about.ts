/** What is known about the role besides the policy, and the rules that are silenced. Nothing of it is stored. */
import type { Actions } from "./actions.ts";
import { byId, el, prose } from "./dom.ts";
import type { CheckOptions } from "./engine/trust_policy_wasm.js";
import type { State, Store } from "./state.ts";
import { about as words } from "./text.ts";

export interface AboutPanel {
  /** Takes over what a link says about the role. Anything else in it, such as rules to silence, is left alone. */
  fill(options: unknown): void;
}

export function aboutPanel(store: Store<State>, actions: Actions): AboutPanel {
  const role = byId("role", HTMLInputElement);
  const trusted = byId("trusted", HTMLInputElement);
  const organization = byId("organization", HTMLInputElement);
  const problem = byId("about-problem", HTMLElement);

  /** What each field says, as options. */
  const fields: readonly (readonly [HTMLInputElement, () => CheckOptions])[] = [
    [role, () => (role.value.trim().startsWith("arn") ? { roleArn: role.value } : { account: role.value })],
    [trusted, () => ({ trustedAccounts: trusted.value.trim() === "" ? null : trusted.value.trim().split(/[\s,;]+/) })],
    [organization, () => ({ organizationId: organization.value })],
  ];

  /** Takes over every field that holds something; says what is wrong with the others once the person is done. */
  const read = (done: boolean): void => {
    let known: CheckOptions = {};
    const problems: string[] = [];
    for (const [field, options] of fields) {
      const wrong = actions.engine?.problem(options()) ?? null;
      if (wrong === null) known = { ...known, ...options() };
      else problems.push(wrong);
      if (done || wrong === null) field.setAttribute("aria-invalid", String(wrong !== null));
    }
    if (done || problems.length === 0) problem.replaceChildren(...problems.slice(0, 1).flatMap(prose));
    actions.setKnown(known);
  };
  for (const [field] of fields) {
    field.setAttribute("aria-describedby", problem.id);
    field.addEventListener("input", () => read(false));
    field.addEventListener("change", () => read(true));
  }
  // What was typed before the engine was there.
  store.render(["engine"], ({ engine }) => {
    if (engine === "ready" && fields.some(([field]) => field.value !== "")) read(true);
  });

  const count = byId("silenced-count", HTMLElement);
  const list = byId("silenced", HTMLElement);
  store.render(["silenced"], ({ silenced }) => {
    const hadFocus = list.contains(document.activeElement);
    count.textContent = silenced.length === 0 ? "" : words.silenced(silenced.length);
    list.hidden = silenced.length === 0;
    list.replaceChildren(
      ...silenced.map((rule) =>
        el("li", {}, el("button", { type: "button", class: "link", onclick: () => actions.bringBack(rule) }, words.bringBack(rule))),
      ),
    );
    if (hadFocus) (list.querySelector("button") ?? role).focus();
  });

  return {
    fill(options) {
      if (typeof options !== "object" || options === null) return;
      const { roleArn, account, trustedAccounts, organizationId } = options as Readonly<Record<string, unknown>>;
      role.value = written(roleArn) || written(account);
      trusted.value = Array.isArray(trustedAccounts) ? trustedAccounts.map(written).filter(Boolean).join(", ") : "";
      organization.value = written(organizationId);
      byId("about", HTMLDetailsElement).open = true;
      if (actions.engine !== null) read(true);
    },
  };
}

/** A link can hold any JSON; what is no text counts as nothing. */
function written(value: unknown): string {
  return typeof value === "string" ? value : "";
}
