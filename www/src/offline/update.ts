/** Says that a new version is ready. Nothing is loaded again before the person says so. */
import { el } from "../dom.ts";
import type { State } from "../state.ts";
import type { Carried } from "./carry.ts";
import { update as words } from "./text.ts";
import "./update.css";

let shown = false;

export function tellOfUpdate(registration: ServiceWorkerRegistration, state: () => State): void {
  if (shown) return;
  shown = true;
  const reload = (): void => {
    const { text, known, panel, message, answers, question } = state();
    const carried: Carried = { text, known, work: { panel, message, answers, question } };
    history.replaceState({ carried }, "");
    location.reload();
  };
  const takeOver = (): void => {
    // Another window may have asked for it before.
    if (registration.waiting === null) return reload();
    navigator.serviceWorker.addEventListener("controllerchange", reload, { once: true });
    registration.waiting.postMessage("take-over");
  };
  const text = el("p", { role: "status" });
  const notice = el(
    "section",
    { class: "update", "aria-label": words.label },
    text,
    el("button", { type: "button", class: "apply", onclick: takeOver }, words.reload),
    el("button", { type: "button", class: "link", onclick: () => notice.remove() }, words.later),
  );
  document.body.append(notice);
  // A live region is read out when it changes, not when it appears.
  text.textContent = `${words.ready} ${words.reloadHint}`;
}
