/** The menu of repairs at the cursor (Ctrl/Cmd-.): arrows choose and preview, Enter applies, Escape closes. */
import type { EditorView } from "@codemirror/view";
import type { Actions } from "../actions.ts";
import { el, plain, prose } from "../dom.ts";
import type { Fix } from "../engine/trust_policy_wasm.js";
import { safetyBadge } from "../findings/card.ts";
import { atCursor } from "../findings/model.ts";
import { freshReport, type State, type Store } from "../state.ts";
import { menu as words } from "../text.ts";
import { preview, previewEdits } from "./preview.ts";

export function openRepairMenu(view: EditorView, store: Store<State>, actions: Actions): void {
  const findings = freshReport(store.state)?.findings ?? [];
  const cursor = view.state.selection.main.head;
  const here = atCursor(findings, cursor, view.state.doc.lineAt(cursor).number);
  if (here.length === 0) return actions.announce(words.none);

  const slot = el("div", { class: "preview" });
  const { text } = store.state;

  const close = (): void => {
    document.removeEventListener("pointerdown", outside);
    popup.remove();
    view.focus();
  };
  const outside = (event: Event): void => {
    if (!popup.contains(event.target as Node)) close();
  };
  const item = (label: readonly (Node | string)[], show: () => HTMLElement | null, run: () => void): HTMLElement =>
    el(
      "button",
      {
        type: "button",
        role: "menuitem",
        tabindex: -1,
        onfocus: () => slot.replaceChildren(...[show()].filter((node) => node !== null)),
        onpointerenter: (event) => (event.currentTarget as HTMLElement).focus({ preventScroll: true }),
        onclick: () => {
          close();
          run();
        },
      },
      ...label,
    );
  const repair = (fix: Fix): HTMLElement =>
    item(
      [el("span", {}, ...prose(fix.title)), safetyBadge(fix.safety)],
      () => previewEdits(text, fix.edits),
      () => actions.apply(fix),
    );

  const groups = here.flatMap((index) => {
    const finding = findings[index];
    if (finding === undefined) return [];
    return [
      el(
        "div",
        { role: "group", "aria-label": plain(finding.message) },
        el("div", { class: "menu-head", "aria-hidden": "true" }, ...prose(finding.message)),
        ...finding.fixes.map(repair),
      ),
    ];
  });
  const safe = actions.allSafe();
  const list = el("div", { role: "menu", "aria-label": words.label }, ...groups);
  if (safe !== null && safe.count > 1)
    list.append(
      item([words.all(safe.count)], () => preview(text, safe.text), () => actions.applyAllSafe()),
    );

  const popup = el("div", { class: "menu" }, list, slot);
  popup.addEventListener("keydown", (event) => {
    const items = [...list.querySelectorAll<HTMLElement>("[role=menuitem]")];
    const at = items.indexOf(document.activeElement as HTMLElement);
    const target = {
      ArrowDown: items[(at + 1) % items.length],
      ArrowUp: items.at(at - 1),
      Home: items[0],
      End: items.at(-1),
    }[event.key];
    if (target !== undefined) target.focus();
    else if (event.key === "Escape" || event.key === "Tab") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  // Inside the landmark, so that it belongs to the page's content.
  document.querySelector("main")?.append(popup);
  place(popup, view, cursor);
  document.addEventListener("pointerdown", outside);
  list.querySelector<HTMLElement>("[role=menuitem]")?.focus();
}

/** Under the cursor, or above it where there is no room; the style sheet makes it a bottom sheet on a phone. */
function place(popup: HTMLElement, view: EditorView, cursor: number): void {
  const at = view.coordsAtPos(cursor) ?? view.dom.getBoundingClientRect();
  const below = innerHeight - at.bottom;
  const up = below < 320 && at.top > below;
  popup.style.setProperty("--x", `${Math.max(8, Math.min(at.left, innerWidth - 540))}px`);
  popup.style.setProperty("--top", up ? "auto" : `${at.bottom + 4}px`);
  popup.style.setProperty("--bottom", up ? `${innerHeight - at.top + 4}px` : "auto");
  popup.style.setProperty("--room", `${(up ? at.top : below) - 16}px`);
}
