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
  /** The verdict in words. */
  said(): string;
  focus(): void;
}

/** `place` leads to the field that a key has in the form, where it has one. */
export function answer(desk: Desk, place: (key: string) => (() => void) | null): Answer {
  const slab = el("div", { class: "verdict can-verdict", role: "status", "aria-label": words.label, "data-tone": "waiting", tabindex: -1 });
  const reason = el("div", { class: "can-reason" });
  const open = openKeys(desk, place);
  let shown = "";
  return {
    node: el("div", { class: "can-answer" }, slab, reason, open.node),
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
    said: () => Array.from(slab.querySelectorAll("p"), (line) => line.textContent).join(" ").trim(),
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
    hint: decidedBy === "request" ? words.bySts : decidedBy === null ? "" : words.by(layers[decidedBy], allowed),
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
    ...(rejected ? [el("p", { class: "can-warning" }, icon("warning"), " ", words.rejected)] : []),
    el("p", { class: "can-summary" }, ...prose(summary)),
    ...quote,
    ...notes.map((note) => el("p", { class: "can-note" }, ...prose(note))),
  ];
}

/** Keys that nobody said anything about and that are tested, each with a field. One that was answered here stays to be changed. */
function openKeys(
  desk: Desk,
  place: (key: string) => (() => void) | null,
): { readonly node: HTMLElement; show(assumed: readonly string[], question: Question): void } {
  const host = el("div", { class: "fields" });
  const above = el("p", { class: "offers" });
  const node = el("fieldset", { class: "open-keys", hidden: true }, el("legend", {}, words.assumed), above, host);
  const fields = new Map<string, TextField>();
  const answered = new Set<string>();
  let offered = "";
  const field = (key: string): TextField =>
    textField(desk, {
      label: key,
      read: (question) => [question.request.context?.[key] ?? ""].flat().join(", "),
      write: (question, value) => {
        answered.add(key);
        const { [key]: _, ...rest } = question.request.context ?? {};
        return request(question, { context: value === "" ? rest : { ...rest, [key]: value } });
      },
    });
  return {
    node,
    show(assumed, question) {
      const given = question.request.context ?? {};
      const elsewhere = assumed.filter((key) => place(key) !== null);
      const here = assumed.filter((key) => !elsewhere.includes(key));
      const wanted = new Set([...[...answered].filter((key) => key in given), ...here]);
      for (const [key, { node, input }] of fields) {
        // What is being typed into does not go away under the cursor.
        if (wanted.has(key) || document.activeElement === input) continue;
        node.remove();
        fields.delete(key);
      }
      for (const key of wanted) {
        if (!fields.has(key)) {
          const added = field(key);
          fields.set(key, added);
          host.append(added.node);
        }
        fields.get(key)?.sync(question);
      }
      if (elsewhere.join() !== offered) {
        offered = elsewhere.join();
        above.replaceChildren(
          ...elsewhere.map((key) => el("button", { type: "button", class: "quiet", onclick: () => place(key)?.() }, words.sayAbove(key))),
        );
      }
      node.hidden = fields.size === 0 && elsewhere.length === 0;
    },
  };
}
