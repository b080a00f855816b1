/** The guided way for those who have only a symptom: one question at a time, and causes at the end. */
import { el, prose } from "../../dom.ts";
import type { Guide, GuideAnswer } from "../../engine-full/trust_policy_wasm.js";
import type { PanelContext } from "../panels.ts";
import { causeItem } from "./cause.ts";
import { error as words } from "./text.ts";

export function guideView(guide: Guide, context: PanelContext): HTMLElement {
  /** The answers so far. */
  const path: GuideAnswer[] = [];
  const body = el("div", { class: "guide-body" });

  function step(): string | null {
    const last = path.at(-1);
    return last === undefined ? guide.start : last.step;
  }

  function go(answer: GuideAnswer | null): void {
    if (answer === null) path.pop();
    else path.push(answer);
    draw();
    body.querySelector<HTMLElement>("h3")?.focus();
  }

  function draw(): void {
    const current = guide.steps.find(({ id }) => id === step());
    const last = path.at(-1);
    body.replaceChildren(
      ...(path.length === 0
        ? []
        : [
            el("ol", { class: "crumbs" }, ...path.map(({ answer }) => el("li", {}, answer))),
            el(
              "p",
              { class: "onward" },
              el("button", { type: "button", class: "link", onclick: () => go(null) }, words.back),
              path.length > 1 &&
                el(
                  "button",
                  {
                    type: "button",
                    class: "link",
                    onclick: () => {
                      path.length = 1;
                      go(null);
                    },
                  },
                  words.again,
                ),
            ),
          ]),
      ...(current === undefined
        ? [
            el("h3", { tabindex: -1 }, ...prose(last?.meaning ?? "")),
            el("ol", { class: "causes" }, ...(last?.causes ?? []).map((cause) => causeItem(cause, null, context))),
          ]
        : [
            el("h3", { tabindex: -1 }, current.question),
            el(
              "ul",
              { class: "choices" },
              ...current.answers.map((answer) =>
                el("li", {}, el("button", { type: "button", class: "choice", onclick: () => go(answer) }, ...prose(answer.answer))),
              ),
            ),
          ]),
    );
  }

  draw();
  return el("section", { class: "guide" }, el("h3", { class: "guide-title" }, words.guide), body);
}
