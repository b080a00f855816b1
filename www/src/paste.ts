/** Sends what is pasted, dropped or opened to where it belongs: a policy to the editor, an error or a token to its panel. */
import type { Actions } from "./actions.ts";
import type { Scenario } from "./engine-full/trust_policy_wasm.js";
import { fullEngine } from "./full-engine.ts";

/** An error message is longer than this; a policy is edited with shorter pieces. */
const SHORTEST = 24;
/** Longer texts are logs: what they say is found by pasting the part that matters. */
const LONGEST = 256 * 1024;

/** Words, not code. */
const WORDS = /\p{L}{2,} \p{L}{2,}/u;

const JWT = /^(?:Bearer\s+)?([\w-]{8,}\.[\w-]{8,}\.[\w-]*)$/;

/** What a text may be, told from its form alone. */
export type Form = "token" | "claims" | "scenario" | "maybe-message" | "policy";

export function formOf(text: string): Form {
  const trimmed = text.trim();
  if (trimmed.length < SHORTEST || trimmed.length > LONGEST) return "policy";
  if (JWT.test(trimmed)) return "token";
  if (/^["'[{%\\]/.test(trimmed)) {
    const value = object(trimmed);
    if (value === null) {
      const mayBe = /^\{/.test(trimmed) || (/^["']/.test(trimmed) && WORDS.test(trimmed));
      return mayBe && !/Statement|Principal|Action/.test(trimmed) ? "maybe-message" : "policy";
    }
    if ("iss" in value && "sub" in value) return "claims";
    if ("role" in value && "request" in value) return "scenario";
    return "Statement" in value || "Role" in value ? "policy" : "maybe-message";
  }
  return WORDS.test(trimmed) ? "maybe-message" : "policy";
}

function object(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/**
 * Takes a text that does not belong into the editor. Returns whether it may be one; if in the end it is not,
 * `otherwise` is called.
 */
export function receive(text: string, actions: Actions, otherwise: () => void): boolean {
  const form = formOf(text);
  const trimmed = text.trim();
  switch (form) {
    case "policy":
      return false;
    case "token":
      actions.useToken(JWT.exec(trimmed)?.[1] ?? trimmed);
      return true;
    case "claims":
      actions.useToken(JSON.parse(trimmed));
      return true;
    case "scenario":
      actions.useScenario(JSON.parse(trimmed) as Scenario);
      return true;
    case "maybe-message":
      fullEngine().then((engine) => {
        const { recognised, causes } = engine.decode(text);
        if (!recognised) otherwise();
        // An output of a command has no causes of its own: it is about the message that is there.
        else if (causes.length === 0 && actions.hasMessage) actions.useAnswer(text);
        else actions.useMessage(text);
      }, otherwise);
      return true;
  }
}
