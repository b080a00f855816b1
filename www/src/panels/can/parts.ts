/** Parts of a question as rows of keys and values. Pure. */
import type { SimulatedRequest } from "../../engine-full/trust_policy_wasm.js";
import type { Question } from "../../state.ts";
import type { Pair } from "./fields.ts";

type Request = SimulatedRequest;

interface Pairs {
  readonly read: (question: Question) => readonly Pair[];
  readonly write: (question: Question, pairs: readonly Pair[]) => Question;
}

/** The question with another request; `undefined` is said no more. */
export function request(question: Question, patch: { readonly [K in keyof Request]?: Request[K] | undefined }): Question {
  return { ...question, request: { ...question.request, ...patch } } as Question;
}

export function tags(name: "tags" | "principalTags"): Pairs {
  return {
    read: (question) => Object.entries(question.request[name] ?? {}),
    write: (question, pairs) => request(question, { [name]: pairs.length === 0 ? undefined : Object.fromEntries(pairs) }),
  };
}

/** Condition keys or attributes; a key in several rows has several values. */
export function keys(name: "context" | "saml"): Pairs {
  return {
    read: (question) =>
      Object.entries(question.request[name] ?? {}).flatMap(([key, value]) => [value].flat().map((value) => [key, String(value)] as const)),
    write: (question, pairs) => {
      const groups = [...Map.groupBy(pairs, ([key]) => key)].map(([key, own]) => {
        const values = own.map(([, value]) => value);
        return [key, values.length === 1 ? (values[0] ?? "") : values] as const;
      });
      return request(question, { [name]: groups.length === 0 ? undefined : Object.fromEntries(groups) });
    },
  };
}
