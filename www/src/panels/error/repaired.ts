/** What follows a repair that was applied in this panel: the command that saves it, or why it is too early for that. */
import { el } from "../../dom.ts";
import { freshReport, type State } from "../../state.ts";
import type { PanelContext } from "../panels.ts";
import { commandBlock, savingCommands } from "../shared/command.ts";
import { error as words } from "./text.ts";

export interface Repaired {
  readonly node: HTMLElement;
  /** Notes that the text is repaired from here on; a text like this one, after undo, is not. */
  begin(before: string): void;
  end(): void;
  show(state: State): void;
  focus(): void;
}

export function repaired({ actions, engine }: PanelContext): Repaired {
  const heading = el("h3", { id: "repaired", tabindex: -1 }, words.save);
  const body = el("div", {});
  const node = el("section", { class: "repaired", "aria-labelledby": "repaired", hidden: true }, heading, body);
  let before: string | null = null;
  let shown = "";
  return {
    node,
    begin: (text) => void (before ??= text),
    end: () => void (before = null),
    show(state) {
      const report = freshReport(state);
      node.hidden = before === null || state.text === before || state.example !== null;
      if (node.hidden || report === null) return;
      const refused = report.save.verdict === "rejected";
      const commands = refused ? [] : savingCommands(engine, state, ["update-trust-policy"]);
      const key = JSON.stringify([refused, commands]);
      if (key === shown) return;
      shown = key;
      body.replaceChildren(
        ...(refused
          ? [el("p", { class: "panel-note" }, words.refused, " ", el("button", { type: "button", class: "link", onclick: () => actions.show("findings") }, words.findings))]
          : commands.map((command) => commandBlock(command, actions))),
      );
    },
    focus: () => heading.focus(),
  };
}
