/** One card for each principal of each statement: all that there is to say about it. */
import { el, plain, prose, type Child } from "../../dom.ts";
import type { ExplanationRow, RowFinding } from "../../engine-full/trust_policy_wasm.js";
import { icon, type IconName } from "../../icons.ts";
import { severityWord } from "../../text.ts";
import { glyphs } from "./glyphs.ts";
import { getsIn } from "./lead.ts";
import { card as words, kindWord, risk as riskWord } from "./text.ts";

type Range = ExplanationRow["span"];

export interface CardEvents {
  readonly goTo: (place: Range) => void;
  readonly finding: (finding: RowFinding, near: Range) => void;
  /** Null where nobody could ask. */
  readonly ask: (() => void) | null;
  readonly light: (on: boolean) => void;
}

export interface Card {
  readonly element: HTMLElement;
  readonly head: HTMLElement;
}

const riskIcon: Readonly<Record<keyof typeof riskWord, IconName>> = {
  none: "accepted",
  low: "warning",
  high: "security",
  out: "rejected",
};

export function cardOf(row: ExplanationRow, events: CardEvents): Card {
  const risk = getsIn(row) ? row.risk : "out";
  const { line, column } = row.span.start;
  const head = el(
    "button",
    { type: "button", class: "who-head", onclick: () => events.goTo(row.span) },
    sign(row),
    el(
      "span",
      { class: "who-headline" },
      el("span", { class: "visually-hidden" }, `${kindWord[row.kind]}: `),
      el("span", { class: "who-who" }, ...prose(row.who)),
      " ",
      el("span", { class: "place" }, `${row.path} · ${words.position(line, column)}`),
    ),
  );
  const element = el(
    "li",
    {
      class: `who-card tone-${risk}`,
      onpointerenter: () => events.light(true),
      onpointerleave: () => events.light(false),
      onfocusin: () => events.light(true),
      onfocusout: () => events.light(false),
    },
    el("div", { class: "who-top" }, el("h3", {}, head), el("p", { class: "who-risk" }, icon(riskIcon[risk]), riskWord[risk])),
    el(
      "dl",
      {},
      ...entry(words.calls, row.api === null ? [words.callsNothing] : calls(row.api, row.also)),
      ...conditions(row, events),
      ...(row.denies.length === 0
        ? []
        : entry(words.but, [phrases(row.denies.map(({ text, path, span }) => [words.denial(text, path), span]), events)])),
      ...(getsIn(row) ? entry(words.ownPolicy, [el("b", {}, words.needed[row.needs.identityPolicy]), " ", ...prose(row.needs.why)]) : []),
      ...(row.findings.length === 0 ? [] : entry(words.findings, [findings(row, events)])),
    ),
    el(
      "p",
      { class: "who-onward" },
      el("button", { type: "button", class: "link", onclick: () => events.goTo(row.span) }, words.goTo(line)),
      events.ask !== null &&
        el("button", { type: "button", class: "link", "aria-label": words.canNamed(plain(row.who)), onclick: events.ask }, words.can),
    ),
  );
  return { element, head };
}

/** The kind of caller as a drawing, as in the graph. */
function sign({ kind }: ExplanationRow): SVGSVGElement {
  const drawing = icon("accepted");
  drawing.setAttribute("class", "icon who-glyph");
  drawing.firstElementChild?.setAttribute("d", glyphs[kind]);
  return drawing;
}

function entry(label: string, children: readonly Child[], kind = ""): Node[] {
  return [el("dt", {}, label), el("dd", { class: kind }, ...children)];
}

function calls(api: string, also: readonly string[]): Child[] {
  return [el("code", {}, api), ...also.flatMap((name, i) => [i === 0 ? `, ${words.besides} ` : ", ", el("code", {}, name)])];
}

function conditions({ conditions, ...row }: ExplanationRow, events: CardEvents): Node[] {
  if (conditions.length > 0) return entry(words.conditions, [phrases(conditions.map(({ text, span }) => [text, span]), events)]);
  return row.api === null ? [] : entry(words.conditions, [words.always], "who-always");
}

/** Phrases that lead to their places. */
function phrases(list: readonly (readonly [string, Range])[], events: CardEvents): HTMLElement {
  const phrase = ([text, place]: readonly [string, Range]): HTMLElement =>
    el("li", {}, el("button", { type: "button", class: "who-phrase", onclick: () => events.goTo(place) }, el("span", {}, ...prose(text))));
  return el("ul", {}, ...list.map(phrase));
}

function findings(row: ExplanationRow, events: CardEvents): HTMLElement {
  return el(
    "ul",
    {},
    ...row.findings.map((finding) =>
      el(
        "li",
        {},
        el(
          "button",
          { type: "button", class: `who-phrase severity-${finding.severity}`, onclick: () => events.finding(finding, row.span) },
          icon(finding.severity),
          el("span", {}, el("span", { class: "severity" }, severityWord[finding.severity]), " ", ...prose(finding.message)),
        ),
      ),
    ),
  );
}
