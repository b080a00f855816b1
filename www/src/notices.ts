/** Says what was just done, for eyes and for screen readers, and what the page does with connections. */
import { byId, el, modKey } from "./dom.ts";
import { safetyBadge } from "./findings/card.ts";
import { icon } from "./icons.ts";
import type { State, Store } from "./state.ts";
import { ask, finding, page, safetyMeaning, seal, shortcuts } from "./text.ts";

const safeties = ["safe", "review", "fill-in"] as const;

/** How long a notice stays; a newer one replaces it. */
const SHOWN_MS = 4000;

export function notices(line: HTMLElement, store: Store<State>): void {
  let timer = 0;
  store.render(["notice"], ({ notice }) => {
    line.textContent = notice.text;
    line.classList.toggle("visually-hidden", !notice.shown);
    clearTimeout(timer);
    timer = window.setTimeout(() => (line.textContent = ""), SHOWN_MS);
  });
}

export function sealLine(line: HTMLElement, store: Store<State>): void {
  store.render(["sealed"], ({ sealed }) => {
    line.replaceChildren(icon("lock"), sealed ? seal.sealed : page.unsealed);
  });
}

export function helpDialog(dialog: HTMLDialogElement, button: HTMLButtonElement, body: HTMLElement): void {
  body.replaceChildren(
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
  );
  button.addEventListener("click", () => dialog.showModal());
  byId("help-close", HTMLButtonElement).addEventListener("click", () => dialog.close());
  addEventListener("keydown", (event) => {
    if (event.key !== "?" || event.ctrlKey || event.metaKey || isTyping(event)) return;
    event.preventDefault();
    if (!dialog.open) dialog.showModal();
  });
}

/** Asks whether a link may take the place of what the person has typed. Escape keeps it. */
export function askBeforeOpening(): Promise<boolean> {
  return new Promise((resolve) => {
    const dialog = el(
      "dialog",
      { "aria-labelledby": "ask-heading", onclose: () => (dialog.remove(), resolve(dialog.returnValue === "open")) },
      el("h2", { id: "ask-heading" }, ask.heading),
      el("p", {}, ask.hint),
      el(
        "div",
        { class: "dialog-actions" },
        el("button", { type: "button", class: "plain", autofocus: true, onclick: () => dialog.close("keep") }, ask.keep),
        el("button", { type: "button", class: "apply", onclick: () => dialog.close("open") }, ask.open),
      ),
    );
    // A second link while the question is open is asked about in its place.
    document.querySelector<HTMLDialogElement>("dialog:has(#ask-heading)")?.close();
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Whether the key goes into a text; the editor is behind its shadow root. */
function isTyping(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, select, textarea"));
}
