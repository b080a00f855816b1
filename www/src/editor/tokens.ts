/**
 * The tokens of a line of JSON, however broken. No string of JSON goes past its line, so each line stands for itself: a
 * mistake is never coloured further than to its end.
 */

export type TokenKind = "key" | "string" | "literal" | "punctuation";

export interface Token {
  readonly kind: TokenKind;
  readonly from: number;
  readonly to: number;
}

/**
 * Strings (one without its end goes to the end of the line), words, numbers, signs. What single quotes hold is short: an
 * apostrophe would otherwise be followed to the end of the line, and so would the next.
 */
const TOKEN = /"(?:[^"\\]|\\.)*(?:"|\\?$)|'(?:[^'\\]|\\.){0,500}'|[A-Za-z_$][\w$-]*|-?\d[\w.+-]*|[{}[\],:]/g;
const BEFORE_VALUE = /\s*:/y;

/** The tokens of a line or of a part of it. */
export function* tokens(text: string): Generator<Token> {
  for (const match of text.matchAll(TOKEN)) {
    const from = match.index;
    const to = from + match[0].length;
    const kind = kindOf(match[0], text, to);
    if (kind !== null) yield { kind, from, to };
  }
}

function kindOf(token: string, text: string, end: number): TokenKind | null {
  if (/^[{}[\],:]/.test(token)) return "punctuation";
  BEFORE_VALUE.lastIndex = end;
  if (BEFORE_VALUE.test(text)) return "key";
  if (/^["']/.test(token)) return "string";
  return /^(true|false|null|-?\d.*)$/.test(token) ? "literal" : null;
}
