/** The commands that save the policy on screen and show what was saved, for the role that it is of. */
import "./save.css";
import { el } from "../../dom.ts";
import type { Command } from "../../engine-full/trust_policy_wasm.js";
import { freshReport } from "../../state.ts";
import type { PanelContext } from "../panels.ts";
import { commandBlock, savingCommands } from "../shared/command.ts";
import { save as words } from "./text.ts";

/** What most come for first. */
const TASKS: readonly Command["id"][] = ["update-trust-policy", "get-role", "validate-policy"];

export function mount({ host, actions, engine, render }: PanelContext): void {
  const list = el("div", {});
  host.append(
    list,
    el("p", { class: "panel-note" }, words.more, " ", el("button", { type: "button", class: "link", onclick: () => actions.show("can") }, words.can)),
  );
  let shown = "";
  render(["checked", "known", "question"], (state) => {
    // A check of a huge text may be under way: the commands wait for what it says.
    if (freshReport(state) === null) return;
    const commands = savingCommands(engine, state, TASKS);
    const key = JSON.stringify(commands);
    if (key === shown) return;
    shown = key;
    list.replaceChildren(...commands.map((command) => commandBlock(command, actions)));
  });
}
