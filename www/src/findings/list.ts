/** The findings as a list: one line each, the open one with everything it has to say. */
import type { Actions } from "../actions.ts";
import type { Finding, Fix } from "../engine/trust_policy_wasm.js";
import { el, prose, type Child } from "../dom.ts";
import { icon } from "../icons.ts";
import { together } from "../repair/edits.ts";
import { previewEdits } from "../repair/preview.ts";
import { freshReport, type Checked, type State, type Store } from "../state.ts";
import { finding as words, severityWord } from "../text.ts";
import { findingDetails } from "./card.ts";
import { listKeys } from "./keys.ts";
import { rows, safeFixes, type Row } from "./model.ts";

/** More lines than this help nobody, and cost time at every key press. */
const MAX_ROWS = 200;

export function findingsList(list: HTMLOListElement, empty: HTMLElement, store: Store<State>, actions: Actions): void {
  list.addEventListener("keydown", (event) => listKeys(event, list, store, actions));
  // The report and the open finding change in one step each; what is typed meanwhile changes nothing here.
  let shown: number | null = null;
  store.render(["checked", "current", "unfolded"], (state) => {
    const hadFocus = list.contains(document.activeElement);
    const focused = hadFocus ? document.activeElement?.getAttribute("data-row") : null;
    list.replaceChildren(...items(state, store, actions));
    const row = (key: string): HTMLElement | null => list.querySelector(`[data-row="${CSS.escape(key)}"]`);
    if (state.current !== shown) reveal(row(String(state.current)), list.parentElement);
    shown = state.current;
    if (!hadFocus) return;
    // What had the focus may be gone with its finding: it goes to the open one, or to the summary.
    const same = focused?.startsWith("group-") === true ? row(focused) : null;
    (same ?? (state.current === null ? null : row(String(state.current))) ?? empty).focus();
  });
}

/** Scrolls the list, never the page, so that the finding that was just opened is in sight. */
function reveal(head: HTMLElement | null, scroller: HTMLElement | null): void {
  const item = head?.closest("li");
  if (item === null || item === undefined || scroller === null) return;
  const outer = scroller.getBoundingClientRect();
  const inner = item.getBoundingClientRect();
  if (inner.top < outer.top) scroller.scrollTop += inner.top - outer.top;
  else if (inner.bottom > outer.bottom) scroller.scrollTop += Math.min(inner.bottom - outer.bottom, inner.top - outer.top);
}

function items(state: State, store: Store<State>, actions: Actions): Node[] {
  if (state.checked === null) return [];
  const { checked } = state;
  const all = rows(checked.report.findings);
  const shown = all.slice(0, MAX_ROWS);
  const list: Node[] = shown.flatMap((row) => item(row, checked, state, store, actions) ?? []);
  if (all.length > shown.length) list.push(el("li", { class: "more" }, words.more(all.length - shown.length)));
  return list;
}

function item(row: Row, checked: Checked, state: State, store: Store<State>, actions: Actions): Node | null {
  const { findings } = checked.report;
  if (row.kind === "finding") return findingItem(row.index, checked, state, actions);
  const members = row.indexes.map((index) => findings[index]).filter((finding) => finding !== undefined);
  const first = members[0];
  if (first === undefined) return null;
  const open = state.unfolded.has(row.rule);
  const fixes = safeFixes(members);
  const slot = el("div", { class: "preview" });
  return el(
    "li",
    { class: `group severity-${first.severity}` },
    el(
      "div",
      { class: "group-head" },
      el(
        "button",
        {
          type: "button",
          class: "head",
          "aria-expanded": String(open),
          "data-row": `group-${row.rule}`,
          "data-rule": row.rule,
          onclick: () => actions.toggleFold(row.rule),
        },
        ...headline(first, words.group(members.length)),
      ),
      fixes !== null && fixAll(fixes, checked, store, actions, slot),
    ),
    slot,
    open &&
      el(
        "ol",
        { class: "findings" },
        ...row.indexes.slice(0, MAX_ROWS).map((index) => findingItem(index, checked, state, actions)),
      ),
  );
}

/** Repairs a whole fold at once; what that does shows while the button has the pointer or the focus. */
function fixAll(
  fixes: readonly Fix[],
  checked: Checked,
  store: Store<State>,
  actions: Actions,
  slot: HTMLElement,
): HTMLElement {
  const show = (): void => slot.replaceChildren(previewEdits(checked.text, together(fixes)));
  const hide = (): void => slot.replaceChildren();
  return el(
    "button",
    {
      type: "button",
      class: "apply",
      onclick: () => freshReport(store.state) !== null && actions.applyEach(fixes),
      onfocus: show,
      onblur: hide,
      onpointerenter: (event) => (event as PointerEvent).pointerType === "mouse" && show(),
      onpointerleave: hide,
    },
    words.fixGroup(fixes.length),
  );
}

function findingItem(index: number, checked: Checked, state: State, actions: Actions): Node | null {
  const finding = checked.report.findings[index];
  if (finding === undefined) return null;
  const open = index === state.current;
  const { line, column } = finding.span.start;
  const place = [finding.path, words.position(line, column)].filter((part) => part !== "").join(" · ");
  return el(
    "li",
    { class: `finding severity-${finding.severity}${open ? " open" : ""}` },
    el(
      "button",
      {
        type: "button",
        class: "head",
        "aria-expanded": String(open),
        "data-row": index,
        "data-rule": finding.rule,
        onclick: () => actions.select(index),
      },
      ...headline(finding, place),
    ),
    open &&
      findingDetails(finding, {
        text: checked.text,
        apply: (fix) => actions.apply(fix),
        silence: () => actions.silence(finding.rule),
        goTo: () => actions.goTo(index),
      }),
  );
}

function headline(finding: Finding, place: string): Child[] {
  return [
    icon(finding.severity),
    el(
      "span",
      { class: "headline" },
      el("span", { class: "severity" }, severityWord[finding.severity]),
      " ",
      el("span", { class: "message" }, ...prose(finding.message)),
      " ",
      el("span", { class: "place" }, place),
    ),
  ];
}
