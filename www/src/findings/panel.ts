/** The first panel: the verdict, the summary and the findings. */
import type { Actions } from "../actions.ts";
import { byId } from "../dom.ts";
import { firstExample } from "../examples/index.ts";
import type { State, Store } from "../state.ts";
import { verdictPanel } from "../verdict.ts";
import { findingsList } from "./list.ts";
import { summaryLine } from "./summary.ts";

/**
 * The same views have drawn the first example when the site was built, for the first paint: see build/first-view.ts. That
 * stands, out of reach of keys and pointers, until there is something newer to say.
 */
export function findingsPanel(store: Store<State>, actions: Actions): void {
  const panel = byId("panel-findings", HTMLElement);
  store.render(["text", "checked", "engine"], ({ text, checked, engine }) => {
    const stands = checked === null && engine !== "failed" && text === firstExample.text;
    if (stands || !panel.inert) return;
    panel.inert = false;
    const status = byId("summary", HTMLElement);
    const applyAll = byId("apply-all", HTMLButtonElement);
    verdictPanel(byId("verdict", HTMLElement), store);
    summaryLine({ status, applyAll, preview: byId("apply-all-preview", HTMLElement) }, store, actions);
    findingsList(byId("findings", HTMLOListElement), status, store, actions);
  });
}
