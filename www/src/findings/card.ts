/** What one finding has to say: why, what to do, its repairs with their previews, and where to read on. */
import type { Finding, Fix, Safety } from "../engine/trust_policy_wasm.js";
import { el, plain, prose } from "../dom.ts";
import { previewEdits } from "../repair/preview.ts";
import { finding as words, safetyMeaning, safetyWord } from "../text.ts";

export interface RepairOptions {
  /** The text that the offsets are about. */
  readonly text: string;
  readonly apply: (fix: Fix) => void;
}

export interface CardOptions extends RepairOptions {
  /** Leaves out this rule's findings from now on. */
  readonly silence: () => void;
  /** Absent where the place is under the pointer anyway. */
  readonly goTo?: () => void;
}

export function safetyBadge(safety: Safety): HTMLElement {
  return el("span", { class: `badge badge-${safety}`, title: safetyMeaning[safety] }, safetyWord[safety]);
}

export function findingDetails(finding: Finding, options: CardOptions): HTMLElement {
  const { line, column } = finding.span.start;
  return el(
    "div",
    { class: "details" },
    el("p", { class: "why" }, ...prose(finding.why)),
    finding.help !== null && el("p", { class: "help" }, el("b", {}, `${words.help}: `), ...prose(finding.help)),
    finding.related.length > 0 &&
      el(
        "ul",
        { class: "related", "aria-label": words.related },
        ...finding.related.map(({ span, label }) =>
          el("li", {}, `${words.position(span.start.line, span.start.column)} `, ...prose(label)),
        ),
      ),
    finding.fixes.length > 0 && repairs(finding.fixes, options),
    el(
      "p",
      { class: "onward" },
      options.goTo !== undefined &&
        el("button", { type: "button", class: "link", onclick: options.goTo }, words.goTo(line, column)),
      el(
        "a",
        { href: finding.url, target: "_blank", rel: "noopener", "aria-label": `${words.rule(finding.rule)} ${words.newTab}` },
        `${finding.rule} ↗`,
      ),
      el("button", { type: "button", class: "link", onclick: options.silence }, words.silence),
      finding.awsCheck !== null && el("span", {}, words.awsCheck(finding.awsCheck)),
    ),
  );
}

/** The first repair shows its preview; the others when they are pointed at, focused or unfolded. */
export function repairs(fixes: readonly Fix[], options: RepairOptions): HTMLElement {
  return el(
    "ul",
    { class: "repairs", "aria-label": words.repairs },
    ...fixes.map((fix, i) => repair(fix, options, i === 0)),
  );
}

function repair(fix: Fix, options: RepairOptions, shown: boolean): HTMLElement {
  const slot = el("div", { class: "preview" });
  const title = el(
    "button",
    { type: "button", class: "repair-title", "aria-expanded": "false", onclick: () => show(!open()) },
    ...prose(fix.title),
  );
  const open = (): boolean => slot.childElementCount > 0;
  const show = (on: boolean): void => {
    if (on === open()) return;
    slot.replaceChildren(...(on ? [previewEdits(options.text, fix.edits)] : []));
    title.setAttribute("aria-expanded", String(on));
  };
  const apply = el(
    "button",
    {
      type: "button",
      class: "apply",
      "aria-label": words.applyNamed(plain(fix.title)),
      onclick: () => options.apply(fix),
      onfocus: () => show(true),
    },
    words.apply,
  );
  show(shown);
  return el(
    "li",
    { class: "repair", onpointerenter: (event) => (event as PointerEvent).pointerType === "mouse" && show(true) },
    el("div", { class: "repair-head" }, title, safetyBadge(fix.safety), apply),
    slot,
  );
}
