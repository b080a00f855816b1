/**
 * What the page says of the first example, drawn by the page's own views when the site is built: it shows with the first
 * paint, while the scripts and the engine are still on their way.
 */
import { Paper } from "./paper.ts"; // before any view
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";
import type { Actions } from "../src/actions.ts";
import { check, initSync } from "../src/engine/trust_policy_wasm.js";
import { firstExample } from "../src/examples/index.ts";
import { findingsList } from "../src/findings/list.ts";
import { follow } from "../src/findings/model.ts";
import { summaryLine } from "../src/findings/summary.ts";
import { initialState, Store, type State } from "../src/state.ts";
import { verdictPanel } from "../src/verdict.ts";

/** Fills `{{first.name}}` in index.html with what the views put into its elements. */
export function firstView(): Plugin {
  let root = "";
  return {
    name: "first-view",
    configResolved(config) {
      ({ root } = config);
    },
    transformIndexHtml: {
      order: "pre",
      handler: (html) => {
        const drawn: Readonly<Record<string, string>> = draw(root);
        return html.replace(/\{\{first\.(\w+)\}\}/g, (asked, name: string) => {
          const value = drawn[name];
          if (value === undefined) throw new Error(`index.html asks for ${asked}, which build/first-view.ts does not draw`);
          return value;
        });
      },
    },
  };
}

function draw(root: string) {
  initSync({ module: readFileSync(join(root, "src/engine/trust_policy_wasm_bg.wasm")) });
  const { text } = firstExample;
  const report = check(text, {});
  const store = new Store<State>({
    ...initialState,
    text,
    engine: "ready",
    checked: { text, report },
    current: follow(null, null, report),
  });
  // Nobody can press anything on paper.
  const actions = {} as Actions;
  const sheet = <T>(tag: string): Paper & T => new Paper(tag) as Paper & T;

  const verdict = sheet<HTMLElement>("div");
  const status = sheet<HTMLElement>("p");
  const applyAll = sheet<HTMLButtonElement>("button");
  const findings = sheet<HTMLOListElement>("ol");
  verdictPanel(verdict, store);
  summaryLine({ status, applyAll, preview: sheet("div") }, store, actions);
  findingsList(findings, status, store, actions);
  return {
    tone: report.save.verdict,
    verdict: verdict.inside,
    summary: status.inside,
    applyAll: applyAll.inside,
    findings: findings.inside,
  };
}
