/** The findings list by keyboard: next, previous, go there, repair. Tab and Enter work as everywhere, too. */
import type { Actions } from "../actions.ts";
import { freshReport, type State, type Store } from "../state.ts";

export function listKeys(event: KeyboardEvent, list: HTMLElement, store: Store<State>, actions: Actions): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const heads = [...list.querySelectorAll<HTMLElement>("[data-row]")];
  const here = heads.findIndex((head) => head === event.target);
  const index = (head: HTMLElement | undefined): number => Number(head?.dataset["row"] ?? NaN);

  const move = (to: HTMLElement | undefined): void => {
    if (to === undefined) return;
    // Focus first: opening a finding draws the list again and keeps the focus on the open one.
    to.focus();
    if (Number.isInteger(index(to))) actions.select(index(to));
  };
  const open = store.state.current === null ? -1 : heads.findIndex((head) => index(head) === store.state.current);
  const from = here === -1 ? open : here;

  switch (event.key) {
    case "j":
    case "ArrowDown":
      move(heads[from + 1]);
      break;
    case "k":
    case "ArrowUp":
      move(heads[Math.max(0, from - 1)]);
      break;
    case "Enter":
      // On a finding's line only: buttons and links inside it keep their own Enter.
      if (here === -1 || !Number.isInteger(index(heads[here]))) return;
      actions.goTo(index(heads[here]));
      break;
    case "a": {
      const at = here === -1 ? (store.state.current ?? NaN) : index(heads[here]);
      const fix = freshReport(store.state)?.findings[at]?.fixes[0];
      if (fix === undefined) return;
      actions.apply(fix);
      break;
    }
    default:
      return;
  }
  event.preventDefault();
}
