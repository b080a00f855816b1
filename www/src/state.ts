/** The one store. Views are functions of its state; only actions change it. */
import type { CheckOptions, Report } from "./engine/trust_policy_wasm.js";
import type { Scenario } from "./engine-full/trust_policy_wasm.js";

export type PanelId = "findings" | "who" | "can" | "error";

/** A question to the simulator, without the trust policy, which is the editor's text. */
export type Question = Omit<Scenario, "role"> & { readonly role: Omit<Scenario["role"], "trustPolicy"> };

/** What the engine said, and the text that it said it about. */
export interface Checked {
  readonly text: string;
  readonly report: Report;
}

export interface State {
  /** The editor's text. */
  readonly text: string;
  /** The last answer; it may be about an older text while a check is pending. */
  readonly checked: Checked | null;
  readonly engine: "loading" | "ready" | "failed";
  /** Whether the page has forbidden itself to connect. */
  readonly sealed: boolean;
  /** Index of the finding that is open, in `checked.report.findings`. */
  readonly current: number | null;
  /** Rules whose folded findings are unfolded. */
  readonly unfolded: ReadonlySet<string>;
  /** What is known about the role besides the policy. Kept for this visit only. */
  readonly known: CheckOptions;
  /** Rules whose findings nobody wants to see, likewise. */
  readonly silenced: readonly string[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** The example whose text is in the editor, untouched. */
  readonly example: string | null;
  readonly panel: PanelId;
  /** The error message that is to be decoded. */
  readonly message: string;
  /** What the commands that tell more have printed. */
  readonly answers: readonly string[];
  /** What the simulator is asked; null until somebody or an error message says something. */
  readonly question: Question | null;
  /** The last thing that was done, to be read out and, unless it shows anyway, shown; `n` tells two equal ones apart. */
  readonly notice: { readonly text: string; readonly shown: boolean; readonly n: number };
}

export const initialState: State = {
  text: "",
  checked: null,
  engine: "loading",
  sealed: false,
  current: null,
  unfolded: new Set(),
  known: {},
  silenced: [],
  canUndo: false,
  canRedo: false,
  example: null,
  panel: "findings",
  message: "",
  answers: [],
  question: null,
  notice: { text: "", shown: false, n: 0 },
};

type Listener<S> = (state: S, before: S) => void;

export class Store<S extends object> {
  #state: S;
  readonly #listeners = new Set<Listener<S>>();

  constructor(initial: S) {
    this.#state = initial;
  }

  get state(): S {
    return this.#state;
  }

  set(patch: Partial<S>): void {
    const before = this.#state;
    this.#state = { ...before, ...patch };
    for (const listener of this.#listeners) listener(this.#state, before);
  }

  /** Calls `view` now, and again whenever one of `keys` changes. */
  render<K extends keyof S>(keys: readonly K[], view: (state: S) => void): void {
    view(this.#state);
    this.#listeners.add((state, before) => {
      if (keys.some((key) => state[key] !== before[key])) view(state);
    });
  }
}

/** The report, if it is about the text that is in the editor now: only then do its offsets hold. */
export function freshReport(state: State): Report | null {
  return state.checked !== null && state.checked.text === state.text ? state.checked.report : null;
}
