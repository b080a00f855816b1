/** What an example is, and short ways to write one. */

export interface Example {
  /** Says the problem, as a person would. Unique: it is the example's name. */
  readonly title: string;
  readonly text: string;
}

/** AWS's documentation account. */
export const account = "arn:aws:iam::111122223333";
export const github = `${account}:oidc-provider/token.actions.githubusercontent.com`;

/** A policy with these statements, as the console would write it. */
export function policy(...statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements }, null, 2);
}

export function allow(principal: object, condition?: object, action: string | string[] = "sts:AssumeRole"): object {
  return {
    Effect: "Allow",
    Principal: principal,
    Action: action,
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}
