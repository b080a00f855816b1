/**
 * Where the site will stand, if whoever builds it says so in `SITE_ADDRESS`. The page itself needs no address. Search
 * engines and previews of links want a whole one, and the page for missing addresses can only guess where home is.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Plugin } from "vite";

const site = process.env["SITE_ADDRESS"] ? new URL(process.env["SITE_ADDRESS"].replace(/\/*$/, "/")) : null;

/** The whole address of a file where it can be known, else one beside the page. */
export function absolute(name: string): string {
  return site === null ? `./${name}` : new URL(name, site).href;
}

export function address(): Plugin {
  let folder = "";
  return {
    name: "address",
    configResolved(config) {
      folder = join(config.root, config.build.outDir);
    },
    transformIndexHtml: (_, { path }) =>
      site === null || path !== "/index.html"
        ? []
        : [
            { tag: "link", attrs: { rel: "canonical", href: site.href }, injectTo: "head" },
            { tag: "meta", attrs: { property: "og:url", content: site.href }, injectTo: "head" },
          ],
    async writeBundle() {
      if (site === null) return;
      const file = join(folder, "404.html");
      const page = await readFile(file, "utf8");
      if (!page.includes(GUESSED)) throw new Error(`404.html has no ${GUESSED}`);
      await writeFile(file, page.replace(GUESSED, `href="${site.pathname}"`));
    },
  };
}

/** The way home in 404.html, which its script guesses. */
const GUESSED = 'href="./" data-guessed';
