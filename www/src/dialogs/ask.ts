import { el } from "../dom.ts";
import { ask } from "./text.ts";

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
