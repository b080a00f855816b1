/** The addresses under which a policy is opened: by the page, and by the frame that a wiki embeds. */

/** What a frame may be asked for, beside the policy. The page's own look is what it has by itself. */
export interface Look {
  readonly theme?: string | undefined;
  readonly panels?: string | undefined;
  readonly readOnly?: boolean;
}

/**
 * What the frame may do. Its own origin keeps it apart from a page of another one; without it, the browser would keep no file
 * of the frame, and each frame would load the engine anew.
 */
export const SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads";

/** `#text=` and base64url of UTF-8: the form of `link.ts` that needs no waiting. The fragment is never sent to a server. */
export function fragment(text: string): string {
  if (text === "") return "";
  const binary = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
  return `#text=${btoa(binary).replace(/[+/=]/g, (char) => ({ "+": "-", "/": "_" })[char] ?? "")}`;
}

/** The playground's page with this text. `base` is any address in its folder. */
export function pageAddress(text: string, base: string): string {
  return new URL(`./${fragment(text)}`, base).href;
}

/** The frame with this text. Only how it looks stands where a server sees it. */
export function frameAddress(text: string, { theme, panels, readOnly }: Look, base: string): string {
  const query = new URLSearchParams();
  if (theme) query.set("theme", theme);
  if (panels) query.set("panels", panels);
  if (readOnly) query.set("read-only", "");
  const asked = query.toString().replace(/=(?=&|$)/g, "");
  return new URL(`embed.html${asked && `?${asked}`}${fragment(text)}`, base).href;
}
