/**
 * Makes the icons and the picture that accompanies a shared link, from the favicon and the page's own colours:
 * `npm run pictures`. They are committed, so that a build needs no browser.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { launchOptions } from "./chromium.mjs";

const www = new URL("../../www/", import.meta.url);
const read = (name) => readFile(new URL(name, www), "utf8");
const favicon = await read("public/favicon.svg");
const tokens = await read("src/styles/tokens.css");

/** The icon at a size. A system that cuts icons into a shape of its own takes off up to a fifth on each side. */
function icon(size, { cut }) {
  const drawing = cut
    ? favicon.replace('viewBox="0 0 32 32"', 'viewBox="-5 -5 42 42"').replace(/<rect[^>]*>/, '<rect x="-5" y="-5" width="42" height="42" fill="#0b5c63"/>')
    : favicon;
  return { width: size, height: size, html: `<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${drawing}` };
}

const preview = {
  width: 1200,
  height: 630,
  html: `<style>${tokens}
    body { box-sizing: border-box; height: 630px; margin: 0; padding: 56px 64px; display: grid; grid-template-rows: auto 1fr auto;
      gap: 28px; background: var(--ground); color: var(--ink); font: 30px/1.35 var(--sans); }
    header { display: flex; align-items: center; gap: 24px; }
    header svg { width: 84px; height: 84px; }
    h1 { margin: 0; font-size: 54px; line-height: 1; letter-spacing: -0.03em; }
    header p { margin: 8px 0 0; color: var(--muted); font-size: 28px; }
    pre { margin: 0; padding: 22px 30px; border: 2px solid var(--line); border-radius: 14px; background: var(--panel);
      font: 27px/1.5 var(--mono); align-self: stretch; align-content: center; }
    i { font-style: normal; color: var(--code-key); }
    u { text-decoration: underline wavy var(--error) 3px; text-underline-offset: 8px; background: color-mix(in srgb, var(--error) 12%, transparent); }
    .verdict { display: flex; align-items: center; gap: 28px; padding: 22px 30px; border-radius: 14px; background: var(--slab-rejected); color: #fff; }
    .verdict svg { width: 62px; height: 62px; fill: none; stroke: #fff; stroke-width: 2.5; stroke-linecap: round; }
    .verdict b { display: block; font-size: 46px; line-height: 1.1; letter-spacing: -0.03em; }
    .verdict span { font: 24px/1.4 var(--mono); }
  </style>
  <header>${favicon}<div><h1>Trust Policy Playground</h1><p>Why AWS refuses your role trust policy, and the repair.</p></div></header>
  <pre><i>"Principal"</i>: {
  <i>"AWS"</i>: "<u>arn:aws:iam::111122223333:user/dev-*</u>"
}</pre>
  <div class="verdict"><svg viewBox="0 0 24 24"><circle cx="12" cy="12" r="9"/><path d="M9 9l6 6M15 9l-6 6"/></svg>
    <div><b>AWS refuses this</b><span>Invalid principal in policy</span></div></div>`,
};

const pictures = {
  "icons/192.png": icon(192, { cut: false }),
  "icons/512.png": icon(512, { cut: false }),
  "icons/maskable.png": icon(512, { cut: true }),
  "icons/apple-touch-icon.png": icon(180, { cut: true }),
  "preview.png": preview,
};

await mkdir(new URL("public/icons/", www), { recursive: true });
const browser = await chromium.launch(launchOptions);
try {
  for (const [name, { width, height, html }] of Object.entries(pictures)) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme: "light" });
    await page.setContent(`<!doctype html>${html}`);
    const file = fileURLToPath(new URL(`public/${name}`, www));
    const picture = await page.screenshot({ omitBackground: true });
    await writeFile(file, picture);
    console.log(`${name}: ${picture.length} bytes`);
    await page.close();
  }
} finally {
  await browser.close();
}
