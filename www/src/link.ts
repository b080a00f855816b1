/**
 * Reads text in the address. share/link.ts writes it as `#v1.` and base64url of the deflated text; behind another dot, in the
 * same way, what is known about the role, as JSON. The fragment is never sent to a server.
 *
 * Older links are `#text=` and base64url of UTF-8, with `&options=` behind it. The pages of the rules still write them.
 */

/** More than this is neither put into a link nor opened: a link must not be able to make the page work hard. */
export const MAX_BYTES = 16 * 1024;
const MAX_OLD_BYTES = 64 * 1024;
export const MAX_KNOWN_BYTES = 2 * 1024;

export type Linked =
  | { readonly text: string; readonly options?: unknown }
  | { readonly problem: "broken" | "too-long" | "unknown-version" }
  | null;

export function readLink(fragment: string): Linked | Promise<Linked> {
  const version = /^#v(\d+)\./.exec(fragment)?.[1];
  if (version === undefined) return readOldLink(fragment);
  return version === "1" ? readDeflated(fragment.slice("#v1.".length)) : { problem: "unknown-version" };
}

function readOldLink(fragment: string): Linked {
  const [, encoded, options] = /^#text=([^&]*)(?:&options=([^&]*))?/.exec(fragment) ?? [];
  if (encoded === undefined || encoded === "") return null;
  // Four characters carry three bytes: refused before it is decoded.
  if (fragment.length > Math.ceil((MAX_OLD_BYTES * 4) / 3) + "#text=".length) return { problem: "too-long" };
  try {
    const text = utf8(bytes(encoded));
    return options === undefined ? { text } : { text, options: JSON.parse(utf8(bytes(options))) };
  } catch {
    return { problem: "broken" };
  }
}

async function readDeflated(payload: string): Promise<Linked> {
  // What does not deflate grows by a few bytes. Refused before anything is decoded.
  if (payload.length > ((MAX_BYTES + MAX_KNOWN_BYTES) * 4) / 3 + 64) return { problem: "too-long" };
  const [encoded = "", known, ...more] = payload.split(".");
  if (encoded === "" || more.length > 0) return { problem: "broken" };
  try {
    const text = utf8(await inflated(bytes(encoded), MAX_BYTES));
    return known === undefined ? { text } : { text, options: JSON.parse(utf8(await inflated(bytes(known), MAX_KNOWN_BYTES))) };
  } catch (error) {
    return { problem: error instanceof TooLong ? "too-long" : "broken" };
  }
}

class TooLong extends Error {}

/** Inflates piece by piece, and stops at the limit: a small link can hold a very long text. */
async function inflated(data: Uint8Array<ArrayBuffer>, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([data]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const whole = new Uint8Array(limit);
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return whole.slice(0, length);
    if (length + value.length > limit) {
      void reader.cancel().catch(() => undefined);
      throw new TooLong();
    }
    whole.set(value, length);
    length += value.length;
  }
}

function utf8(data: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true }).decode(data);
}

function bytes(encoded: string): Uint8Array<ArrayBuffer> {
  const binary = atob(encoded.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}
