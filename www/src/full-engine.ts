/**
 * The whole engine, loaded when a panel first asks for more than the check. By then the page has forbidden itself every
 * connection; so the module comes inside a script, which is not a connection but a part of the site.
 */
import type * as Package from "./engine-full/trust_policy_wasm.js";

export type FullEngine = Pick<
  typeof Package,
  "commands" | "decode" | "explain" | "fix" | "guide" | "simulate" | "tokenPresets"
>;

let loading: Promise<FullEngine> | null = null;

/** The engine, loaded once; a failure is forgotten, so that the next call tries again. */
export function fullEngine(): Promise<FullEngine> {
  loading ??= load().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function load(): Promise<FullEngine> {
  const [engine, { default: characters }] = await Promise.all([
    import("./engine-full/trust_policy_wasm.js"),
    import("./engine-full/trust_policy_wasm_bg.wasm?script"),
  ]);
  await engine.default({ module_or_path: Uint8Array.from(characters, (character) => character.charCodeAt(0)) });
  return engine;
}
