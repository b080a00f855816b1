/**
 * Carries what somebody works on over a reload, in the state of the tab's own history: nothing is stored, and it is gone
 * as soon as it was read.
 */
import type { CheckOptions } from "../engine/trust_policy_wasm.js";
import type { State } from "../state.ts";

interface Carried {
  readonly text: string;
  readonly known?: CheckOptions;
  readonly work: Pick<State, "panel" | "message" | "question">;
}

export function carryOver({ text, known, panel, message, question }: State): void {
  const carried: Carried = { text, work: { panel, message, question }, ...(Object.keys(known).length === 0 ? {} : { known }) };
  history.replaceState({ carried }, "");
}

export function carried(): Carried | null {
  const state: unknown = history.state;
  if (typeof state !== "object" || state === null || !("carried" in state)) return null;
  history.replaceState(null, "");
  // Only `carryOver` of this origin can have put it there.
  return state.carried as Carried;
}
