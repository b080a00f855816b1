/** A button that copies a text; where the browser does not allow that, it says so and selects what was to be copied. */
import type { Actions } from "../../actions.ts";
import { el, plain } from "../../dom.ts";
import { notice } from "../../text.ts";
import { copy as words } from "./text.ts";

/** `what` names the text for those who do not see what the button stands beside; `shown` is selected where copying fails. */
export function copyButton(text: () => string, actions: Pick<Actions, "announce">, what?: string, shown?: HTMLElement): HTMLElement {
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text());
      actions.announce(notice.copied);
    } catch {
      if (shown !== undefined) document.getSelection()?.selectAllChildren(shown);
      actions.announce(notice.copyFailed);
    }
  };
  return el(
    "button",
    {
      type: "button",
      class: "quiet copy",
      "aria-label": what === undefined ? undefined : words.copyNamed(plain(what)),
      onclick: () => void copy(),
    },
    words.copy,
  );
}
