/** Every layer with its statements and conditions: what was expected, what was there, and why it holds or not. */
import { el, prose, type Child } from "../../dom.ts";
import type { ConditionTrace, LayerTrace, Range, Simulation, StatementTrace } from "../../engine-full/trust_policy_wasm.js";
import { icon } from "../../icons.ts";
import { layers as layerWords, trace as words } from "./text.ts";

export interface Trace {
  readonly node: HTMLElement;
  show(simulation: Simulation | null): void;
}

export function trace(goTo: (range: Range) => unknown): Trace {
  const list = el("ol", { class: "layers" });
  const node = el("section", { class: "can-trace", "aria-labelledby": "can-trace" }, el("h3", { id: "can-trace" }, words.heading), list);
  /** What the person has folded or unfolded, against what would be. */
  const chosen = new Map<string, boolean>();

  const fold = (id: string, open: boolean, attributes: { readonly class: string }, head: readonly Child[], ...body: readonly Child[]): HTMLElement => {
    const details = el("details", { ...attributes, open: chosen.get(id) ?? open });
    details.append(el("summary", { onclick: () => chosen.set(id, !details.open) }, ...head), ...body.filter((child) => child instanceof Node));
    return details;
  };

  const condition = (id: string, trace: ConditionTrace, place: Range | undefined): HTMLElement => {
    const { operator, key, expected, actual, matches, why } = trace;
    return fold(
      id,
      !matches,
      { class: `condition ${matches ? "holds" : "fails"}` },
      [mark(matches), " ", el("code", {}, key), " ", el("span", { class: "operator" }, operator), " ", matches ? words.holds : words.fails],
      el(
        "dl",
        {},
        el("dt", {}, words.expected),
        el("dd", {}, ...values(expected)),
        el("dt", {}, words.actual),
        el("dd", {}, ...(actual === null ? [el("i", {}, words.absent)] : values(actual))),
      ),
      el("p", {}, ...prose(`${why}.`)),
      place !== undefined && goToButton(key, place),
    );
  };

  const goToButton = (what: string, place: Range): HTMLElement =>
    el("button", { type: "button", class: "link", "aria-label": words.goToNamed(what), onclick: () => goTo(place) }, words.goTo);

  const statement = (trace: StatementTrace, open: boolean, place: Simulation["places"][number] | undefined): HTMLElement => {
    const { path, sid, effect, matches, principal, action, resource, conditions } = trace;
    const parts = ([["principal", principal], ["action", action], ["resource", resource]] as const).filter(
      ([name, holds]) => name !== "resource" || !holds,
    );
    return fold(
      path,
      open,
      { class: "statement" },
      [mark(matches === (effect === "Allow")), " ", el("code", {}, path), sid === null ? null : ` ${sid}`, ` ${effect}: ${matches ? words.matches : words.differs}`],
      el(
        "ul",
        { class: "parts" },
        ...parts.map(([name, holds]) => el("li", {}, mark(holds), " ", holds ? words.partHolds(words.parts[name]) : words.partFails(words.parts[name]))),
      ),
      ...conditions.map((one, at) => condition(`${path} ${at}`, one, place?.conditions[at])),
      place !== undefined && goToButton(path, place.span),
    );
  };

  const layer = (trace: LayerTrace, at: number, { decidedBy, decision, places }: Simulation): HTMLElement => {
    const decides = trace.layer === decidedBy && trace.decision === decision;
    const near = nearest(trace);
    const ofTrust = trace.layer === "trust-policy";
    return el(
      "li",
      {},
      fold(
        `layer ${at}`,
        decides,
        { class: `layer ${trace.decision}` },
        [
          mark(trace.decision === "allowed"),
          " ",
          el("b", {}, capital(layerWords[trace.layer])),
          ` ${words.decision[trace.decision]}`,
          decides && el("span", { class: "badge decides" }, words.decides),
        ],
        ...(trace.statements.length === 0 ? [el("p", {}, words.noStatements)] : []),
        ...trace.statements.map((one, index) => statement(one, one === near, ofTrust ? places[index] : undefined)),
      ),
    );
  };

  let shown = "";
  return {
    node,
    show(simulation) {
      node.hidden = simulation === null || simulation.layers.length === 0;
      const key = JSON.stringify([simulation?.layers, simulation?.decidedBy, simulation?.places]);
      if (simulation === null || key === shown) return;
      shown = key;
      list.replaceChildren(...simulation.layers.map((trace, at) => layer(trace, at, simulation)));
    },
  };
}

/** The statement that decides over a layer, or comes nearest to it. */
function nearest({ decision, statements }: LayerTrace): StatementTrace | undefined {
  const effect = decision === "explicitly-denied" ? "Deny" : "Allow";
  const own = statements.filter((statement) => statement.effect === effect);
  return (
    own.find(({ matches }) => matches) ??
    own.find(({ principal, action, resource }) => principal && action && resource) ??
    own.find(({ principal }) => principal) ??
    own[0]
  );
}

function values(list: readonly string[]): Node[] {
  return list.flatMap((value, at) => [...(at === 0 ? [] : [document.createTextNode(" ")]), el("code", {}, value === "" ? "\"\"" : value)]);
}

function mark(holds: boolean): SVGSVGElement {
  return icon(holds ? "accepted" : "rejected");
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
