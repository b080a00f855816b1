/** Serves the built site as GitHub Pages does: under a sub-path, so that the tests prove that its links are relative. */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

export const BASE = "/repo/";

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".png": "image/png",
  ".webmanifest": "application/manifest+json",
};
const compressed = new Set([".html", ".js", ".css", ".svg", ".wasm", ".webmanifest"]);

/** What GitHub Pages says of every file, too: a browser may take it for right for ten minutes. */
const HEADERS = { "cache-control": "max-age=600" };

/** The host of a page in `<iframe sandbox="allow-scripts">`, as a wiki would embed it. */
const embedder = `<!doctype html><html lang="en"><title>Embedder</title><link rel="icon" href="data:,">
<iframe title="Playground" sandbox="allow-scripts" src="${BASE}" width="1200" height="760"></iframe>`;

export function createSite(root) {
  return createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    const answer = (status, type, body, headers = {}) => {
      // GitHub Pages sends this header, too; modules in a sandboxed frame (an opaque origin) need it.
      response.writeHead(status, { "content-type": type, "access-control-allow-origin": "*", ...headers });
      response.end(body);
    };
    const zipped = String(request.headers["accept-encoding"]).includes("gzip");
    if (path === "/embedder.html") return answer(200, types[".html"], embedder);
    if (!path.startsWith(BASE)) return answer(404, "text/plain", "not found");
    const name = normalize(path.slice(BASE.length) || "index.html");
    if (name.startsWith("..")) return answer(404, "text/plain", "not found");
    try {
      const file = join(root, name.endsWith("/") ? `${name}index.html` : name);
      const type = types[extname(file)] ?? "application/octet-stream";
      const body = await readFile(file);
      if (!zipped || !compressed.has(extname(file))) return answer(200, type, body, HEADERS);
      answer(200, type, gzipSync(body), { ...HEADERS, "content-encoding": "gzip", vary: "accept-encoding" });
    } catch {
      answer(404, types[".html"], await readFile(join(root, "404.html")));
    }
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = process.env.SITE_DIST ?? fileURLToPath(new URL("../../www/dist/", import.meta.url));
  const port = Number(process.env.PORT ?? 4317);
  createSite(root).listen(port, "127.0.0.1", () => console.log(`http://127.0.0.1:${port}${BASE}`));
}
