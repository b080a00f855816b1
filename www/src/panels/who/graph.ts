/** Draws the graph. It is one stop of the Tab key; arrow keys move through the callers, and Enter goes to the card. */
import { el } from "../../dom.ts";
import type { Explanation } from "../../engine-full/trust_policy_wasm.js";
import { glyphs } from "./glyphs.ts";
import { layoutOf, type Caller, type Layout, type More } from "./layout.ts";
import { getsIn } from "./lead.ts";
import type { Line } from "./lines.ts";
import type { Box } from "./sizes.ts";
import { graph as words, kindWord } from "./text.ts";

export interface GraphEvents {
  /** The pointer or the focus is on these rows, or on none. */
  readonly light: (rows: readonly number[] | null) => void;
  readonly open: (row: number) => void;
  readonly unfold: (key: string) => void;
}

export interface Graph {
  readonly element: HTMLElement;
  /** What the arrow keys stop at. */
  readonly stops: readonly SVGElement[];
  /** Shows these rows brighter than the others. */
  readonly light: (rows: readonly number[] | null) => void;
}

type Shape = Readonly<Record<string, string | number>>;

function svg<K extends keyof SVGElementTagNameMap>(tag: K, shape: Shape, ...children: readonly Node[]): SVGElementTagNameMap[K] {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(shape)) node.setAttribute(name, String(value));
  node.append(...children);
  return node;
}

function text(x: number, y: number, kind: string, content: string): SVGTextElement {
  const node = svg("text", { x, y, class: kind, "aria-hidden": "true" });
  node.textContent = content;
  return node;
}

function rect({ x, y, w, h }: Box, kind: string, round: number): SVGRectElement {
  return svg("rect", { x, y, width: w, height: h, rx: round, class: kind });
}

/** `width` in pixels; the drawing grows with the size of the page's font. */
export function drawGraph(explanation: Explanation, width: number, unfolded: ReadonlySet<string>, events: GraphEvents): Graph {
  const scale = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
  const layout = layoutOf(explanation, Math.floor(width / scale), unfolded);
  const parts: { readonly node: Element; readonly rows: readonly number[] }[] = [];
  const stops: SVGGElement[] = [];

  const part = (node: SVGGElement, rows: readonly number[]): SVGGElement => {
    parts.push({ node, rows });
    node.addEventListener("pointerenter", () => events.light(rows));
    node.addEventListener("pointerleave", () => events.light(null));
    return node;
  };
  const button = (node: SVGGElement, label: string, rows: readonly number[], press: () => void): SVGGElement => {
    node.setAttribute("role", "button");
    node.setAttribute("aria-label", label);
    node.setAttribute("tabindex", stops.length === 0 ? "0" : "-1");
    node.addEventListener("focus", () => {
      for (const stop of stops) stop.setAttribute("tabindex", stop === node ? "0" : "-1");
      events.light(rows);
    });
    node.addEventListener("blur", () => events.light(null));
    node.addEventListener("click", press);
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      press();
    });
    stops.push(node);
    return node;
  };

  const lines = new Map(layout.lines.map((line) => [line.row, line]));
  const callers = layout.callers.flatMap((caller) => {
    const edges: SVGGElement[] = [];
    const node = part(drawCaller(caller, explanation), caller.rows);
    const [first = 0] = caller.rows;
    button(node, words.caller(kindWord[caller.kind], caller.name, caller.group, caller.rows.map(how).join("; ")), caller.rows, () => events.open(first));
    for (const row of caller.rows) {
      const line = lines.get(row);
      if (line === undefined) continue;
      const edge = part(drawLine(line, explanation), [row]);
      // A caller with one line is that line's stop, too.
      if (caller.rows.length > 1) button(edge, how(row), [row], () => events.open(row));
      else edge.addEventListener("click", () => events.open(row));
      edges.push(edge);
    }
    return [node, ...edges];
  });
  const mores = layout.mores.map((more) => {
    const { key } = more;
    const node = part(drawMore(more), more.rows);
    return key === null ? node : button(node, `${more.text}: ${words.showAll}`, more.rows, () => events.unfold(key));
  });

  function how(row: number): string {
    const told = explanation.rows[row];
    if (told === undefined || !getsIn(told)) return words.out;
    const risk = { none: "", low: words.lowRisk, high: words.highRisk }[told.risk];
    return words.how(told.api ?? "", words.conditions(told.conditions.length), told.denies.length === 0 ? "" : words.someDenied, risk);
  }

  const role = drawRole(layout);
  const drawing = svg(
    "svg",
    {
      class: "who-drawing",
      role: "group",
      "aria-label": `${words.label}. ${words.hint}`,
      viewBox: `0 0 ${layout.width} ${layout.height}`,
      width: layout.width * scale,
      height: layout.height * scale,
    },
    ...layout.frames.map(({ box, title, account }) =>
      svg("g", { class: account ? "who-frame account" : "who-frame" }, rect(box, "", 8), ...title.map((line, at) => text(box.x + 12, box.y + 19 + 15 * at, "who-title", line))),
    ),
    role,
    ...callers,
    ...mores,
  );
  drawing.addEventListener("keydown", (event) => {
    const at = stops.indexOf(event.target as SVGGElement);
    const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: stops.length - 1 }[event.key];
    if (at === -1 || to === undefined) return;
    event.preventDefault();
    stops[Math.min(Math.max(to, 0), stops.length - 1)]?.focus();
  });
  return {
    element: el("div", { class: "who-graph" }, drawing),
    stops,
    light: (rows) => {
      drawing.classList.toggle("lighting", rows !== null);
      for (const { node, rows: own } of parts) node.classList.toggle("lit", rows?.some((row) => own.includes(row)) ?? false);
    },
  };
}

/** How the row looks: its risk, or that it leads nowhere. */
function look(row: number, { rows }: Explanation): string {
  const told = rows[row];
  return told === undefined || !getsIn(told) ? "out" : `risk-${told.risk}`;
}

function drawCaller({ kind, lines, box, rows, name }: Caller, explanation: Explanation): SVGGElement {
  const looks = rows.map((row) => look(row, explanation));
  const worst = ["risk-high", "risk-low", "risk-none", "out"].find((name) => looks.includes(name)) ?? "out";
  const title = svg("title", {});
  title.textContent = name;
  return svg("g", { class: `who-node ${worst}` }, title, ...boxed(box, glyphs[kind], kindWord[kind], lines));
}

function boxed(box: Box, glyph: string, kind: string, lines: readonly string[]): SVGElement[] {
  return [
    rect(box, "who-box", 6),
    svg("path", { d: glyph, class: "who-sign", transform: `translate(${box.x + 10} ${box.y + 10})` }),
    text(box.x + 34, box.y + 18, "who-kind", kind),
    ...lines.map((line, at) => text(box.x + 34, box.y + 35 + 17 * at, "who-name", line)),
  ];
}

function drawRole({ role, arrow }: Layout): SVGGElement {
  const point = arrow === null ? "" : `M${arrow.x} ${arrow.y}${arrow.down ? "l-5 -8h10z" : "l-8 -5v10z"}`;
  return svg(
    "g",
    { class: "who-role", role: "img", "aria-label": words.role(role.name, role.account) },
    ...boxed(role.box, glyphs.role, kindWord.role, role.lines),
    svg("path", { d: point, class: "who-arrow" }),
  );
}

function drawLine({ row, path, inside, end, texts, area }: Line, explanation: Explanation): SVGGElement {
  return svg(
    "g",
    { class: `who-line ${look(row, explanation)}` },
    rect(area, "who-area", 4),
    svg("path", { d: path, class: "who-path" }),
    ...(inside ? [] : [svg("path", { d: `M${end.x - 4} ${end.y - 4}l8 8m0 -8l-8 8`, class: "who-end" })]),
    ...texts.map(({ x, y, text: content, main }) => text(x, y, main ? "who-api" : "who-under", content)),
  );
}

function drawMore({ lines, box, key }: More): SVGGElement {
  return svg(
    "g",
    { class: key === null ? "who-more" : "who-more who-unfold" },
    rect(box, "who-box", 6),
    ...lines.map((line, at) => text(box.x + 12, box.y + 21 + 16 * at, "who-kind", line)),
  );
}
