/** What would let a denied request through, the least widening first. Nothing is applied by itself. */
import type { Actions } from "../../actions.ts";
import { el, plain, prose } from "../../dom.ts";
import type { Remedy, Scenario, Simulation } from "../../engine-full/trust_policy_wasm.js";
import { preview, previewEdits } from "../../repair/preview.ts";
import { commandBlock } from "../shared/command.ts";
import { copyButton } from "../shared/copy.ts";
import { layers, remedies as words } from "./text.ts";

export interface Remedies {
  readonly node: HTMLElement;
  show(simulation: Simulation | null, asked: Scenario | null, text: string): void;
}

/** Members of a scenario that are policies, with their layers. */
const policies = {
  identityPolicies: "identity-policy",
  permissionsBoundary: "permissions-boundary",
  sessionPolicies: "session-policy",
  serviceControlPolicies: "service-control-policy",
  resourceControlPolicies: "resource-control-policy",
  vpcEndpointPolicy: "vpc-endpoint-policy",
} as const;

export function remedies(actions: Actions, take: (remedy: Remedy) => void): Remedies {
  const list = el("ol", { class: "repairs" });
  const none = el("p", { class: "can-note" }, words.none);
  const node = el("section", { class: "can-remedies", "aria-labelledby": "can-remedies" }, el("h3", { id: "can-remedies" }, words.heading), list, none);
  let shown = "";

  const remedy = (one: Remedy, asked: Scenario, text: string, first: boolean): HTMLElement => {
    const slot = el("div", { class: "remedy-body" });
    const parts = body(one, asked, text, actions);
    const isOpen = (): boolean => slot.childElementCount > 0;
    const open = (on: boolean): void => {
      if (on === isOpen() || parts.length === 0) return;
      slot.replaceChildren(...(on ? parts : []));
      title.setAttribute("aria-expanded", String(on));
    };
    const title =
      parts.length === 0
        ? el("p", { class: "repair-title" }, ...prose(one.title))
        : el("button", { type: "button", class: "repair-title", "aria-expanded": "false", onclick: () => open(!isOpen()) }, ...prose(one.title));
    const edits = one.edits.length > 0;
    const use = el(
      "button",
      {
        type: "button",
        class: "apply",
        // Where nothing can be changed, the words stay.
        hidden: edits && actions.readOnly,
        "aria-label": (edits ? words.applyNamed : words.useNamed)(plain(one.title)),
        onclick: () => take(one),
        onfocus: () => open(true),
      },
      edits ? words.apply : words.use,
    );
    open(first);
    return el(
      "li",
      { class: "repair" },
      el("div", { class: "repair-head" }, title, el("span", { class: "badge side" }, words.side(layers[one.side])), use),
      slot,
    );
  };

  return {
    node,
    show(simulation, asked, text) {
      const denied = simulation !== null && simulation.decision !== "allowed";
      node.hidden = !denied;
      const key = JSON.stringify([simulation?.remedies, text]);
      if (!denied || asked === null || key === shown) return;
      shown = key;
      none.hidden = simulation.remedies.length > 0;
      list.hidden = simulation.remedies.length === 0;
      list.replaceChildren(...simulation.remedies.map((one, at) => remedy(one, asked, text, at === 0)));
    },
  };
}

function body({ edits, changes, command }: Remedy, asked: Scenario, text: string, actions: Actions): HTMLElement[] {
  const parts: HTMLElement[] = edits.length === 0 ? [] : [previewEdits(text, edits)];
  for (const { place, value } of changes) {
    if (!(place in policies)) continue;
    const name = place as keyof typeof policies;
    const before = texts(asked[name]);
    for (const [at, after] of texts(value).entries()) {
      if (after !== before[at]) parts.push(statement(words.statement(layers[policies[name]]), before[at] ?? "", after, actions));
    }
  }
  if (command !== null) parts.push(commandBlock({ posix: command, title: words.command, changes: edits.length > 0 || changes.some(isAtAws) }, actions));
  return parts;
}

/** Whether a change is one of what AWS keeps, and not of the call alone. */
function isAtAws({ place }: Remedy["changes"][number]): boolean {
  return !place.startsWith("request.") || place === "request.principalTags";
}

/** A policy for somebody else to save, as it is now and then. */
function statement(title: string, before: string, after: string, actions: Actions): HTMLElement {
  return el(
    "div",
    { class: "command" },
    el("div", { class: "command-head" }, el("p", { class: "command-title" }, title), copyButton(() => after, actions, title)),
    before === "" ? el("pre", { class: "command-text", tabindex: "0", role: "group", "aria-label": title }, after) : preview(before, after),
  );
}

/** All policies in a member, laid out to be read. */
function texts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(texts);
  if (value === null || value === undefined) return [];
  try {
    return [JSON.stringify(typeof value === "string" ? JSON.parse(value) : value, null, 2)];
  } catch {
    return [String(value)];
  }
}
