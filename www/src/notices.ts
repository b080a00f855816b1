/** Says what was just done, for eyes and for screen readers, and what the page does with connections. */
import { byId } from "./dom.ts";
import { icon } from "./icons.ts";
import type { State, Store } from "./state.ts";
import { notice, page, seal } from "./text.ts";

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
  const open = (): void => {
    if (dialog.open) return;
    dialog.showModal();
    // Once, and with the dialog open already: reading begins with its heading.
    if (body.childElementCount === 0)
      void import("./dialogs/help.ts").then(({ helpBody }) => body.replaceChildren(...helpBody()), () => body.append(notice.partFailed));
  };
  button.addEventListener("click", open);
  byId("help-close", HTMLButtonElement).addEventListener("click", () => dialog.close());
  addEventListener("keydown", (event) => {
    if (event.key !== "?" || event.ctrlKey || event.metaKey || isTyping(event)) return;
    event.preventDefault();
    open();
  });
}

/** Whether the key goes into a text; the editor is behind its shadow root. */
function isTyping(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, select, textarea"));
}
