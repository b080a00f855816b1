import type { Actions } from "../../actions.ts";
import { el } from "../../dom.ts";

export function commandBlock({ posix }: { posix: string }, _actions: Actions): HTMLElement {
  return el("pre", { class: "command" }, posix);
}
