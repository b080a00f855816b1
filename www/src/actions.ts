/** Everything a person can do. Each changes the editor or the store; the views follow. */
import { isolateHistory, redo, redoDepth, undo, undoDepth } from "@codemirror/commands";
import { EditorSelection, Transaction, type ChangeSpec } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { plain } from "./dom.ts";
import { visibleSpan } from "./editor/marks.ts";
import type { Engine } from "./engine.ts";
import type { CheckOptions, Edit, Finding, Fix, Report } from "./engine/trust_policy_wasm.js";
import type { Scenario, SimulatedRequest } from "./engine-full/trust_policy_wasm.js";
import { isFolded, narrowestAt, neighbour, safeFix } from "./findings/model.ts";
import { placeholder, together } from "./repair/edits.ts";
import { smallestChange } from "./repair/smallest.ts";
import { receive } from "./paste.ts";
import { freshReport, type PanelId, type Question, type State, type Store } from "./state.ts";
import { notice as words } from "./text.ts";

export class Actions {
  /** Set once the engine is there; until then, what needs it does nothing. */
  engine: Engine | null = null;

  constructor(
    private readonly store: Store<State>,
    private readonly view: EditorView,
  ) {}

  /** Takes over what the editor now holds, and has it checked. */
  textChanged(): void {
    const { state } = this.view;
    const text = state.doc.toString();
    const changed = text !== this.store.state.text;
    this.store.set({
      text,
      canUndo: undoDepth(state) > 0,
      canRedo: redoDepth(state) > 0,
      ...(changed ? { example: null } : {}),
    });
    if (changed) this.check();
  }

  check(): void {
    this.engine?.update(this.store.state.text, this.#options());
  }

  setKnown(known: CheckOptions): void {
    this.store.set({ known });
    this.check();
  }

  silence(rule: string): void {
    this.store.set({ silenced: [...this.store.state.silenced.filter((id) => id !== rule), rule].sort() });
    this.announce(words.silenced(rule));
    this.check();
  }

  bringBack(rule: string): void {
    this.store.set({ silenced: this.store.state.silenced.filter((id) => id !== rule) });
    this.announce(words.broughtBack(rule));
    this.check();
  }

  /** Puts another text in; undo brings the old one back. */
  open(text: string, example: string | null = null): void {
    this.#change([{ from: 0, to: this.view.state.doc.length, insert: text }], { anchor: 0 });
    this.store.set({ example, current: null, unfolded: new Set() });
    this.view.scrollDOM.scrollTop = 0;
  }

  /** Whether the policy is only shown, as in some wikis. */
  get readOnly(): boolean {
    return this.view.state.readOnly;
  }

  show(panel: PanelId): void {
    this.store.set({ panel });
  }

  /** Takes a text that was pasted into the editor; false if that is where it belongs. */
  pasted(text: string): boolean {
    return receive(text, this, () => this.view.dispatch(this.view.state.replaceSelection(text), { userEvent: "input.paste" }));
  }

  /** Takes a text from a file. */
  dropped(text: string): void {
    if (!receive(text, this, () => this.open(text))) this.open(text);
  }

  /** Decodes an error message. What was printed for another one is forgotten. */
  useMessage(message: string): void {
    this.store.set({ message, answers: [], panel: "error" });
  }

  get hasMessage(): boolean {
    return this.store.state.message.trim() !== "";
  }

  /** Takes what a command printed for the message at hand. */
  useAnswer(answer: string): void {
    const { answers } = this.store.state;
    this.store.set({ answers: answers.includes(answer) ? answers : [...answers, answer], panel: "error" });
  }

  /** Asks whether the bearer of this token can assume the role: a JWT, or its claims. */
  useToken(token: NonNullable<SimulatedRequest["token"]>): void {
    const { question } = this.store.state;
    const request = { ...question?.request, action: "sts:AssumeRoleWithWebIdentity", principal: "", token };
    this.store.set({ question: { ...question, role: question?.role ?? { arn: "" }, request }, panel: "can" });
  }

  /** Takes a whole question over, its trust policy too. */
  useScenario({ role: { trustPolicy, ...role }, ...rest }: Scenario): void {
    this.open(typeof trustPolicy === "string" ? trustPolicy : JSON.stringify(trustPolicy, null, 2));
    this.store.set({ question: { ...rest, role }, panel: "can" });
  }

  setQuestion(question: Question): void {
    this.store.set({ question });
  }

  /** Applies edits of the text that was last checked, as one step of undo. */
  edit(edits: readonly Edit[], title: string): void {
    this.#change(changes(edits), null);
    this.announce(words.applied(plain(title)));
  }

  /** Moves the cursor to a place and shows it. */
  goToRange(from: number, to: number): void {
    this.view.dispatch({ selection: { anchor: from, head: to }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
    this.view.focus();
  }

  /** Opens a finding and brings its place into sight, without taking the focus. */
  select(index: number): void {
    const findings = freshReport(this.store.state)?.findings;
    const finding = findings?.[index];
    if (findings === undefined || finding === undefined) return;
    this.#open(index);
    const { from } = visibleSpan(finding, this.view.state.doc);
    this.view.dispatch({ effects: EditorView.scrollIntoView(from, { y: "nearest", yMargin: 60 }) });
  }

  /** Opens a finding and moves the cursor to its place. */
  goTo(index: number): void {
    const finding = freshReport(this.store.state)?.findings[index];
    if (finding === undefined) return;
    this.#open(index);
    const { from, to } = visibleSpan(finding, this.view.state.doc);
    this.goToRange(from, to);
  }

  /** Opens the finding around this place, if there is one. */
  openAt(offset: number): void {
    const index = narrowestAt(freshReport(this.store.state)?.findings ?? [], offset);
    if (index !== null && index !== this.store.state.current) this.#open(index);
  }

  /** From the cursor to the next or previous finding. */
  step(direction: 1 | -1): void {
    const findings = freshReport(this.store.state)?.findings ?? [];
    const index = neighbour(findings, this.view.state.selection.main.from, direction);
    const finding = index === null ? undefined : findings[index];
    if (index === null || finding === undefined) return this.announce(words.noFindings);
    this.goTo(index);
    this.announce(plain(finding.message), false);
  }

  toggleFold(rule: string): void {
    const unfolded = new Set(this.store.state.unfolded);
    if (!unfolded.delete(rule)) unfolded.add(rule);
    this.store.set({ unfolded });
  }

  /** Applies one repair as one step of undo. A placeholder that is left to fill in gets selected. */
  apply(fix: Fix): void {
    if (freshReport(this.store.state) === null) return;
    const hole = fix.safety === "fill-in" ? placeholder(fix.edits) : null;
    this.#change(changes(fix.edits), hole === null ? null : { anchor: hole.from, head: hole.to });
    this.announce(words.applied(plain(fix.title)));
    if (hole !== null) this.view.focus();
  }

  /** Applies the repairs of several findings as one step. */
  applyEach(fixes: readonly Fix[]): void {
    if (freshReport(this.store.state) === null) return;
    this.#change(changes(together(fixes)), null);
    this.announce(words.appliedMany(fixes.length));
  }

  /** What "apply all safe" would make of the text, or null where there is nothing to do. */
  allSafe(): { readonly text: string; readonly count: number } | null {
    const { text } = this.store.state;
    const report = freshReport(this.store.state);
    if (this.engine === null || report === null || !report.findings.some(safeFix)) return null;
    const fixed = this.engine.fixSafe(text, this.#options());
    return fixed.text === text ? null : { text: fixed.text, count: fixed.applied.length };
  }

  applyAllSafe(): void {
    const fixed = this.allSafe();
    if (fixed === null) return this.announce(words.nothingSafe);
    this.#change([smallestChange(this.store.state.text, fixed.text)], null);
    this.announce(words.appliedMany(fixed.count));
  }

  /** What the engine says of another text, with the rules silenced that are silenced here; null where it is not running. */
  reportOn(text: string, known: CheckOptions): Report | null {
    return this.engine?.check(text, { ...known, silence: [...this.store.state.silenced] }) ?? null;
  }

  undo(): void {
    if (undo(this.view)) this.announce(words.undone);
  }

  redo(): void {
    if (redo(this.view)) this.announce(words.redone);
  }

  announce(text: string, shown = true): void {
    this.store.set({ notice: { text, shown, n: this.store.state.notice.n + 1 } });
  }

  #options(): CheckOptions {
    return { ...this.store.state.known, silence: [...this.store.state.silenced] };
  }

  #open(index: number): void {
    const findings: readonly Finding[] = this.store.state.checked?.report.findings ?? [];
    const rule = findings[index]?.rule;
    const { unfolded } = this.store.state;
    const unfold = rule !== undefined && isFolded(findings, index) && !unfolded.has(rule);
    this.store.set({ current: index, ...(unfold ? { unfolded: new Set([...unfolded, rule]) } : {}) });
  }

  #change(spec: ChangeSpec, selection: { anchor: number; head?: number } | null): void {
    if (this.readOnly) return;
    this.view.dispatch({
      changes: spec,
      ...(selection === null ? {} : { selection: EditorSelection.single(selection.anchor, selection.head) }),
      annotations: [isolateHistory.of("full"), Transaction.userEvent.of("input.repair")],
      scrollIntoView: selection !== null,
    });
  }
}

function changes(edits: readonly Edit[]): ChangeSpec {
  return edits.map((edit) => ({ from: edit.start, to: edit.end, insert: edit.text }));
}
