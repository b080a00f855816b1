/** Writes a text into an address, for link.ts to read. */
import type { CheckOptions } from "../engine/trust_policy_wasm.js";
import { MAX_BYTES, MAX_KNOWN_BYTES } from "../link.ts";

/** The fragment for this text, or null where it is too long for one. */
export async function writeLink(text: string, known: CheckOptions): Promise<string | null> {
  const parts: (readonly [string, number])[] = [[text, MAX_BYTES]];
  if (Object.keys(known).length > 0) parts.push([JSON.stringify(known), MAX_KNOWN_BYTES]);
  const encoded: string[] = [];
  for (const [part, limit] of parts) {
    const raw = new TextEncoder().encode(part);
    if (raw.length > limit) return null;
    encoded.push(base64url(await deflated(raw)));
  }
  return `#v1.${encoded.join(".")}`;
}

async function deflated(data: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([data]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function base64url(data: Uint8Array): string {
  const binary = Array.from(data, (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
