/**
 * The examples menu. The first two groups are the policies of two articles that people find when they search for the
 * error; account numbers are AWS's documentation ones.
 */
import { federation } from "./federation.ts";
import { overlooked } from "./overlooked.ts";
import { pasted } from "./pasted.ts";
import type { Example } from "./policy.ts";
import { refused } from "./refused.ts";
import { right } from "./right.ts";

export interface ExampleGroup {
  readonly title: string;
  readonly examples: readonly Example[];
}

export const exampleGroups: readonly ExampleGroup[] = [
  { title: "“Invalid principal in policy”", examples: refused },
  { title: "The right way", examples: right },
  { title: "Sign-in from elsewhere", examples: federation },
  { title: "As it gets pasted", examples: pasted },
  { title: "Easily overlooked", examples: overlooked },
];

export const examples: readonly Example[] = exampleGroups.flatMap((group) => group.examples);

/** Shown when the page opens. */
export const firstExample: Example = refused[0] ?? { title: "", text: "" };
