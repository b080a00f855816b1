/** The words of the panel “Error”. */
import { count } from "../../text.ts";
import type { Likelihood } from "../../engine-full/trust_policy_wasm.js";

export const error = {
  label: "What AWS says",
  hint: "Paste the error, with whatever stands around it: a terminal, a log, a stack trace, an event of CloudTrail.",
  placeholder:
    "An error occurred (AccessDenied) when calling the AssumeRole operation: User: arn:aws:iam::444455556666:user/alice is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/deploy",
  clear: "Clear",
  unknown: "Not recognised",
  parts: "The message names",
  causes: "What may be behind it",
  withPolicy: "Ranked with the policy in the editor.",
  withoutPolicy: "Ranked without a policy: paste the role’s trust policy into the editor, and the list is about this role.",
  withAnswer: "Ranked with the role’s policy, out of what you pasted.",
  openPolicy: "Open it in the editor",
  openOther: "Open the policy of the message instead",
  answer: "What a command printed",
  answerHint: "Paste what one of the commands printed, or its error: it settles causes, or rules them out.",
  take: "Take it into account",
  told: "What the commands say",
  toldBeside: "Beside the error there is",
  forget: "Forget these",
  goTo: (path: string) => `Go to ${path}`,
  rule: "Show the finding",
  tell: "Commands that tell; they change nothing",
  ask: "Try this call under “Can they?”",
  more: (n: number) => `${count(n, "cause", "causes")} less likely here`,
  save: "Save the repaired policy at AWS",
  refused: "AWS still refuses the policy as it stands; the rest is under",
  findings: "Findings",
  decoded: (line: string) => `Error: ${line}`,
  guide: "No message at hand? Answer a few questions.",
  back: "Back",
  again: "Start again",
} as const;

export const likelihood: Readonly<Record<Likelihood, string>> = {
  high: "Likely",
  medium: "Possible",
  low: "Unlikely",
};

/** What the parts of a message are called, in the order in which they are shown. */
export const parts = {
  principal: "Caller",
  action: "Action",
  resource: "Resource",
  service: "Service",
  policyType: "Policy that is to blame",
  value: "Value",
  issuer: "Issuer of the token",
  requestId: "Request id",
} as const;
