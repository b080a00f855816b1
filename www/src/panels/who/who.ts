/** The panel "Who can assume": one sentence, the graph, and a card for each principal. */
import { byId, el, prose } from "../../dom.ts";
import type { CheckOptions } from "../../engine/trust_policy_wasm.js";
import type { Explanation, ExplanationRow, RowFinding } from "../../engine-full/trust_policy_wasm.js";
import { icon } from "../../icons.ts";
import { freshReport, type State } from "../../state.ts";
import { notice } from "../../text.ts";
import type { PanelContext } from "../panels.ts";
import { cardOf, type Card, type CardEvents } from "./card.ts";
import { asText } from "./copy.ts";
import { drawGraph, type Graph } from "./graph.ts";
import { getsIn, leadOf, nodeId } from "./lead.ts";
import { questionAbout } from "./question.ts";
import { card as cardWords, note as words } from "./text.ts";
import "./who.css";

/** More cards than this help nobody, and cost time at every key press. */
const MOST = 200;
/** From this many principals on, explaining and drawing wait for a pause in the typing. */
const MANY = 40;
const PAUSE_MS = 120;

export function mount({ host, store, actions, engine, render }: PanelContext): void {
  const sentence = el("p", { class: "who-sentence", role: "status" });
  const tone = el("div", { class: "who-lead" });
  const notes = el("div", { class: "who-notes" });
  const picture = el("div", { class: "who-picture" });
  const list = el("ol", { class: "who-cards", "aria-label": cardWords.listLabel });
  const more = el("p", { class: "panel-note" });
  const copied = el("textarea", { class: "who-copied", readonly: "", hidden: "", "aria-label": words.copyLabel });
  const copy = el("button", { type: "button", class: "quiet who-copy", onclick: () => void copyAll() }, words.copy);
  const whole = el("div", { class: "who" }, tone, notes, picture, el("div", { class: "who-copying" }, copy, copied), list, more);
  host.replaceChildren(whole);

  let explanation: Explanation | null = null;
  /** The text that it explains: only there do its places hold. */
  let explained = "";
  let graph: Graph | null = null;
  let cards: (Card & { readonly key: string })[] = [];
  const unfolded = new Set<string>();
  let width = 0;
  let pictured = "";
  let timer = 0;

  render(["checked", "engine"], (state) => {
    clearTimeout(timer);
    if (cards.length > MANY) timer = window.setTimeout(() => draw(store.state), PAUSE_MS);
    else draw(state);
  });
  new ResizeObserver(() => {
    if (widthOf(whole) !== width) drawPicture();
  }).observe(whole);

  function explain({ checked, known, silenced }: State): Explanation | null {
    const options: CheckOptions = { ...known, silence: [...silenced] };
    return checked === null ? null : engine.explain(checked.text, options);
  }

  function draw(state: State): void {
    explanation = explain(state);
    explained = state.checked?.text ?? "";
    const lead = leadOf(state, explanation);
    tone.dataset["tone"] = lead.tone;
    // Drawn again only when it says something new: it is a live region.
    if (sentence.dataset["said"] !== lead.sentence) {
      sentence.dataset["said"] = lead.sentence;
      sentence.replaceChildren(...prose(lead.sentence));
    }
    tone.replaceChildren(icon(lead.tone), sentence);
    const rows = explanation?.rows ?? [];
    drawNotes(state, rows);
    copy.hidden = rows.length === 0;
    copied.hidden = true;
    drawRows();
  }

  function drawRows(): void {
    const rows = explanation?.rows ?? [];
    const before = cards;
    // Typing changes few of them.
    cards = rows.slice(0, MOST).map((row, index) => {
      const key = JSON.stringify(row);
      const old = before[index];
      return old?.key === key ? old : { key, ...cardOf(row, events(row, index)) };
    });
    for (const [index, { element }] of cards.entries()) {
      const there = list.children[index];
      if (there === undefined) list.append(element);
      else if (there !== element) there.replaceWith(element);
    }
    while (list.children.length > cards.length) list.lastElementChild?.remove();
    list.hidden = cards.length === 0;
    more.hidden = rows.length <= MOST;
    more.textContent = more.hidden ? "" : cardWords.more(rows.length - MOST);
    drawPicture();
  }

  function events(row: ExplanationRow, index: number): CardEvents {
    return {
      goTo: ({ start, end }) => {
        if (explained === store.state.text) actions.goToRange(start.offset, end.offset);
      },
      finding: (finding, near) => openFinding(finding, near.start.offset),
      ask: questionAbout(row, null, null) === null ? null : () => ask(row),
      light: (on) => light(on ? [index] : null),
    };
  }

  function drawPicture(): void {
    // Hidden, it has none; then it is drawn when it is shown.
    width = widthOf(whole);
    if (width === 0) return;
    const shown = explanation === null ? "" : JSON.stringify([width, [...unfolded], explanation.graph, explanation.rows.map(lookOf)]);
    if (shown === pictured) return;
    pictured = shown;
    const focused = graph?.stops.findIndex((stop) => stop === document.activeElement) ?? -1;
    if (explanation === null || explanation.rows.length === 0) {
      graph = null;
      picture.replaceChildren();
      return;
    }
    graph = drawGraph(explanation, width, unfolded, {
      light,
      open: (row) => {
        const card = cards[row];
        card?.element.scrollIntoView({ block: "nearest" });
        card?.head.focus({ preventScroll: true });
      },
      unfold: (key) => {
        unfolded.add(key);
        drawPicture();
      },
    });
    picture.replaceChildren(graph.element);
    // Where "and 180 more" was, the first of them is now.
    if (focused !== -1) graph.stops[Math.min(focused, graph.stops.length - 1)]?.focus();
  }

  function light(rows: readonly number[] | null): void {
    graph?.light(rows);
    for (const [index, { element }] of cards.entries()) element.classList.toggle("lit", rows?.includes(index) ?? false);
  }

  function drawNotes(state: State, rows: readonly ExplanationRow[]): void {
    const shown: HTMLElement[] = [];
    const said = (text: string, ...rest: Node[]): void => void shown.push(el("p", {}, text, " ", ...rest));
    const link = (text: string, press: () => void): HTMLElement => el("button", { type: "button", class: "link", onclick: press }, text);
    if (rows.length > 0) {
      const inside = new Set(rows.filter(getsIn).map(nodeId));
      const out = new Set(rows.map(nodeId).filter((id) => !inside.has(id)));
      if (state.checked?.report.save.verdict === "rejected") said(words.refused, link(words.why, showFindings));
      if (inside.size > 0 && out.size > 0) said(words.out(out.size));
      const depends = rows.some((row) => getsIn(row) && row.kind !== "everybody" && row.needs.identityPolicy === "depends");
      if (depends) said(words.home, link(words.sayHome, sayHome));
    }
    notes.replaceChildren(...shown);
  }

  function showFindings(): void {
    actions.show("findings");
    byId("tab-findings", HTMLElement).focus();
  }

  function sayHome(): void {
    byId("about", HTMLDetailsElement).open = true;
    byId("role", HTMLInputElement).focus();
  }

  /** Opens the finding with these words that is nearest to the principal. */
  function openFinding({ rule, message }: RowFinding, near: number): void {
    showFindings();
    const findings = freshReport(store.state)?.findings ?? [];
    let best: number | null = null;
    const distance = (index: number): number => Math.abs((findings[index]?.span.start.offset ?? Infinity) - near);
    for (const [index, finding] of findings.entries()) {
      if (finding.rule === rule && finding.message === message && (best === null || distance(index) < distance(best))) best = index;
    }
    if (best === null) return;
    actions.select(best);
    byId("findings", HTMLElement).querySelector<HTMLElement>(`[data-row="${best}"]`)?.focus();
  }

  /** Puts the principal into the simulator's form. */
  function ask(row: ExplanationRow): void {
    const question = questionAbout(row, explanation?.role ?? null, store.state.question);
    if (question === null) return;
    actions.setQuestion(question);
    actions.show("can");
    byId("tab-can", HTMLElement).focus();
  }

  /** The clipboard, else the old command, else the text selected for the person to copy. */
  async function copyAll(): Promise<void> {
    if (explanation === null) return;
    const text = asText(explanation, freshReport(store.state)?.save.verdict === "rejected");
    try {
      await navigator.clipboard.writeText(text);
      actions.announce(notice.copied);
    } catch {
      // Not a secure context, or a sandboxed frame.
      copied.value = text;
      copied.hidden = false;
      copied.select();
      actions.announce(document.execCommand("copy") ? notice.copied : notice.copyFailed);
    }
  }
}

/** What of a row the graph shows, besides what its nodes and edges say. */
function lookOf(row: ExplanationRow): unknown {
  return [nodeId(row), row.kind, row.account, row.api, row.risk, row.conditions.map(({ text }) => text), row.denies.length, getsIn(row)];
}

/** In whole pixels that there are: a fraction more would scale the drawing, and cut its last line off. */
function widthOf(element: HTMLElement): number {
  return Math.floor(element.getBoundingClientRect().width);
}
