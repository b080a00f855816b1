/** What the help dialog holds: the shortcuts, and what the kinds of repairs mean. */
import { el, modKey } from "../dom.ts";
import { safetyBadge } from "../findings/card.ts";
import { finding, safetyMeaning } from "../text.ts";
import { shortcuts } from "./text.ts";

const safeties = ["safe", "review", "fill-in"] as const;

export function helpBody(): readonly HTMLElement[] {
  return [
    ...shortcuts.map(({ where, keys }) =>
      el(
        "section",
        {},
        el("h3", {}, where),
        el(
          "dl",
          {},
          ...keys.map(([key, meaning]) =>
            el(
              "div",
              {},
              el("dt", {}, ...key.split(" ").flatMap((part) => (part === "" ? ["or "] : [el("kbd", {}, part === "Mod" ? modKey : part), " "]))),
              el("dd", {}, meaning),
            ),
          ),
        ),
      ),
    ),
    el(
      "section",
      {},
      el("h3", {}, finding.repairs),
      el(
        "dl",
        {},
        ...safeties.map((safety) =>
          el("div", {}, el("dt", {}, safetyBadge(safety)), el("dd", {}, safetyMeaning[safety])),
        ),
      ),
    ),
  ];
}
