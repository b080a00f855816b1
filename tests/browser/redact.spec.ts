/** Redaction, without a browser: what is replaced by what, and that the engine still says the same. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { check, initSync } from "../../www/src/engine/trust_policy_wasm.js";
import { redactor } from "../../www/src/share/redact.ts";

const table = new URL("../../crates/trust-policy/catalogue/vendor-accounts.tsv", import.meta.url);
const known = new Set(readFileSync(table, "utf8").match(/^\d{12}(?=\t)/gm));
const redact = (text: string): string => redactor(known).redact(text);

for (const [what, before, after] of [
  ["an account", '"AWS": "987654321098"', '"AWS": "111122223333"'],
  ["the same account twice, and another", "987654321098 arn:aws:iam::987654321098:root 876543210987", "111122223333 arn:aws:iam::111122223333:root 444455556666"],
  ["an account with gaps", '"9876-5432-1098"', '"1111-2222-3333"'],
  ["names that begin as a wildcard does", "role/acme-* role/acme-build role/other", "role/role-a* role/role-a-a role/role-b"],
  ["an external id that anybody would guess", '"sts:ExternalId": ["12345", "external-id"]', '"sts:ExternalId": ["12345", "external-id"]'],
  ["a Boolean where an external id would be", '"Null": { "sts:ExternalId": "false" }', '"Null": { "sts:ExternalId": "false" }'],
  ["an account with a zero in front", '"098765432109"', '"011122223333"'],
  ["an account with a digit too few", '"98765432109"', '"11112222333"'],
  ["a known vendor", '"arn:aws:iam::464622532012:root"', '"arn:aws:iam::464622532012:root"'],
  ["a user", "arn:aws:iam::987654321098:user/maria", "arn:aws:iam::111122223333:user/alice"],
  ["a role with a path", "arn:aws:iam::987654321098:role/acme/infra/deploy", "arn:aws:iam::111122223333:role/path-a/path-b/role-a"],
  ["a session", "arn:aws:sts::987654321098:assumed-role/deploy/build-7", "arn:aws:sts::111122223333:assumed-role/role-a/session-a"],
  ["a wildcard and a variable", "role/acme-* role/${aws:PrincipalTag/team}", "role/role-a* role/${aws:PrincipalTag/team}"],
  [
    "a role of IAM Identity Center",
    "role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Payments_0f1e2d3c4b5a6978",
    "role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_role-a_0000000000000001",
  ],
  ["any role of IAM Identity Center", "role/AWSReservedSSO_*", "role/AWSReservedSSO_*"],
  ["a service's own role", "role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS", "role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS"],
  ["an external id", '"sts:ExternalId": "acme-secret"', '"sts:ExternalId": "external-id-a"'],
  ["external ids in a list", '"sts:ExternalId": [ "acme", "umbrella", "acme" ]', '"sts:ExternalId": [ "external-id-a", "external-id-b", "external-id-a" ]'],
  ["an external id in a string of JSON", String.raw`"{\"sts:ExternalId\":\"acme\"}"`, String.raw`"{\"sts:ExternalId\":\"external-id-a\"}"`],
  ["an external id in percent signs", "%7B%22sts%3AExternalId%22%3A%22acme%22%7D", "%7B%22sts%3AExternalId%22%3A%22external-id-a%22%7D"],
  ["an external id between curly quotes", "“sts:ExternalId”: “acme”", "“sts:ExternalId”: “external-id-a”"],
  ["a GUID as external id", '"sts:ExternalId": "0F8FAD5B-D9CB-469F-A165-70867728950E"', '"sts:ExternalId": "A1B2C3D4-5678-90AB-CDEF-1234567890AB"'],
  ["a GUID", '"0f8fad5b-d9cb-469f-a165-70867728950e"', '"a1b2c3d4-5678-90ab-cdef-1234567890ab"'],
  ["a placeholder", '"sts:ExternalId": "<external-id>"', '"sts:ExternalId": "<external-id>"'],
  ["the name in get-role", '"RoleName": "deploy", "Arn": "arn:aws:iam::987654321098:role/deploy"', '"RoleName": "role-a", "Arn": "arn:aws:iam::111122223333:role/role-a"'],
  ["the name in a command", "aws iam update-assume-role-policy --role-name deploy", "aws iam update-assume-role-policy --role-name role-a"],
  ["an organization", '"o-abcdef1234"', '"o-a1b2c3d4e5"'],
  ["a path of an organization", '"o-abcdef1234/r-xy12/ou-xy12-abcdefgh/*"', '"o-a1b2c3d4e5/r-a1b2/ou-a1b2-a1b2c3d4/*"'],
  ["a unique id", '"AROAJQABLZS4A3QDU576Q"', '"AROAAAAAAAAAAAEXAMPLE"'],
  ["an address of e-mail", '"aws:username": "maria@acme.example"', '"aws:username": "alice@example.com"'],
  ["a repository of GitHub", '"token.actions.githubusercontent.com:sub": "repo:acme/shop:ref:refs/heads/main"', '"token.actions.githubusercontent.com:sub": "repo:owner-a/repository-a:ref:refs/heads/main"'],
  ["an issuer of Amazon EKS", "oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF", "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B700000000"],
  ["a topic", "arn:aws:sns:eu-west-1:987654321098:acme-news", "arn:aws:sns:eu-west-1:111122223333:resource-a"],
  ["a function", "arn:aws:lambda:eu-west-1:987654321098:function:acme", "arn:aws:lambda:eu-west-1:111122223333:function:resource-a"],
  ["a service", '"Service": "ec2.amazonaws.com"', '"Service": "ec2.amazonaws.com"'],
  ["a version and dates", '"2012-10-17" "2026-01-31T00:00:00Z" 1767225600', '"2012-10-17" "2026-01-31T00:00:00Z" 1767225600'],
] as const) {
  test(`redacts ${what}`, () => {
    expect(redact(before)).toBe(after);
    expect(redact(after), "twice is as once").toBe(after);
  });
}

test("two texts share their neutral values", () => {
  const both = redactor(known);
  both.redact("987654321098 876543210987");
  expect(both.redact("876543210987")).toBe("444455556666");
  expect([...both.replaced]).toEqual([["987654321098", "111122223333"], ["876543210987", "444455556666"]]);
});

test("the findings of every policy of the rules' tests stay the same kind", () => {
  initSync({ module: readFileSync(new URL("../../www/src/engine/trust_policy_wasm_bg.wasm", import.meta.url)) });
  const specs = new URL("../specs/", import.meta.url);
  const said = (text: string): string[] => {
    const { save, findings } = check(text);
    return [save.verdict, save.code ?? "", ...findings.map(({ rule, severity }) => `${rule} ${severity}`)].sort();
  };
  const changed: string[] = [];
  let policies = 0;
  for (const rule of readdirSync(specs)) {
    for (const file of readdirSync(new URL(`${rule}/`, specs))) {
      if (file.endsWith(".snap") || file.endsWith(".options.json")) continue;
      const text = readFileSync(new URL(`${rule}/${file}`, specs), "utf8");
      policies++;
      const [before, after] = [said(text), said(redact(text))];
      if (JSON.stringify(before) !== JSON.stringify(after)) changed.push(`${rule}/${file}: ${before.join()} -> ${after.join()}`);
    }
  }
  expect(policies).toBeGreaterThan(500);
  expect(changed).toEqual([]);
});

test("a hostile text is redacted in time that grows with its length", () => {
  for (const part of ["${", "role/", "arn:aws:iam:", '"sts:ExternalId":["', "a@", "1", "AROA", "o-a", "<", "/", "\\", '"a" ', "%22"]) {
    const started = performance.now();
    expect(redact(part.repeat(20_000)).length).toBeGreaterThan(0);
    expect(redact(`"sts:ExternalId": [${part.repeat(20_000)}`).length).toBeGreaterThan(0);
    expect(performance.now() - started, part).toBeLessThan(2000);
  }
});
