/** The fields of the form. Each shows a part of the question, and writes what is typed into it; what nobody touches stays. */
import { el, prose } from "../../dom.ts";
import type { Question } from "../../state.ts";
import { form as words } from "./text.ts";

/** A part of the form. */
export interface Field {
  readonly node: HTMLElement;
  /** Takes over what the question says now, where that is something new. */
  sync(question: Question): void;
}

/** Where fields take the question from, and bring it back to. */
export interface Desk {
  question(): Question;
  put(question: Question): void;
}

let last = 0;
/** An id that no other element has. */
export function freshId(): string {
  return `can-${++last}`;
}

/** A label with its control, and below it what is wrong. */
export interface Frame {
  readonly node: HTMLElement;
  readonly label: HTMLLabelElement;
  say(problem: string | null): void;
}

export function frame(label: string, control: HTMLElement, hint?: string): Frame {
  const id = freshId();
  control.id = id;
  const problem = el("p", { class: "field-problem", id: `${id}-problem` });
  const hintNode = hint === undefined ? null : el("p", { class: "field-hint", id: `${id}-hint` }, hint);
  const name = el("label", { for: id }, label);
  const say = (text: string | null): void => {
    problem.replaceChildren(...(text === null ? [] : prose(text)));
    const described = [hintNode, text === null ? null : problem].flatMap((node) => (node === null ? [] : [node.id]));
    if (described.length > 0) control.setAttribute("aria-describedby", described.join(" "));
    else control.removeAttribute("aria-describedby");
    control.setAttribute("aria-invalid", String(text !== null));
  };
  say(null);
  return { node: el("div", { class: "field" }, name, control, hintNode, problem), label: name, say };
}

export interface TextOptions {
  readonly label: string;
  readonly placeholder?: string;
  readonly hint?: string;
  readonly numeric?: boolean;
  readonly long?: boolean;
  readonly read: (question: Question) => string;
  readonly write: (question: Question, value: string) => Question;
  /** What is wrong with what was typed. */
  readonly problem?: (value: string) => string | null;
}

export interface TextField extends Field, Frame {
  readonly input: HTMLInputElement | HTMLTextAreaElement;
}

export function textField(desk: Desk, options: TextOptions): TextField {
  const common = { autocomplete: "off", autocapitalize: "off", spellcheck: "false", placeholder: options.placeholder };
  const input =
    options.long === true
      ? el("textarea", { ...common, rows: 3 })
      : el("input", { ...common, type: "text", inputmode: options.numeric === true ? "numeric" : undefined });
  const framed = frame(options.label, input, options.hint);
  let shown = "";
  const check = (): void => framed.say(options.problem?.(input.value) ?? null);
  input.addEventListener("input", () => {
    check();
    const next = options.write(desk.question(), input.value);
    shown = options.read(next);
    desk.put(next);
  });
  return {
    ...framed,
    input,
    sync(question) {
      const value = options.read(question);
      if (value === shown) return;
      shown = value;
      input.value = value;
      check();
    },
  };
}

export interface SelectOptions {
  readonly label: string;
  readonly options: readonly HTMLElement[];
  readonly read: (question: Question) => string;
  readonly write: (question: Question, value: string) => Question;
}

export function selectField(desk: Desk, { label, options, read, write }: SelectOptions): Field & { readonly input: HTMLSelectElement } {
  const input = el("select", {}, ...options);
  input.addEventListener("change", () => desk.put(write(desk.question(), input.value)));
  const { node } = frame(label, input);
  return {
    node,
    input,
    sync(question) {
      const value = read(question);
      if (input.value !== value) input.value = value;
    },
  };
}

export type Pair = readonly [key: string, value: string];

export interface PairsOptions {
  readonly label: string;
  readonly hint?: string;
  readonly read: (question: Question) => readonly Pair[];
  readonly write: (question: Question, pairs: readonly Pair[]) => Question;
  /** Keys to choose from. */
  readonly keys?: HTMLDataListElement;
}

export interface PairsField extends Field {
  /** Adds a row with this key, or finds it, and puts the cursor into its value. */
  offer(key: string): void;
}

/** Rows of keys and values. */
export function pairsField(desk: Desk, options: PairsOptions): PairsField {
  const { label } = options;
  const rows = el("div", { class: "pairs" });
  const inputs = (): [HTMLInputElement, HTMLInputElement][] =>
    [...rows.children].map((row) => [...row.querySelectorAll("input")] as [HTMLInputElement, HTMLInputElement]);
  const pairs = (): Pair[] => inputs().map(([key, value]) => [key.value.trim(), value.value] as const).filter(([key]) => key !== "");
  let shown = "[]";
  const write = (): void => {
    const next = options.write(desk.question(), pairs());
    shown = JSON.stringify(options.read(next));
    desk.put(next);
  };
  const number = (): void => {
    for (const [at, [key, value]] of inputs().entries()) {
      key.setAttribute("aria-label", words.nth(label, words.key, at + 1));
      value.setAttribute("aria-label", words.nth(label, words.value, at + 1));
      key.parentElement?.querySelector("button")?.setAttribute("aria-label", words.removeRow(label, at + 1));
    }
  };
  const row = ([key, value]: Pair): HTMLElement => {
    const input = (placeholder: string, value: string, list?: string): HTMLInputElement => {
      const node = el("input", { type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false", placeholder, list, oninput: write });
      node.value = value;
      return node;
    };
    const line: HTMLElement = el(
      "div",
      { class: "pair" },
      input(words.key, key, options.keys?.id),
      input(words.value, value),
      el(
        "button",
        {
          type: "button",
          class: "quiet",
          onclick: () => {
            line.remove();
            number();
            write();
            add.focus();
          },
        },
        words.remove,
      ),
    );
    return line;
  };
  const append = (pair: Pair): HTMLElement => {
    const line = row(pair);
    rows.append(line);
    number();
    return line;
  };
  const add = el("button", { type: "button", class: "link", onclick: () => append(["", ""]).querySelector("input")?.focus() }, words.addRow(label));
  return {
    node: el(
      "fieldset",
      { class: "field wide" },
      el("legend", {}, label),
      options.hint !== undefined && el("p", { class: "field-hint" }, options.hint),
      rows,
      add,
    ),
    offer(key) {
      rows.closest("details")?.setAttribute("open", "");
      const found = inputs().find(([own]) => own.value.trim().toLowerCase() === key.toLowerCase());
      (found?.[1] ?? append([key, ""]).querySelectorAll("input")[1])?.focus();
    },
    sync(question) {
      const value = JSON.stringify(options.read(question));
      if (value === shown) return;
      shown = value;
      rows.replaceChildren(...options.read(question).map(row));
      number();
    },
  };
}
