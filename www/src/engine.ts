/** Loads the WebAssembly engine and checks the text as it changes. */
import init, { check, fix, type CheckOptions, type Fixed, type Report } from "./engine/trust_policy_wasm.js";
import wasmUrl from "./engine/trust_policy_wasm_bg.wasm?url";

export interface Engine {
  /** Checks soon; a later call replaces one that has not run yet. */
  update(text: string, options: CheckOptions): void;
  /** Checks at once a text that is not the editor's. */
  check(text: string, options: CheckOptions): Report;
  /** The text with every safe repair applied. */
  fixSafe(text: string, options: CheckOptions): Fixed;
  /** The engine's own sentence about options that are none. */
  problem(options: CheckOptions): string | null;
}

/** Texts up to this many UTF-16 units are checked with the very key press. */
const INSTANT = 64 * 1024;

/** A pause before a check that grows with the text, so that typing in a huge paste is never held up. */
export function delayFor(length: number): number {
  return length <= INSTANT ? 0 : Math.min(1000, 60 + length / 2048);
}

function problem(options: CheckOptions): string | null {
  try {
    check("", options);
    return null;
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) throw error;
    return error instanceof Error ? error.message : String(error);
  }
}

export async function loadEngine(listener: (report: Report, text: string) => void): Promise<Engine> {
  await init({ module_or_path: wasmUrl });
  let waiting: number | undefined;
  return {
    update: (text, options) => {
      clearTimeout(waiting);
      const tell = (): void => listener(check(text, options), text);
      const delay = delayFor(text.length);
      // At once: a timer would cost the frame in which the findings could be painted.
      if (delay === 0) tell();
      else waiting = window.setTimeout(tell, delay);
    },
    check: (text, options) => check(text, options),
    fixSafe: (text, options) => fix(text, "safe", options),
    problem,
  };
}
