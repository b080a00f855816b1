/** Fields for the policies of other layers: one, several, or several by level. */
import { el } from "../../dom.ts";
import type { Question } from "../../state.ts";
import { counts } from "./ask.ts";
import { textField, type Desk, type Field, type TextField } from "./fields.ts";
import { more as words, problems } from "./text.ts";

type Policy = string | object;

/** A policy as text. */
function text(policy: Policy | null | undefined): string {
  return typeof policy === "string" ? policy : policy === null || policy === undefined ? "" : JSON.stringify(policy, null, 2);
}

function area(desk: Desk, label: string, read: (question: Question) => Policy | null | undefined, write: (question: Question, text: string) => Question): TextField {
  return textField(desk, {
    label,
    long: true,
    placeholder: '{ "Version": "2012-10-17", "Statement": [ … ] }',
    read: (question) => text(read(question)),
    write,
    problem: (value) => (value.trim() === "" || counts(value) ? null : problems.json),
  });
}

export function policyField(desk: Desk, label: string, name: "permissionsBoundary" | "vpcEndpointPolicy"): Field {
  return area(desk, label, (question) => question[name], (question, value) => ({ ...question, [name]: value === "" ? null : value }));
}

/** A list of policies; there is always room for one. */
export function policiesField(desk: Desk, label: string, name: "identityPolicies" | "sessionPolicies", hint?: string): Field {
  const list = policyList(desk, (n) => words.policy(label, n), {
    read: (question) => question[name] ?? [],
    write: (question, policies) => ({ ...question, [name]: [...policies] }),
  });
  return {
    node: el("fieldset", { class: "field wide" }, el("legend", {}, label), hint !== undefined && el("p", { class: "field-hint" }, hint), list.node),
    sync: list.sync,
  };
}

interface List {
  readonly read: (question: Question) => readonly Policy[];
  readonly write: (question: Question, policies: readonly Policy[]) => Question;
}

function policyList(desk: Desk, name: (n: number) => string, { read, write }: List): Field {
  const fields: TextField[] = [];
  const host = el("div", { class: "policies" });
  const one = (at: number): TextField =>
    area(desk, name(at + 1), (question) => read(question)[at], (question, value) => {
      const policies = [...read(question)];
      while (policies.length <= at) policies.push("");
      policies[at] = value;
      while (policies.at(-1) === "") policies.pop();
      return write(question, policies);
    });
  const grow = (to: number): void => {
    while (fields.length < to) {
      const field = one(fields.length);
      fields.push(field);
      host.append(field.node);
    }
  };
  const add = el(
    "button",
    {
      type: "button",
      class: "link",
      onclick: () => {
        grow(fields.length + 1);
        fields.at(-1)?.input.focus();
      },
    },
    words.add,
  );
  grow(1);
  return {
    node: el("div", {}, host, add),
    sync(question) {
      grow(read(question).length);
      for (const field of fields) field.sync(question);
    },
  };
}

/** Policies of an organization, from the root to the account. */
export function levelsField(desk: Desk, label: string, name: "serviceControlPolicies" | "resourceControlPolicies"): Field {
  const levels: Field[] = [];
  const host = el("div", {});
  const read = (question: Question): Policy[][] => question[name] ?? [];
  const grow = (to: number): void => {
    while (levels.length < to) {
      const at = levels.length;
      const list = policyList(desk, (n) => words.ofLevel(label, at + 1, n), {
        read: (question) => read(question)[at] ?? [],
        write: (question, policies) => {
          const all = [...read(question)];
          while (all.length <= at) all.push([]);
          all[at] = [...policies];
          while (all.at(-1)?.length === 0) all.pop();
          return { ...question, [name]: all };
        },
      });
      levels.push(list);
      host.append(list.node);
    }
  };
  grow(1);
  return {
    node: el(
      "fieldset",
      { class: "field wide" },
      el("legend", {}, label),
      host,
      el(
        "button",
        {
          type: "button",
          class: "link",
          onclick: () => {
            grow(levels.length + 1);
            host.lastElementChild?.querySelector("textarea")?.focus();
          },
        },
        words.addLevel,
      ),
    ),
    sync(question) {
      grow(read(question).length);
      for (const level of levels) level.sync(question);
    },
  };
}
