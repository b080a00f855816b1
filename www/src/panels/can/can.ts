/** "Can they?": may this caller, with this request, assume the role of the editor's policy; and if not, what would let them. */
import "./can.css";
import { delayFor } from "../../engine.ts";
import { el, plain } from "../../dom.ts";
import type { Explanation, Remedy, Scenario } from "../../engine-full/trust_policy_wasm.js";
import type { PanelId, Question } from "../../state.ts";
import { page } from "../../text.ts";
import type { PanelContext } from "../panels.ts";
import { answer, type Outcome } from "./answer.ts";
import { changed, choices, eventsWith, firstQuestion, roleOf, scenarioOf, wayOf, type Way } from "./ask.ts";
import { commands } from "./commands.ts";
import { form } from "./form.ts";
import { request } from "./parts.ts";
import { remedies } from "./remedies.ts";
import { remedies as remedyWords, verdict as words } from "./text.ts";
import { trace } from "./trace.ts";

export function mount({ host, store, actions, engine, render }: PanelContext): void {
  const presets = engine.tokenPresets();
  let way: Way = "iam";
  let explained: { readonly text: string; readonly known: unknown; readonly explanation: Explanation } | null = null;
  const explanation = (): Explanation => {
    const { text, known } = store.state;
    if (explained?.text !== text || explained.known !== known) explained = { text, known, explanation: engine.explain(text, known) };
    return explained.explanation;
  };
  /** What was asked, or what is asked as long as nobody has said anything. */
  const question = (): Question => store.state.question ?? firstQuestion(choices(explanation(), presets));
  /** The panel that was open before. */
  let opened: PanelId | null = null;
  /** What was written here, and not by another panel. */
  let own: Question | null = null;
  let answered: string | null = null;
  const put = (question: Question): void => {
    own = question;
    actions.setQuestion(question);
  };
  const desk = { question, put };

  const asking = form(desk, presets, (chosen) => void (way = chosen));
  const parts = {
    form: asking,
    answer: answer(desk, (key) => asking.place(key)),
    remedies: remedies(actions, take),
    trace: trace(({ start, end }) => isFresh() && actions.goToRange(start.offset, end.offset)),
    commands: commands(engine, actions),
  };
  host.append(
    el("div", { class: "can" }, parts.form.node, parts.answer.node, parts.remedies.node, parts.trace.node, parts.commands.node),
  );

  /** Places and edits hold for the text that was answered; after a change of a huge text that may be a moment ago. */
  function isFresh(): boolean {
    return answered === store.state.text;
  }

  function take(remedy: Remedy): void {
    if (!isFresh()) return;
    const before = question();
    const { changes } = remedy;
    const after = changes.length === 0 ? null : changed(before, changes);
    const next = after !== null && changes.some(({ place }) => place === "request.token") ? asEvent(after, before) : after;
    // What was changed here is to be saved there.
    if (remedy.edits.length > 0) parts.commands.unfold("change");
    if (remedy.edits.length > 0) actions.edit(remedy.edits, remedy.title);
    else actions.announce(remedyWords.used(plain(remedy.title)));
    if (next !== null) put(next);
    parts.answer.focus();
  }

  /** Claims as an event that has such, where one does as well: it is easier to read and to change. */
  function asEvent(next: Question, before: Question): Question {
    const { text, known } = store.state;
    const role = roleOf(known, explanation());
    const events = eventsWith(next.request.token, before.request.token, presets).map((token) => request(next, { token }));
    const isAllowed = (event: Question): boolean => {
      try {
        return engine.simulate(scenarioOf(event, way, role, text)).decision === "allowed";
      } catch (error) {
        if (error instanceof WebAssembly.RuntimeError) throw error;
        return false;
      }
    };
    return events.find(isAllowed) ?? next;
  }

  /** Asks, or says what is missing. */
  const ask = (asked: Question, role: string): { readonly outcome: Outcome; readonly scenario: Scenario | null } => {
    const { text, checked } = store.state;
    const missing = parts.form.missing(asked, way);
    parts.form.token(null);
    if (missing !== null) return { outcome: { missing }, scenario: null };
    const scenario = scenarioOf(asked, way, role, text);
    try {
      const simulation = engine.simulate(scenario);
      const heard = simulation.layers.some(({ layer }) => layer === "trust-policy");
      if (!heard && simulation.decidedBy === "trust-policy") return { outcome: { missing: words.noPolicy }, scenario };
      return { outcome: { simulation, rejected: checked?.report.save.verdict === "rejected" }, scenario };
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) throw error;
      const problem = error instanceof Error ? error.message : String(error);
      parts.form.token(problem);
      return { outcome: { missing: plain(problem) }, scenario: null };
    }
  };

  let assumed: readonly string[] = [];
  const show = (): void => {
    const asked = question();
    answered = store.state.text;
    if (asked !== own) way = wayOf(asked) ?? way;
    const role = roleOf(store.state.known, explanation());
    const around = { way, role, explanation: explanation() };
    parts.form.show(asked, { ...around, assumed });
    const { outcome, scenario } = ask(asked, role);
    const simulation = "simulation" in outcome ? outcome.simulation : null;
    const now = simulation?.assumed ?? [];
    if (now.join() !== assumed.join()) {
      assumed = now;
      parts.form.show(asked, { ...around, assumed });
    }
    parts.answer.show(outcome, asked);
    parts.remedies.show(simulation, scenario, store.state.text);
    parts.trace.show(simulation);
    parts.commands.show(scenario);
    // A live region that comes into sight with its words is not read out: who pasted elsewhere hears them so.
    if (opened !== "can" && asked !== own && store.state.question !== null) actions.announce(`${page.canTab} ${parts.answer.said()}`, false);
  };

  let waiting: number | undefined;
  render(["text", "known", "question", "checked"], ({ text }) => {
    clearTimeout(waiting);
    const delay = delayFor(text.length);
    if (delay === 0) show();
    else waiting = window.setTimeout(show, delay);
  });
  store.render(["panel"], ({ panel }) => void (opened = panel));
}
