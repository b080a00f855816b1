import { el } from "../../dom.ts";
import type { PanelContext } from "../panels.ts";

export function mount({ host, engine, render }: PanelContext): void {
  render(["text", "known"], ({ text, known }) =>
    host.replaceChildren(...engine.explain(text, known).rows.map((row) => el("p", {}, row.who))),
  );
}
