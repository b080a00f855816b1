/** One thing that may be behind an error: how likely, why, where, its repairs, and the commands that tell. */
import { el, prose } from "../../dom.ts";
import type { Cause } from "../../engine-full/trust_policy_wasm.js";
import { repairs } from "../../findings/card.ts";
import { freshReport } from "../../state.ts";
import type { PanelContext } from "../panels.ts";
import { commandBlock } from "../shared/command.ts";
import { error as words, likelihood } from "./text.ts";

/** `text` is what the cause's places are about; causes without a place go without. */
export function causeItem(cause: Cause, text: string, { store, actions }: PanelContext): HTMLElement {
  const { where, path, finding } = cause;
  return el(
    "li",
    { class: `cause likelihood-${cause.likelihood}` },
    el("p", { class: "cause-title" }, el("span", { class: "likelihood" }, likelihood[cause.likelihood]), " ", el("b", {}, ...prose(cause.title))),
    el("p", {}, ...prose(cause.why)),
    (where !== null || finding !== null) &&
      el(
        "p",
        { class: "onward" },
        where !== null &&
          el(
            "button",
            { type: "button", class: "link", onclick: () => actions.goToRange(where.start.offset, where.end.offset) },
            words.goTo(path ?? `${where.start.line}:${where.start.column}`),
          ),
        finding !== null && where !== null && el("button", { type: "button", class: "link", onclick: () => showFinding(finding, where.start.offset) }, words.rule),
      ),
    cause.fixes.length > 0 && !actions.readOnly && repairs(cause.fixes, { text, apply: (fix) => actions.apply(fix) }),
    cause.next.length > 0 &&
      el(
        "details",
        { class: "tell", open: cause.likelihood === "high" && cause.fixes.length === 0 },
        el("summary", {}, words.tell),
        ...cause.next.map((posix) => commandBlock({ posix }, actions)),
      ),
  );

  function showFinding(rule: string, offset: number): void {
    const findings = freshReport(store.state)?.findings ?? [];
    const index = findings.findIndex((one) => one.rule === rule && one.span.start.offset === offset);
    actions.show("findings");
    if (index !== -1) actions.select(index);
  }
}
