/** "3 errors, 1 suggestion", read out when it changes, and the button that applies every safe repair. */
import type { Actions } from "../actions.ts";
import { preview } from "../repair/preview.ts";
import type { State, Store } from "../state.ts";
import { page, summary } from "../text.ts";
import { countBySeverity, safeFix } from "./model.ts";

interface Parts {
  readonly status: HTMLElement;
  readonly applyAll: HTMLButtonElement;
  readonly preview: HTMLElement;
}

export function summaryLine(parts: Parts, store: Store<State>, actions: Actions): void {
  const hide = (): void => parts.preview.replaceChildren();
  const show = (): void => {
    const fixed = actions.allSafe();
    if (fixed !== null && !parts.applyAll.disabled) parts.preview.replaceChildren(preview(store.state.text, fixed.text));
  };
  parts.applyAll.addEventListener("focus", show);
  parts.applyAll.addEventListener("blur", hide);
  parts.applyAll.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && show());
  parts.applyAll.addEventListener("pointerleave", hide);
  parts.applyAll.addEventListener("click", () => actions.applyAllSafe());

  store.render(["checked"], ({ checked, text }) => {
    hide();
    const findings = checked?.report.findings ?? [];
    const words = checked === null || text.trim() === "" ? "" : summary(countBySeverity(findings));
    // An unchanged line must not be read out again.
    if (parts.status.textContent !== words) parts.status.textContent = words;
    const safe = findings.filter(safeFix).length;
    if (document.activeElement === parts.applyAll && safe === 0) parts.status.focus();
    parts.applyAll.disabled = safe === 0;
    parts.applyAll.textContent = safe === 0 ? page.applyAll : `${page.applyAll} (${safe})`;
  });
}
