/** The token of a web identity: an event that has one, or the token itself. */
import { el } from "../../dom.ts";
import type { KeyValues, TokenPreset } from "../../engine-full/trust_policy_wasm.js";
import type { Question } from "../../state.ts";
import { selectField, textField, type Desk, type Field, type TextField } from "./fields.ts";
import { problems, token as words } from "./text.ts";

const PASTED = "pasted";
const UNKNOWN = "";

export interface TokenField extends Field {
  /** Says what is wrong with the token, in the engine's words, at the field that it is about; null where nothing is. */
  say(problem: string | null): void;
  focus(): void;
  /** A needed field that is empty, in words. */
  missing(question: Question): string | null;
}

export function tokenField(desk: Desk, presets: readonly TokenPreset[]): TokenField {
  /** What was said for events, and pasted, while something else is chosen. */
  const said = new Map<string, string>();
  let pasted: KeyValues | string = "";

  const kind = selectField(desk, {
    label: words.label,
    options: [
      el("option", { value: UNKNOWN }, words.unknown),
      ...[...Map.groupBy(presets, ({ provider }) => provider)].map(([provider, own]) =>
        el("optgroup", { label: provider }, ...own.map(({ id, title }) => el("option", { value: id }, `${provider}: ${title}`))),
      ),
      el("option", { value: PASTED }, words.pasted),
    ],
    read: kindOf,
    write: (question, to) => {
      const from = kindOf(question);
      const { token } = question.request;
      if (token !== null && token !== undefined) keep(from, token);
      if (to === UNKNOWN) return withToken(question, null);
      return withToken(question, to === PASTED ? pasted : fresh(to));
    },
  });
  const fieldsOf = (id: string): TokenPreset["fields"] => presets.find((preset) => preset.id === id)?.fields ?? [];
  const keep = (kind: string, token: KeyValues | string): void => {
    if (kind === PASTED || typeof token === "string") pasted = token;
    else for (const field of fieldsOf(kind)) said.set(meaning(field), String(token[field.name] ?? ""));
  };
  /** The token of an event, with what was said for others. */
  const fresh = (id: string): KeyValues => {
    const known = fieldsOf(id).map((field) => [field.name, said.get(meaning(field)) ?? ""] as const);
    return { preset: id, ...Object.fromEntries(known.filter(([, value]) => value !== "")) };
  };

  const paste = textField(desk, {
    label: words.paste,
    long: true,
    hint: words.pasteHint,
    placeholder: "eyJhbGciOi…",
    read: ({ request: { token } }) => (typeof token === "string" ? token : token === null || token === undefined ? "" : JSON.stringify(token, null, 2)),
    write: withToken,
  });
  const claims = el("dl", { class: "claims" });
  const pasteArea = el("div", { class: "wide" }, paste.node, claims);

  const host = el("div", { class: "fields" });
  const extra = el("details", { class: "token-more" });
  let fields: { readonly name: string; readonly title: string; readonly required: boolean; readonly field: TextField }[] = [];
  let drawn = UNKNOWN;
  const draw = (id: string): void => {
    drawn = id;
    const preset = presets.find((preset) => preset.id === id);
    fields = (preset?.fields ?? []).map(({ name, title, example, default: usual, required }) => ({
      name,
      title,
      required,
      field: textField(desk, {
        label: title.charAt(0).toUpperCase() + title.slice(1),
        placeholder: usual ?? example,
        read: ({ request: { token } }) => (typeof token === "object" && token !== null ? String(token[name] ?? "") : ""),
        write: (question, value) => {
          const { [name]: _, ...rest } = question.request.token as KeyValues;
          return withToken(question, value === "" ? rest : { ...rest, [name]: value });
        },
      }),
    }));
    // What is needed, and what has a usual value, is asked at once; the rest may wait.
    const first = fields.filter(({ required }, at) => required || at < 2);
    host.replaceChildren(...first.map(({ field }) => field.node));
    const later = fields.filter((field) => !first.includes(field));
    extra.replaceChildren(el("summary", {}, words.more), el("div", { class: "fields" }, ...later.map(({ field }) => field.node)));
    extra.hidden = later.length === 0;
  };
  draw(UNKNOWN);

  return {
    node: el("div", { class: "wide token" }, kind.node, host, extra, pasteArea),
    sync(question) {
      kind.sync(question);
      const now = kindOf(question);
      if (now !== drawn) draw(now);
      pasteArea.hidden = now !== PASTED;
      if (now === PASTED) paste.sync(question);
      claims.replaceChildren(...(now === PASTED ? claimsOf(question).flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]) : []));
      for (const { field } of fields) field.sync(question);
    },
    say(problem) {
      paste.say(problem);
      const about = /token\.(\w+)`$/.exec(problem ?? "")?.[1];
      for (const { name, title, field } of fields) field.say(problem === null ? null : name === about ? problems.field(title) : null);
    },
    focus: () => kind.input.focus(),
    missing({ request: { token } }) {
      if (typeof token !== "object" || token === null) return null;
      const empty = fields.find(({ name, required }) => required && String(token[name] ?? "").trim() === "");
      return empty === undefined ? null : problems.field(empty.title);
    },
  };
}

/** Fields of different events with the same meaning: a branch is no tag, though both are a `ref`. */
function meaning({ name, title }: TokenPreset["fields"][number]): string {
  return `${name} ${title}`;
}

function kindOf({ request: { token } }: Question): string {
  if (token === null || token === undefined) return UNKNOWN;
  return typeof token === "object" && typeof token["preset"] === "string" ? token["preset"] : PASTED;
}

function withToken(question: Question, token: KeyValues | string | null): Question {
  return { ...question, request: { ...question.request, token } };
}

/** The claims inside a JWT, to look at; the engine reads them itself. */
function claimsOf({ request: { token } }: Question): readonly (readonly [string, string])[] {
  if (typeof token !== "string") return [];
  const payload = /^(?:Bearer\s+)?[\w-]+\.([\w-]+)\.[\w-]*$/.exec(token.trim())?.[1];
  if (payload === undefined) return [];
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    const members = typeof claims === "object" && claims !== null ? Object.entries(claims) : [];
    return members.map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)] as const);
  } catch {
    return [];
  }
}

