/** The question to the simulator that a principal of the policy suggests. */
import type { ExplanationRow } from "../../engine-full/trust_policy_wasm.js";
import type { Question } from "../../state.ts";

/** A caller whom "any user or role of the account" means, and one whom only "everybody" does. */
const SOMEBODY = "user/anyone";
const STRANGER = `arn:aws:iam::999999999999:${SOMEBODY}`;

/** Null where the principal is nobody: there is no one to ask about. */
export function questionAbout(row: ExplanationRow, role: string | null, before: Question | null): Question | null {
  const principal = callerOf(row);
  if (principal === null) return null;
  return { role: { ...before?.role, arn: role ?? before?.role.arn ?? "" }, request: { action: row.api ?? actionOf(row), principal } };
}

function callerOf({ kind, principal, account }: ExplanationRow): string | null {
  switch (kind) {
    case "unknown":
      return null;
    case "everybody":
      return STRANGER;
    case "account":
      // An account itself calls nothing; somebody in it does.
      return principal.endsWith(":root") ? principal.replace(/root$/, SOMEBODY) : `arn:aws:iam::${account}:${SOMEBODY}`;
    case "user":
    case "role":
    case "session":
      return account === null ? null : principal;
    default:
      return principal;
  }
}

function actionOf({ kind }: ExplanationRow): string {
  if (kind === "saml-provider") return "sts:AssumeRoleWithSAML";
  return kind === "web-identity" ? "sts:AssumeRoleWithWebIdentity" : "sts:AssumeRole";
}
