/** What to paste into a wiki, for a policy and a look. Pure: used by the page's script, and by the build for its first text. */
import { frameAddress, pageAddress, SANDBOX, type Look } from "../embed/address.ts";
import { words } from "./text.ts";

export interface Wanted extends Look {
  readonly policy: string;
  readonly height?: string;
}

/** Where the frame has to have a height because nothing tells it one. */
const HEIGHT = "640";

/** Every snippet of the page by its name. `base` is an address in the playground's folder. */
export function snippets({ policy, height, ...look }: Wanted, base: string): Readonly<Record<string, string>> {
  const page = pageAddress(policy, base);
  const address = frameAddress(policy, look, base);
  const file = (name: string): string => new URL(name, base).href;
  const attributes = [
    ...(look.theme ? [["theme", look.theme]] : []),
    ...(look.panels ? [["panels", look.panels]] : []),
    ...(height ? [["height", height]] : []),
    ...(look.readOnly === true ? [["read-only", "true"]] : []),
  ]
    .map(([name, value]) => ` ${name}="${escaped(value ?? "")}"`)
    .join("");
  // A blank line would end the HTML in most kinds of Markdown.
  const lines = policy.replace(/\n\s*(?=\n)/g, "").trim();
  const element = `<trust-policy-playground${attributes}><pre>\n${inText(lines)}\n</pre></trust-policy-playground>`;
  const script = `<script src="${file("widget.js")}" defer></script>`;
  const source = escaped(address);
  const frame = `<iframe src="${source}" title="${words.frame}" width="100%" height="${height || HEIGHT}" sandbox="${SANDBOX}" allow="clipboard-write" referrerpolicy="no-referrer" loading="lazy"></iframe>`;
  return {
    element: `${script}\n${element}`,
    frame,
    link: page,
    address,
    markdown: `[${words.link}](${page})`,
    badge: `[![${words.badge}](${file("badge.svg")})](${page})`,
    gitlab: `![${words.frame}](${address})`,
    mediawiki: `[${page} ${words.link}]`,
    "mediawiki-frame": `<iframe src="${source}" width="100%" height="${height || HEIGHT}" />`,
    docusaurus: `scripts: [{ src: "${file("widget.js")}", defer: true }],`,
    mdx: `<trust-policy-playground${attributes} policy={\`${lines.replace(/[\\`]|\$(?=\{)/g, "\\$&")}\`}></trust-policy-playground>`,
    mkdocs: `extra_javascript:\n  - path: ${file("widget.js")}\n    defer: true`,
    "mkdocs-page": `<div>${element}</div>`,
    backstage: `techdocs:\n  sanitizer:\n    allowedIframeHosts:\n      - ${new URL(base).host}\nbackend:\n  csp:\n    frame-src: ["'self'", "${new URL(base).origin}"]`,
    "backstage-page": frame,
    csp: `script-src ${new URL(base).origin}; frame-src ${new URL(base).origin}`,
  };
}

function inText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

function escaped(text: string): string {
  return inText(text).replaceAll('"', "&quot;");
}
