/** Starts the page: the editor and the views at once, the engine as soon as it has arrived. */
import "./styles/page.css";
import "./styles/card.css";
import "./styles/modes.css";
import { aboutPanel } from "./about.ts";
import { Actions } from "./actions.ts";
import { byId, el, modKey, prose } from "./dom.ts";
import { draft, draftBox } from "./draft.ts";
import { createEditor } from "./editor/editor.ts";
import { showFindings } from "./editor/marks.ts";
import { embedded } from "./embed/embedded.ts";
import { loadEngine } from "./engine.ts";
import { firstExample } from "./examples/index.ts";
import { findingDetails } from "./findings/card.ts";
import { follow } from "./findings/model.ts";
import { findingsPanel } from "./findings/panel.ts";
import { icon } from "./icons.ts";
import { readLink } from "./link.ts";
import { helpDialog, notices, sealLine } from "./notices.ts";
import { carried } from "./offline/carry.ts";
import { workOffline } from "./offline/register.ts";
import { panelTabs } from "./panels/panels.ts";
import { openRepairMenu } from "./repair/menu.ts";
import { seal } from "./seal.ts";
import { freshReport, initialState, Store } from "./state.ts";
import { editor as editorWords, notice } from "./text.ts";
import { startTheme } from "./theme.ts";
import { openFile, toolbar } from "./toolbar.ts";

const over = carried();
// Before there is an editor, so that a link never takes the place of what somebody types.
const linked = over === null ? await readLink(location.hash) : null;
const fromLink = linked !== null && "text" in linked;
const kept = over?.text ?? (fromLink ? linked.text : embedded === null ? draft() : null);
const text = kept ?? firstExample.text;

const panel = embedded?.panels?.[0] ?? initialState.panel;
export const store = new Store({ ...initialState, panel, ...over?.work, example: kept === null ? firstExample.title : null });

const host = byId("editor", HTMLElement);
host.replaceChildren();
const view = createEditor(host, {
  text,
  label: editorWords.label,
  description: editorWords.hint(modKey),
  readOnly: embedded?.readOnly ?? false,
  keys: [
    { key: "F8", run: () => (actions.step(1), true), shift: () => (actions.step(-1), true) },
    { key: "Mod-.", run: () => (openRepairMenu(view, store, actions), true) },
  ],
  changed: () => actions.textChanged(),
  cursorMoved: (offset) => actions.openAt(offset),
  card: (findings) =>
    el(
      "div",
      { class: "hover-card", role: "group", "aria-label": editorWords.card },
      ...findings.map((finding) =>
        el(
          "section",
          { class: `severity-${finding.severity}` },
          el("p", { class: "hover-message" }, icon(finding.severity), el("b", {}, ...prose(finding.message))),
          findingDetails(finding, {
            text: store.state.text,
            apply: (fix) => actions.apply(fix),
            silence: () => actions.silence(finding.rule),
          }),
        ),
      ),
    ),
  dropFile: (file) => void openFile(file, actions),
  pasted: (text) => actions.pasted(text),
});
const actions = new Actions(store, view);
store.set({ text: view.state.doc.toString() });

toolbar(store, actions, view);
panelTabs(byId("tabs", HTMLElement), store, actions, embedded?.panels ?? null);
const about = aboutPanel(store, actions);
if (fromLink) about.fill(linked.options);
if (over !== null && Object.keys(over.known ?? {}).length > 0) about.fill(over.known);
findingsPanel(store, actions);
sealLine(byId("seal", HTMLElement), store);
notices(byId("notice", HTMLElement), store);
helpDialog(byId("help-dialog", HTMLDialogElement), byId("help", HTMLButtonElement), byId("help-body", HTMLElement));
if (embedded === null) {
  startTheme(byId("theme", HTMLButtonElement));
  draftBox(byId("draft", HTMLInputElement), store, fromLink || (over !== null && location.hash !== ""));
}

store.render(["checked", "current"], (state) => {
  const findings = freshReport(state)?.findings;
  if (findings !== undefined) view.dispatch({ effects: showFindings.of({ findings, current: state.current }) });
});

addEventListener("keydown", (event) => {
  if (event.code === "Period" && event.shiftKey && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    actions.applyAllSafe();
  }
});
// A trap in the engine leaves it in no state to go on: better said than shown as an old answer.
addEventListener("error", (event) => {
  if (event.error instanceof WebAssembly.RuntimeError) store.set({ engine: "failed" });
});
let untouched = store.state.text;
addEventListener("hashchange", () => {
  void Promise.resolve(readLink(location.hash)).then(async (next) => {
    if (next === null) return;
    if ("problem" in next) return actions.announce(notice.link[next.problem]);
    const { text, example } = store.state;
    const typed = example === null && text !== untouched && text.trim() !== "";
    if (typed) {
      const { askBeforeOpening } = await import("./dialogs/ask.ts");
      if (!(await askBeforeOpening())) return;
    }
    about.fill(next.options);
    actions.open(next.text);
    untouched = store.state.text;
  }).catch(() => actions.announce(notice.partFailed));
});
if (linked !== null && "problem" in linked) actions.announce(notice.link[linked.problem]);

loadEngine((found, about) => {
  const { checked, current } = store.state;
  // Where nothing can be changed, no repair is offered.
  const report = embedded?.readOnly === true ? { ...found, findings: found.findings.map((finding) => ({ ...finding, fixes: [] })) } : found;
  store.set({ checked: { text: about, report }, current: follow(checked?.report ?? null, current, report) });
}).then(
  (engine) => {
    actions.engine = engine;
    seal();
    store.set({ engine: "ready", sealed: true });
    actions.check();
    workOffline(() => store.state);
  },
  () => store.set({ engine: "failed" }),
);
