/** The explanation as plain text: word for word what `trust-policy explain` prints. */
import type { Explanation, ExplanationRow } from "../../engine-full/trust_policy_wasm.js";
import { wrapWords } from "./measure.ts";

/** The width of the text, and of the labels in it. */
const WIDTH = 80;
const LABELS = 14;

export function asText(explanation: Explanation, refused: boolean): string {
  const role = visible(explanation.role ?? "this role");
  const head = refused ? "AWS would refuse this policy as it is; `trust-policy check` says why.\n\n" : "";
  if (explanation.rows.length === 0) return `${head}Nobody can assume ${role}: no statement trusts anybody.\n`;
  return `${head}Who can assume ${role}\n${explanation.rows.map((row, at) => `\n${ofRow(row, at + 1)}`).join("")}`;
}

function ofRow(row: ExplanationRow, at: number): string {
  const number = `${at}. `;
  const needed = { yes: "needed.", no: "not needed.", depends: "depends." }[row.needs.identityPolicy];
  return [
    ...wrapWords(visible(row.who), WIDTH - number.length).map((line, i) => (i === 0 ? number : " ".repeat(number.length)) + line),
    ...field("calls", row.api === null ? "nothing that would let it in" : [row.api, ...row.also].join(", ")),
    ...row.conditions.flatMap(({ text }, i) => field(i === 0 ? "only" : "and only", text.replace(/^only /, ""))),
    ...row.denies.flatMap(({ text, path }) => field("but", `${text} (${path})`)),
    ...field("own policy", `${needed} ${row.needs.why}`),
    ...field("risk", row.risk),
    ...row.findings.flatMap(({ rule, severity, message }) => field("", `${severity}[${rule}]: ${message}`)),
    ...field("at", `line ${row.span.start.line}, ${row.path}`),
  ]
    .map((line) => `${line}\n`)
    .join("");
}

/** A label and its text, set in below it. */
function field(label: string, text: string): string[] {
  return wrapWords(visible(text), WIDTH - LABELS).map((line, i) => `   ${(i === 0 ? label : "").padEnd(LABELS - 3)}${line}`);
}

/** Characters that break lines, turn their order around or cannot be seen, by their number. */
function visible(text: string): string {
  return text.replace(
    /[^\S \u3000]|[\p{Cc}\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|[\u{e0000}-\u{e0fff}]/gu,
    (character) => `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}>`,
  );
}
