/**
 * Keeps the page's own files, so that it works without a network after the first visit. It answers GET requests of its
 * own scope and nothing else. Of a request it reads the path alone, never what stands behind `?` or `#`, and nobody tells
 * it what is typed: a policy can reach neither its caches nor a server.
 */
import type { Build } from "./build.ts";

declare const self: ServiceWorkerGlobalScope;
/** Filled in when the site is built: see build/offline.ts. */
declare const __BUILD__: Build;

const { version, files, onVisit, here } = __BUILD__;
const scope = new URL(self.registration.scope);
/** Other sites may share the origin, as on GitHub Pages: the scope tells their caches apart. */
const prefix = `${scope.href}#`;
const own = prefix + version;

/**
 * On this machine the site may have been built again a moment ago, and asking for it costs nothing: there the page comes
 * from the server while that answers, and a new version takes over at once.
 */
const onThisMachine = here.includes(scope.hostname);

self.addEventListener("install", (event) => event.waitUntil(keepFiles()));

self.addEventListener("activate", (event) => {
  // The page of the first visit gets its later parts from here, too.
  event.waitUntil(Promise.all([self.clients.claim(), removeOldVersions()]));
});

self.addEventListener("message", (event) => {
  if (event.data === "take-over") event.waitUntil(self.skipWaiting());
});

self.addEventListener("fetch", (event) => {
  const name = nameOf(event.request);
  if (name === null) return;
  if (Object.hasOwn(files, name) || name.startsWith("assets/")) event.respondWith(fromKept(event, name));
  else if (onVisit.some((start) => name.startsWith(start))) event.respondWith(fromNetwork(event, name));
});

/** The file that is asked for, as the site names it; the page itself is "". Nothing if it is not of this site. */
function nameOf({ method, url }: Request): string | null {
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== scope.origin || !pathname.startsWith(scope.pathname)) return null;
  const name = pathname.slice(scope.pathname.length);
  return name === "index.html" ? "" : name;
}

/** Where a file is kept. */
const addressOf = (name: string): string => new URL(`./${name}`, scope).href;

const find = (cache: Cache | CacheStorage, name: string): Promise<Response | undefined> =>
  cache.match(addressOf(name), { ignoreVary: true });

/** One file after the other: this must not be in anybody's way. */
async function keepFiles(): Promise<void> {
  const cache = await caches.open(own);
  for (const [name, integrity] of Object.entries(files)) {
    // An attempt that was cut off goes on where it stopped.
    if (await find(cache, name)) continue;
    // The name of an asset changes with its content: the version before may have the very file.
    const isAsset = name.startsWith("assets/");
    const known = isAsset ? await find(caches, name) : undefined;
    // `integrity` makes the browser refuse a file of another version, while a deployment is under way.
    const asked: RequestInit = { integrity, cache: isAsset ? "default" : "no-cache", redirect: "error", priority: "low" };
    const response = known ?? (await fetch(addressOf(name), asked));
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    await cache.put(addressOf(name), response);
  }
  if (onThisMachine) await self.skipWaiting();
}

/** A second window may still run the version before, and ask for parts of it: then they stay until it is gone. */
async function removeOldVersions(): Promise<void> {
  if (self.registration.installing !== null || self.registration.waiting !== null) return;
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (windows.length > 1) return;
  const old = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== own);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function fromKept(event: FetchEvent, name: string): Promise<Response> {
  const { request } = event;
  if (request.mode === "navigate") event.waitUntil(removeOldVersions());
  if (onThisMachine && name === "") {
    const response = await fetch(addressOf(name), { cache: "no-cache" }).catch(() => null);
    if (response?.ok) return response;
  }
  // Last, a part of the version before, for a window that still runs it.
  return (await find(await caches.open(own), name)) ?? (await find(caches, name)) ?? fetch(request);
}

/** What is not needed for the page: as it is now, or, without a network, as it was at the last visit. */
async function fromNetwork(event: FetchEvent, name: string): Promise<Response> {
  const cache = await caches.open(own);
  try {
    const response = await fetch(event.request);
    if (response.ok && !response.redirected) event.waitUntil(cache.put(addressOf(name), response.clone()));
    return response;
  } catch (error) {
    const found = await find(cache, name);
    if (found === undefined) throw error;
    return found;
  }
}
