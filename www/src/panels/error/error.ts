import { el } from "../../dom.ts";
import type { PanelContext } from "../panels.ts";

export function mount({ host, render }: PanelContext): void {
  render(["text"], ({ text }) => host.replaceChildren(el("p", {}, String(text.length))));
}
