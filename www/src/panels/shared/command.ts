/** Commands to copy, for the shell that the person has, and those that save a policy. The shell is chosen once and holds for all commands. */
import "./shared.css";
import type { Actions } from "../../actions.ts";
import { el, plain, prose } from "../../dom.ts";
import type { Command } from "../../engine-full/trust_policy_wasm.js";
import type { FullEngine } from "../../full-engine.ts";
import type { State } from "../../state.ts";
import { copyButton } from "./copy.ts";
import { command as words } from "./text.ts";

export interface CommandText {
  readonly posix: string;
  /** Absent where the two are the same, or where there is only one. */
  readonly powershell?: string;
  readonly title?: string;
  /** Whether it changes something at AWS. */
  readonly changes?: boolean;
  readonly note?: string | null;
}

type Shell = "posix" | "powershell";

let chosen: Shell = /Win/.test(navigator.platform) ? "powershell" : "posix";
const blocks = new Set<WeakRef<HTMLElement>>();
const draw = new WeakMap<HTMLElement, () => void>();

export function commandBlock(command: CommandText, actions: Pick<Actions, "announce">): HTMLElement {
  const { powershell, title } = command;
  const two = powershell !== undefined && powershell !== command.posix;
  const text = (): string => (two && chosen === "powershell" ? powershell : command.posix);
  const code = el("pre", { class: "command-text", tabindex: "0", role: "group", "aria-label": title === undefined ? words.label : plain(title) });
  const shells = two ? shellSelect() : null;
  const block = el(
    "div",
    { class: title === undefined ? "command untitled" : "command" },
    el(
      "div",
      { class: "command-head" },
      el(
        "p",
        { class: "command-title" },
        ...(title === undefined ? [] : prose(title)),
        command.changes === true && el("span", { class: "badge badge-review" }, words.changes),
      ),
      shells,
      copyButton(text, actions, title ?? words.label, code),
    ),
    code,
    typeof command.note === "string" && el("p", { class: "command-note" }, ...prose(command.note)),
  );
  const show = (): void => {
    code.textContent = text();
    if (shells !== null) shells.value = chosen;
  };
  show();
  if (two) {
    blocks.add(new WeakRef(block));
    draw.set(block, show);
  }
  return block;
}

function shellSelect(): HTMLSelectElement {
  const select = el(
    "select",
    { "aria-label": words.shell, onchange: () => choose(select.value === "powershell" ? "powershell" : "posix") },
    el("option", { value: "posix" }, words.posix),
    el("option", { value: "powershell" }, words.powershell),
  );
  return select;
}

function choose(shell: Shell): void {
  chosen = shell;
  for (const reference of blocks) {
    const block = reference.deref();
    if (block === undefined) blocks.delete(reference);
    else draw.get(block)?.();
  }
}

/** The commands for these tasks, in this order, for the text and the role as they are known now. */
export function savingCommands(engine: FullEngine, state: State, tasks: readonly Command["id"][]): Command[] {
  const all = engine.commands({ roleArn: roleIn(engine, state), trustPolicy: state.text });
  return tasks.flatMap((task) => all.filter(({ id }) => id === task));
}

/** What was said of the role, else what the text says, else the role of the call that an error message or a question is about. */
function roleIn(engine: FullEngine, { text, known, question, example }: State): string | null {
  const said = known.roleArn ?? engine.explain(text, known).role;
  if (said !== null && said !== undefined) return said;
  const asked = question?.role.arn.trim() ?? "";
  // An example that nobody touched is not the policy of that role.
  return example === null && asked.startsWith("arn:") ? asked : null;
}
