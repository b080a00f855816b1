/** The answer: the verdict, the reason, AWS's words, and what it depends on. */
import { el, prose } from "../../dom.ts";
import type { Simulation } from "../../engine-full/trust_policy_wasm.js";
import { icon } from "../../icons.ts";
import type { Question } from "../../state.ts";
import { textField, type Desk, type TextField } from "./fields.ts";
import { request } from "./parts.ts";
import { layers, verdict as words } from "./text.ts";

/** What there is to show: an answer, or why there is none yet. */
export type Outcome = { readonly simulation: Simulation; readonly rejected: boolean } | { readonly missing: string };

export interface Answer {
  readonly node: HTMLElement;
  show(outcome: Outcome, question: Question): void;
  focus(): void;
}

export function answer(desk: Desk): Answer {
  const slab = el("div", { class: "verdict can-verdict", role: "status", "aria-label": words.label, "data-tone": "waiting", tabindex: -1 });
  const reason = el("div", { class: "can-reason" });
  const open = openKeys(desk);
  let shown = "";
  return {
    node: el("section", { class: "can-answer", "aria-label": words.label }, slab, reason, open.node),
    show(outcome, question) {
      open.show("simulation" in outcome ? outcome.simulation.assumed : [], question);
      const key = JSON.stringify(outcome);
      if (key === shown) return;
      shown = key;
      const { tone, title, hint } = headline(outcome);
      // Only what is new is drawn: it is a live region.
      if (slab.dataset["tone"] !== tone || slab.textContent !== `${title}${hint}`) {
        slab.dataset["tone"] = tone;
        slab.replaceChildren(icon(tone), el("div", {}, el("p", { class: "verdict-title" }, title), el("p", { class: "verdict-hint" }, hint)));
      }
      reason.replaceChildren(...("simulation" in outcome ? reasons(outcome.simulation, outcome.rejected) : []));
    },
    focus: () => slab.focus(),
  };
}

function headline(outcome: Outcome): { readonly tone: "accepted" | "rejected" | "waiting"; readonly title: string; readonly hint: string } {
  if ("missing" in outcome) return { tone: "waiting", title: words.waiting, hint: outcome.missing };
  const { decision, decidedBy } = outcome.simulation;
  const allowed = decision === "allowed";
  return {
    tone: allowed ? "accepted" : "rejected",
    title: words.title[decision],
    hint: decidedBy === null ? "" : words.by(layers[decidedBy], allowed),
  };
}

function reasons({ summary, error, notes }: Simulation, rejected: boolean): HTMLElement[] {
  const quote =
    error === null
      ? []
      : [
          el(
            "p",
            { class: "can-quote" },
            `${words.quote}: `,
            el("b", {}, error.code),
            error.message !== null && " ",
            error.message !== null && el("q", {}, error.message),
          ),
        ];
  return [
    el("p", { class: "can-summary" }, ...prose(summary)),
    ...quote,
    ...(rejected ? [el("p", { class: "can-note" }, words.rejected)] : []),
    ...notes.map((note) => el("p", { class: "can-note" }, ...prose(note))),
  ];
}

/** Keys that nobody said anything about and that decide, each with a field. One that was answered here stays to be changed. */
function openKeys(desk: Desk): { readonly node: HTMLElement; show(assumed: readonly string[], question: Question): void } {
  const host = el("div", { class: "fields" });
  const node = el("fieldset", { class: "open-keys", hidden: true }, el("legend", {}, words.assumed), host);
  const fields = new Map<string, TextField>();
  return {
    node,
    show(assumed, question) {
      const given = question.request.context ?? {};
      const wanted = [...new Set([...[...fields.keys()].filter((key) => key in given), ...assumed])];
      for (const [key, field] of fields) {
        // What is being typed into does not go away under the cursor.
        if (wanted.includes(key) || document.activeElement === field.input) continue;
        field.node.remove();
        fields.delete(key);
      }
      for (const key of wanted) {
        let field = fields.get(key);
        if (field === undefined) {
          field = textField(desk, {
            label: key,
            read: (question) => [question.request.context?.[key] ?? ""].flat().join(", "),
            write: (question, value) => {
              const { [key]: _, ...rest } = question.request.context ?? {};
              return request(question, { context: value === "" ? rest : { ...rest, [key]: value } });
            },
          });
          fields.set(key, field);
          host.append(field.node);
        }
        field.sync(question);
      }
      node.hidden = fields.size === 0;
    },
  };
}
