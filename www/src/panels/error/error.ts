/** What an error message of AWS says, what is behind it in this policy, and the commands that tell. */
import "./error.css";
import { el, prose } from "../../dom.ts";
import type { Decoded, Fix } from "../../engine-full/trust_policy_wasm.js";
import type { PanelId, Question, State } from "../../state.ts";
import { formOf } from "../../paste.ts";
import type { PanelContext } from "../panels.ts";
import { causeItem } from "./cause.ts";
import { guideView } from "./guide.ts";
import { repaired } from "./repaired.ts";
import { error as words, parts as partWords } from "./text.ts";

/** Up to this length a message is decoded with the very key press. */
const INSTANT = 16 * 1024;
const PAUSE_MS = 200;

/** Causes that are shown at once; the others are folded. */
const SHOWN = 3;

export function mount(context: PanelContext): void {
  const { host, store, actions, engine, render } = context;
  /** The pause before a long message is decoded. */
  let waiting = 0;
  /** The question that a message put to the simulator. */
  let filled: Question | null = null;
  const input = el("textarea", {
    id: "message",
    rows: 5,
    spellcheck: "false",
    autocapitalize: "off",
    placeholder: words.placeholder,
    "aria-describedby": "message-hint",
    // Tokens and questions to the simulator have their own place.
    onpaste: (event) => {
      const text = (event as ClipboardEvent).clipboardData?.getData("text/plain") ?? "";
      if (["token", "claims", "scenario"].includes(formOf(text)) && actions.pasted(text)) event.preventDefault();
    },
    oninput: () => {
      clearTimeout(waiting);
      if (input.value.length <= INSTANT) store.set({ message: input.value });
      else waiting = window.setTimeout(() => store.set({ message: input.value }), PAUSE_MS);
    },
  });
  const clear = el(
    "button",
    {
      type: "button",
      class: "quiet",
      onclick: () => {
        store.set({ message: "", answers: [] });
        input.focus();
      },
    },
    words.clear,
  );
  const status = el("p", { class: "decoded", role: "status" });
  const answer = el("div", { class: "answer" });
  const printed = printedField(context);
  const saving = repaired(context);
  const apply = (fix: Fix): void => {
    saving.begin(store.state.text);
    actions.apply(fix);
    // The button went with its cause. A placeholder to fill in has the focus already.
    if (document.activeElement === document.body) saving.focus();
  };
  /** The panel that was open before, and the message that was shown last. */
  let opened: PanelId | null = null;
  let last = "";
  host.append(
    el("div", { class: "error-input" }, el("label", { for: input.id }, words.label), clear),
    input,
    el("p", { id: "message-hint", class: "panel-note" }, words.hint),
    status,
    saving.node,
    answer,
    printed,
    guideView(engine.guide(), context),
  );

  render(["message", "answers", "text", "known", "example"], (state) => {
    const isNew = state.message !== last;
    last = state.message;
    if (isNew) saving.end();
    if (input.value !== state.message) input.value = state.message;
    const empty = state.message.trim() === "";
    clear.hidden = empty;
    printed.hidden = empty;
    host.classList.toggle("has-message", !empty);
    if (empty) {
      status.replaceChildren();
      answer.replaceChildren();
      return;
    }
    const policy = policyOf(state);
    const decoded = engine.decode(state.message, policy, state.known, [...state.answers]);
    fillQuestion(decoded);
    say(status, decoded);
    const found = policyInside(state, decoded);
    // A live region that comes into sight with its words is not read out: who pasted elsewhere hears them so.
    if (isNew && opened !== "error") actions.announce(words.decoded(status.textContent), false);
    // What was pasted elsewhere goes to where it belongs, the policy in it too, unless there is one already.
    if (isNew && opened !== "error" && policy === null && found !== null && !actions.readOnly) queueMicrotask(() => actions.open(found));
    answer.replaceChildren(answerView(decoded, policy, found, state, context, apply));
  });
  render(["message", "text", "known", "question", "example", "checked"], (state) => saving.show(state));
  store.render(["panel"], ({ panel }) => void (opened = panel));

  /** The policy that stands in what was pasted, if it is another than the editor's: a part of it, or all where it is no error at all. */
  function policyInside({ message, answers, text, known }: State, { policy, recognised }: Decoded): string | null {
    const found = policy ?? (message.includes("Statement") ? (recognised ? engine.decode(message, null, known, [...answers]).policy : message.trim()) : null);
    return found === text ? null : found;
  }

  /** The simulator is asked about the call of the message, unless somebody asked it something else meanwhile. */
  function fillQuestion(decoded: Decoded): void {
    const { question, known } = store.state;
    if (question !== null && question !== filled) return;
    const call = callOf(decoded, known.roleArn ?? "");
    if (call === null || JSON.stringify(call) === JSON.stringify(filled)) return;
    filled = call;
    actions.setQuestion(call);
  }
}

/** Where the outputs of commands go: what is pasted counts at once, what is typed with the button. */
function printedField({ actions }: PanelContext): HTMLElement {
  const take = (): void => {
    if (field.value.trim() === "") return field.focus();
    actions.useAnswer(field.value);
    field.value = "";
  };
  const field = el("textarea", {
    id: "printed",
    rows: 3,
    spellcheck: "false",
    autocapitalize: "off",
    "aria-describedby": "printed-hint",
    // The text is there only after the event.
    onpaste: () => setTimeout(take),
  });
  return el(
    "div",
    { class: "printed" },
    el("div", { class: "error-input" }, el("label", { for: field.id }, words.answer), el("button", { type: "button", class: "quiet", onclick: take }, words.take)),
    field,
    el("p", { id: "printed-hint", class: "panel-note" }, words.answerHint),
  );
}

/** An example that nobody touched says nothing about the role of the message. */
function policyOf({ text, example }: State): string | null {
  return text.trim() === "" || example !== null ? null : text;
}

/** The call that a message is about, as a question to the simulator. */
export function callOf({ parts }: Decoded, role: string): Question | null {
  const { principal, service, action, resource } = parts;
  const arn = resource?.startsWith("arn:") === true ? resource : role;
  const caller = principal ?? service;
  if (caller === null || action === null || !action.startsWith("sts:")) return null;
  return { role: { arn }, request: { action, principal: caller } };
}

/** Says it once: an unchanged line is not read out again. */
function say(status: HTMLElement, { recognised, code, meaning }: Decoded): void {
  const line = el("span", {}, recognised ? code !== null && el("b", {}, code, " ") : el("b", {}, words.unknown, " "), ...prose(meaning));
  if (status.textContent !== line.textContent) status.replaceChildren(line);
}

/** `given` is the policy that the engine was handed, `found` one that stands in what was pasted. */
function answerView(
  decoded: Decoded,
  given: string | null,
  found: string | null,
  state: State,
  context: PanelContext,
  apply: (fix: Fix) => void,
): HTMLElement {
  const { causes, parts, told, question } = decoded;
  const named = Object.entries(partWords).flatMap(([name, title]) => {
    const value = parts[name as keyof typeof partWords];
    return value === null ? [] : [el("div", {}, el("dt", {}, title), el("dd", {}, el("code", {}, value)))];
  });
  const items = causes.map((cause) => causeItem(cause, given, context, apply));
  const rest = items.splice(SHOWN);
  const { store, actions } = context;
  const toldBy = state.answers.length > 0 ? words.told : words.toldBeside;
  return el(
    "div",
    {},
    named.length > 0 && el("dl", { class: "parts", "aria-label": words.parts }, ...named),
    callOf(decoded, state.known.roleArn ?? "") !== null &&
      store.state.question !== null &&
      el("button", { type: "button", class: "link", onclick: () => actions.show("can") }, words.ask),
    told.length > 0 && el("h3", {}, toldBy),
    told.length > 0 && el("ul", { class: "told", "aria-label": toldBy }, ...told.map((sentence) => el("li", {}, ...prose(sentence)))),
    state.answers.length > 0 &&
      el("button", { type: "button", class: "link", onclick: () => store.set({ answers: [] }) }, words.forget),
    items.length > 0 && el("h3", {}, words.causes),
    (items.length > 0 || found !== null) &&
      el(
        "p",
        { class: "panel-note" },
        items.length > 0 && (given !== null ? words.withPolicy : found === null ? words.withoutPolicy : words.withAnswer),
        " ",
        found !== null &&
          !actions.readOnly &&
          el("button", { type: "button", class: "link", onclick: () => actions.open(found) }, given === null ? words.openPolicy : words.openOther),
      ),
    items.length > 0 && el("ol", { class: "causes", "aria-label": words.causes }, ...items),
    rest.length > 0 &&
      el("details", { class: "more-causes" }, el("summary", {}, words.more(rest.length)), el("ol", { class: "causes", start: SHOWN + 1 }, ...rest)),
    question !== null && (given !== null || told.length > 0) && el("p", { class: "question" }, ...prose(question)),
  );
}
