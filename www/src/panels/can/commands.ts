/** The commands for this situation, grouped by what they are for, and written only once they are unfolded. */
import type { Actions } from "../../actions.ts";
import { el } from "../../dom.ts";
import type { Purpose, Scenario, Situation } from "../../engine-full/trust_policy_wasm.js";
import type { FullEngine } from "../../full-engine.ts";
import { commandBlock } from "../shared/command.ts";
import { commands as words } from "./text.ts";

export interface Commands {
  readonly node: HTMLElement;
  show(asked: Scenario | null): void;
  /** Unfolds the commands for a purpose, when they are shown next. */
  unfold(purpose: Purpose): void;
}

export function commands(engine: FullEngine, actions: Actions): Commands {
  const host = el("div", {});
  const node = el("section", { class: "can-commands", "aria-labelledby": "can-commands" }, el("h3", { id: "can-commands" }, words.heading), host);
  const opened = new Set<Purpose>();
  let shown = "";
  return {
    node,
    unfold: (purpose) => void opened.add(purpose),
    show(asked) {
      node.hidden = asked === null;
      if (asked === null) return;
      const all = engine.commands(situationOf(asked));
      const key = JSON.stringify(all);
      if (key === shown) return;
      shown = key;
      host.replaceChildren(
        ...[...Map.groupBy(all, ({ purpose }) => purpose)].map(([purpose, own]) => {
          const body = el("div", { class: "command-list" });
          const fill = (): void => {
            if (body.childElementCount === 0) body.append(...own.map((command) => commandBlock(command, actions)));
          };
          const details = el("details", { open: opened.has(purpose) }, el("summary", {}, words.group(words.purpose[purpose], own.length)), body);
          if (details.open) fill();
          details.addEventListener("toggle", () => {
            if (!details.open) return void opened.delete(purpose);
            opened.add(purpose);
            fill();
          });
          return details;
        }),
      );
    },
  };
}

/** What commands are made for: the call that was asked about. */
function situationOf({ role, request }: Scenario): Situation {
  const { token, providerArn, principal } = request;
  const issuer = typeof token === "object" && token !== null ? (token["issuer"] ?? token["iss"]) : null;
  const federated = /WithSAML|WithWebIdentity/i.test(request.action);
  const audience = typeof token === "object" && token !== null ? (token["audience"] ?? token["aud"]) : null;
  return {
    roleArn: role.arn,
    callerArn: principal === "" ? null : principal,
    provider: federated ? providerArn ?? (principal === "" ? text(issuer) : principal) : null,
    audience: text(audience),
    externalId: request.externalId ?? null,
    mfa: request.mfa?.present === true,
    sessionName: request.sessionName ?? null,
    sourceIdentity: request.sourceIdentity ?? null,
    tags: Object.entries(request.tags ?? {}),
    transitiveTagKeys: request.transitiveTagKeys ?? [],
    durationSeconds: request.durationSeconds ?? null,
    trustPolicy: typeof role.trustPolicy === "string" ? role.trustPolicy : JSON.stringify(role.trustPolicy, null, 2),
  };
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
