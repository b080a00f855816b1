/** Tells the service worker, once the site is built, which files there are. */
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build, type Plugin, type ResolvedConfig } from "vite";
import { here } from "../src/offline/here.ts";
import type { Build } from "../src/worker/build.ts";

const WORKER = "service-worker.js";

/** What the page needs; `assets/` holds every script and style, those of parts that are loaded later among them. */
const KEPT = ["index.html", "early.js", "favicon.svg", "manifest.webmanifest", "assets/"];

/** What only others ask for: hosts, operating systems, those who show a preview of a link. */
const NEVER = [WORKER, "404.html", "icons/", "preview.png", "robots.txt"];

const isAmong = (name: string, names: readonly string[]): boolean => names.some((start) => name.startsWith(start));

export function offline(): Plugin {
  let config: ResolvedConfig;
  return {
    name: "offline",
    apply: "build",
    configResolved(resolved) {
      config = resolved;
    },
    // At the very end: what counts is what stands in the folder.
    closeBundle: {
      order: "post",
      sequential: true,
      async handler(error) {
        if (error !== undefined) return;
        const site = join(config.root, config.build.outDir);
        const script = await compile(config);
        await writeFile(join(site, WORKER), script.replace("__BUILD__", JSON.stringify(await describe(site))));
      },
    },
  };
}

/** The worker as one script of its own: it shares nothing with the page. */
async function compile({ root, build: { target } }: ResolvedConfig): Promise<string> {
  const entry = join(root, "src/worker/service-worker.ts");
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: "warn",
    build: { write: false, target, lib: { entry, formats: ["es"], fileName: () => WORKER } },
  });
  const chunks = [built].flat().flatMap((result) => ("output" in result ? result.output : []));
  const code = chunks.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")).join("");
  if (!code.includes("__BUILD__") || /^(import|export)\b/m.test(code))
    throw new Error(`${WORKER} must be one script, with a place for what was built`);
  return code;
}

async function describe(site: string): Promise<Build> {
  const files: Record<string, string> = {};
  const version = createHash("sha256");
  for (const name of await filesIn(site)) {
    if (!isAmong(name, KEPT)) continue;
    const hash = createHash("sha256").update(await readFile(join(site, name))).digest("base64");
    // Asked for as a folder, which every host answers without sending the browser elsewhere.
    files[name === "index.html" ? "" : name] = `sha256-${hash}`;
    version.update(`${name} ${hash}\n`);
  }
  const entries = await readdir(site, { withFileTypes: true });
  const onVisit = entries
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    .filter((name) => !isAmong(name, KEPT) && !isAmong(name, NEVER))
    .sort();
  return { version: version.digest("hex").slice(0, 16), files, onVisit, here };
}

/** Every file below the folder, with slashes, in an order that is the same everywhere. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1).replaceAll("\\", "/"))
    .sort();
}
