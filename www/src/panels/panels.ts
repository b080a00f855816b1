/** The panels beside the editor, as tabs. All but the first are loaded when they are first opened. */
import type { Actions } from "../actions.ts";
import { byId, el } from "../dom.ts";
import { fullEngine, type FullEngine } from "../full-engine.ts";
import { countBySeverity } from "../findings/model.ts";
import type { PanelId, State, Store } from "../state.ts";
import { notice, panels as words } from "../text.ts";

/** What a panel that is loaded later works with. */
export interface PanelContext {
  readonly host: HTMLElement;
  readonly store: Store<State>;
  readonly actions: Actions;
  readonly engine: FullEngine;
  /** Calls `view` now, and again whenever one of `keys` has changed; while the panel is hidden it waits. */
  readonly render: Store<State>["render"];
}

/** What the module of a panel exports: fills the host, once. */
export type Mount = (context: PanelContext) => void;

type Part = Exclude<PanelId, "findings"> | "save";

const modules: Readonly<Record<Part, () => Promise<{ readonly mount: Mount }>>> = {
  who: () => import("./who/who.ts"),
  can: () => import("./can/can.ts"),
  error: () => import("./error/error.ts"),
  save: () => import("./save/save.ts"),
};

/** `only` leaves out the tabs of other panels until something opens them, and all tabs while there is one. */
export function panelTabs(list: HTMLElement, store: Store<State>, actions: Actions, only: readonly PanelId[] | null): void {
  const idOf = (tab: HTMLElement): PanelId => tab.dataset["panel"] as PanelId;
  const all = [...list.querySelectorAll<HTMLElement>("[role=tab]")];
  for (const tab of all) tab.hidden = only?.includes(idOf(tab)) === false;

  for (const tab of all) tab.addEventListener("click", () => actions.show(idOf(tab)));
  list.addEventListener("keydown", (event) => {
    const tabs = all.filter((tab) => !tab.hidden);
    const at = tabs.indexOf(event.target as HTMLElement);
    const to = {
      ArrowRight: tabs[(at + 1) % tabs.length],
      ArrowLeft: tabs.at(at - 1),
      Home: tabs[0],
      End: tabs.at(-1),
    }[event.key];
    if (at === -1 || to === undefined) return;
    event.preventDefault();
    to.focus();
    actions.show(idOf(to));
  });

  store.render(["panel"], ({ panel, checked }) => {
    for (const tab of all) {
      const selected = idOf(tab) === panel;
      tab.setAttribute("aria-selected", String(selected));
      tab.tabIndex = selected ? 0 : -1;
      byId(`panel-${idOf(tab)}`, HTMLElement).hidden = !selected;
      if (!selected) continue;
      tab.hidden = false;
      // Not when the page opens: that begins at its top.
      if (checked !== null) tab.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    list.hidden = all.filter((tab) => !tab.hidden).length === 1;
    if (panel !== "findings") open(panel, store, actions);
  });
  tally(byId("tab-count", HTMLElement), store);
  saving(byId("save", HTMLDetailsElement), store, actions);
}

/** How many findings there are, on the tab, in the colour of the worst. */
function tally(badge: HTMLElement, store: Store<State>): void {
  store.render(["checked"], ({ checked }) => {
    const findings = checked?.report.findings ?? [];
    const [worst] = countBySeverity(findings).keys();
    badge.textContent = findings.length === 0 ? "" : String(findings.length);
    badge.className = worst === undefined ? "" : `tally severity-${worst}`;
  });
}

/** The commands below the findings, once there is something that AWS may take. */
function saving(details: HTMLDetailsElement, store: Store<State>, actions: Actions): void {
  details.addEventListener("toggle", () => details.open && open("save", store, actions));
  store.render(["checked"], ({ checked }) => {
    details.hidden = checked === null || checked.text.trim() === "" || checked.report.save.verdict === "rejected";
  });
}

const opened = new Set<Part>();

function open(part: Part, store: Store<State>, actions: Actions): void {
  if (opened.has(part)) return;
  opened.add(part);
  const host = byId(`panel-${part}`, HTMLElement);
  host.replaceChildren(el("p", { class: "panel-note", role: "status" }, words.loading));
  Promise.all([modules[part](), fullEngine()]).then(
    ([{ mount }, engine]) => {
      host.replaceChildren();
      mount({ host, store, actions, engine, render: whileShown(part === "save" ? "findings" : part, store) });
    },
    () => {
      opened.delete(part);
      host.replaceChildren(
        el("p", { class: "panel-note", role: "alert" }, notice.partFailed),
        el("button", { type: "button", class: "quiet", onclick: () => open(part, store, actions) }, words.retry),
      );
    },
  );
}

/** `render` that draws a hidden panel only once it is shown again. */
function whileShown(panel: PanelId, store: Store<State>): Store<State>["render"] {
  return (keys, view) => {
    let drawn: State | null = null;
    store.render(["panel", ...keys], (state) => {
      if (state.panel !== panel) return;
      const before = drawn;
      if (before !== null && keys.every((key) => state[key] === before[key])) return;
      drawn = state;
      view(state);
    });
  };
}
