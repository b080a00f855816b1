/**
 * Text in the address: `#text=` and base64url of UTF-8, and behind `&options=` what is known about the role, as JSON.
 * The fragment is never sent to a server.
 */

/** More than this is not opened: a link must not be able to make the page work hard. */
const MAX_BYTES = 64 * 1024;

export type Linked = { readonly text: string; readonly options?: unknown } | { readonly problem: "broken" | "too-long" } | null;

export function readLink(fragment: string): Linked {
  const [, encoded, options] = /^#text=([^&]*)(?:&options=([^&]*))?/.exec(fragment) ?? [];
  if (encoded === undefined || encoded === "") return null;
  // Four characters carry three bytes: refused before it is decoded.
  if (fragment.length > Math.ceil((MAX_BYTES * 4) / 3) + "#text=".length) return { problem: "too-long" };
  try {
    const text = decoded(encoded);
    return options === undefined ? { text } : { text, options: JSON.parse(decoded(options)) };
  } catch {
    return { problem: "broken" };
  }
}

function decoded(base64url: string): string {
  const binary = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}
