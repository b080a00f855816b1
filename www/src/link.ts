/** Text in the address: `#text=` and base64url of UTF-8. The fragment is never sent to a server. */

/** More than this is not opened: a link must not be able to make the page work hard. */
const MAX_BYTES = 64 * 1024;

export type Linked = { readonly text: string } | { readonly problem: "broken" | "too-long" } | null;

export function readLink(fragment: string): Linked {
  const encoded = /^#text=([^&]*)/.exec(fragment)?.[1];
  if (encoded === undefined || encoded === "") return null;
  // Four characters carry three bytes: refused before it is decoded.
  if (encoded.length > Math.ceil((MAX_BYTES * 4) / 3)) return { problem: "too-long" };
  try {
    const binary = atob(encoded.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { problem: "broken" };
  }
}
