/** A policy and what was found, as Markdown. Pure. */
import type { Report } from "../engine/trust_policy_wasm.js";
import { severityWord, verdict } from "../text.ts";
import { share as words } from "./text.ts";

/** The policy in a fence, the verdict, and the findings with their places. The pages of the rules are beside `page`. */
export function markdown(text: string, report: Report, page: string): string {
  return `${fenced(text)}\n\n${found(report, page)}\n`;
}

/** The same for an issue of GitHub: what was expected is left to fill in. */
export function issue(text: string, report: Report, page: string): string {
  const { heading, expected, expectedHint, policy, found: foundHeading } = words.issue;
  return [
    `## ${heading}`,
    `### ${expected}`,
    `<!-- ${expectedHint} -->`,
    `### ${policy}`,
    fenced(text),
    `### ${foundHeading}`,
    `${found(report, page)}\n`,
  ].join("\n\n");
}

function found({ save, findings }: Report, page: string): string {
  const said = [save.code === null ? "" : code(save.code), save.message === null ? "" : code(save.message)]
    .filter((part) => part !== "")
    .join(" ");
  const title = `**${verdict[save.verdict]}**${said === "" ? "" : `: ${said}`}`;
  if (findings.length === 0) return `${title}\n\n${words.noFindings}`;
  const items = findings.map(
    ({ severity, span, message, rule, url }) =>
      `- **${severityWord[severity]}** ${span.start.line}:${span.start.column} ${prose(message)} ([${rule}](${new URL(url, page).href}))`,
  );
  return `${title}\n\n${items.join("\n")}`;
}

/** The engine's words: what stands in backticks is a quotation, the rest must not become markup. */
function prose(message: string): string {
  return message
    .split("`")
    .map((part, i) => (i % 2 === 1 ? code(part) : part.replace(/[\\*_[\]<>&#|~]/g, "\\$&")))
    .join("");
}

function code(text: string): string {
  const line = text.replace(/\s+/g, " ");
  const ticks = "`".repeat(longest(line) + 1);
  const pad = /^`|`$/.test(line) ? " " : "";
  return ticks + pad + line + pad + ticks;
}

/** A fence is longer than any run of backticks in the text, so the text cannot end it. */
function fenced(text: string): string {
  const fence = "`".repeat(Math.max(3, longest(text) + 1));
  return `${fence}json\n${text.replace(/\n+$/, "")}\n${fence}`;
}

function longest(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
