/**
 * Carries what somebody works on over a reload, in the state of the tab's own history: nothing is stored, and it is gone
 * as soon as it was read.
 */
import type { CheckOptions } from "../engine/trust_policy_wasm.js";
import type { State } from "../state.ts";

/** Another version of the page may have written it. */
export interface Carried {
  readonly text: string;
  readonly known?: CheckOptions;
  readonly work?: Pick<State, "panel" | "message" | "answers" | "question">;
}

export function carried(): Carried | null {
  const state: unknown = history.state;
  if (typeof state !== "object" || state === null || !("carried" in state)) return null;
  history.replaceState(null, "");
  // Only update.ts of this origin can have put it there.
  return state.carried as Carried;
}
