/** The text, kept in this browser if the person asks for it. Otherwise nothing of it is ever stored. */
import { forget, recall, remember } from "./storage.ts";
import type { State, Store } from "./state.ts";

const KEY = "draft";
/** Not at every key press: storing waits for the disk. */
const PAUSE_MS = 400;

export const draft = (): string | null => recall(KEY);

/** `away` is a visit that began with a link: it leaves the draft alone, until the person presses the box. */
export function draftBox(box: HTMLInputElement, store: Store<State>, away: boolean): void {
  let timer = 0;
  const save = (): void => {
    clearTimeout(timer);
    if (box.checked) remember(KEY, store.state.text);
  };
  box.checked = !away && draft() !== null;
  box.addEventListener("change", () => (box.checked ? save() : forget(KEY)));
  store.render(["text"], () => {
    clearTimeout(timer);
    timer = window.setTimeout(save, PAUSE_MS);
  });
  addEventListener("pagehide", save);
}
