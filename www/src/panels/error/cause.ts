/** One thing that may be behind an error: how likely, why, where, its repairs, and the commands that tell. */
import { el, prose } from "../../dom.ts";
import type { Cause, Fix } from "../../engine-full/trust_policy_wasm.js";
import { repairs } from "../../findings/card.ts";
import { freshReport } from "../../state.ts";
import type { PanelContext } from "../panels.ts";
import { commandBlock } from "../shared/command.ts";
import { error as words, likelihood } from "./text.ts";

/** `text` is what the cause's places are about; `null` if it is not in the editor: then the cause goes without them. */
export function causeItem(
  cause: Cause,
  text: string | null,
  { store, actions }: PanelContext,
  apply: (fix: Fix) => void = (fix) => actions.apply(fix),
): HTMLElement {
  const { path, finding } = cause;
  const where = text === null ? null : cause.where;
  const fixes = text === null || actions.readOnly ? [] : cause.fixes;
  return el(
    "li",
    { class: `cause likelihood-${cause.likelihood}` },
    el("p", { class: "cause-title" }, el("span", { class: "likelihood" }, likelihood[cause.likelihood]), " ", el("b", {}, ...prose(cause.title))),
    el("p", {}, ...prose(cause.why)),
    where !== null &&
      el(
        "p",
        { class: "onward" },
        el(
          "button",
          { type: "button", class: "link", onclick: () => actions.goToRange(where.start.offset, where.end.offset) },
          words.goTo(path ?? `${where.start.line}:${where.start.column}`),
        ),
        finding !== null && el("button", { type: "button", class: "link", onclick: () => showFinding(finding, where.start.offset) }, words.rule),
      ),
    text !== null && fixes.length > 0 && repairs(fixes, { text, apply }),
    cause.next.length > 0 &&
      el(
        "details",
        { class: "tell", open: cause.likelihood === "high" && fixes.length === 0 },
        el("summary", {}, words.tell),
        ...cause.next.map((posix, at) => commandBlock({ posix, powershell: cause.nextPowershell[at] ?? posix }, actions)),
      ),
  );

  function showFinding(rule: string, offset: number): void {
    const findings = freshReport(store.state)?.findings ?? [];
    const index = findings.findIndex((one) => one.rule === rule && one.span.start.offset === offset);
    actions.show("findings");
    if (index !== -1) actions.select(index);
  }
}
