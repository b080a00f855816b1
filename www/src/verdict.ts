/** What AWS would say to saving this policy, large enough to be read from across the room. */
import type { Report } from "./engine/trust_policy_wasm.js";
import { el } from "./dom.ts";
import { icon, type IconName } from "./icons.ts";
import type { State, Store } from "./state.ts";
import { verdict as words } from "./text.ts";

interface Verdict {
  readonly tone: IconName & ("accepted" | "rejected" | "depends" | "waiting");
  readonly title: string;
  readonly hint: string | null;
  /** AWS's own words. */
  readonly quote: { readonly code: string | null; readonly message: string | null } | null;
}

/** The state as a verdict. Pure. */
export function verdictOf({ engine, text, checked }: Pick<State, "engine" | "text" | "checked">): Verdict {
  if (engine === "failed") return { tone: "waiting", title: words.failed, hint: words.failedHint, quote: null };
  if (text.trim() === "") return { tone: "waiting", title: words.empty, hint: words.emptyHint, quote: null };
  if (checked === null) return { tone: "waiting", title: words.loading, hint: null, quote: null };
  const { save } = checked.report;
  const quote = save.code === null && save.message === null ? null : { code: save.code, message: save.message };
  const hint = { accepted: acceptedHint(checked.report), depends: dependsHint(quote !== null), rejected: null }[save.verdict];
  return { tone: save.verdict, title: words[save.verdict], hint, quote };
}

function dependsHint(quoted: boolean): string {
  return quoted ? `${words.dependsHint} ${words.dependsElse}` : words.dependsHint;
}

function acceptedHint({ findings }: Report): string {
  if (findings.some(({ severity }) => severity === "error")) return words.acceptedErrors;
  if (findings.some(({ severity }) => severity === "security")) return words.acceptedSecurity;
  return findings.length === 0 ? words.acceptedClean : words.acceptedNotes;
}

export function verdictPanel(panel: HTMLElement, store: Store<State>): void {
  let shown = "";
  store.render(["checked", "engine"], (state) => {
    const verdict = verdictOf(state);
    // Drawn again only when it says something new: it is a live region.
    const key = JSON.stringify(verdict);
    if (key === shown) return;
    shown = key;
    panel.dataset["tone"] = verdict.tone;
    panel.replaceChildren(
      icon(verdict.tone),
      el(
        "div",
        {},
        el("p", { class: "verdict-title" }, verdict.title),
        verdict.hint !== null && el("p", { class: "verdict-hint" }, verdict.hint),
        verdict.quote !== null &&
          el(
            "p",
            { class: "verdict-quote" },
            verdict.quote.code !== null && el("b", {}, verdict.quote.code),
            verdict.quote.code !== null && verdict.quote.message !== null && " ",
            verdict.quote.message !== null && el("q", {}, verdict.quote.message),
          ),
      ),
    );
  });
}
