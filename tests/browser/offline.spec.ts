/** The page without a network, and how a new version gets to somebody who has the old one. */
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { Playground, expect, test as base, trust } from "./playground.ts";
import { BASE, createSite } from "./server.mjs";

const dist = process.env["SITE_DIST"] ?? fileURLToPath(new URL("../../www/dist/", import.meta.url));

/** A site of the test's own: it may be built again, and go away. */
interface Site {
  /** On a name that is not this machine's own, as far as the page can tell. */
  readonly url: string;
  /** The same site as `cargo xtask serve` would name it. */
  readonly here: string;
  /** Builds a version that differs from the first in its title only. */
  build(title: string, options?: { pageLater: boolean }): Promise<void>;
  stop(): Promise<void>;
}

const test = base.extend<{ site: Site }>({
  site: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "playground-"));
    await cp(dist, folder, { recursive: true });
    const server = createSite(folder).listen(0, "127.0.0.1");
    await new Promise((ready) => server.once("listening", ready));
    const { port } = server.address() as AddressInfo;
    const stop = (): Promise<void> =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      });
    await use({
      url: `http://playground.localhost:${port}${BASE}`,
      here: `http://127.0.0.1:${port}${BASE}`,
      build: (title, options) => build(folder, title, options?.pageLater ?? false),
      stop,
    });
    await stop();
    await rm(folder, { recursive: true });
  },
});

/** As the build does: another page, and a service worker that knows its hash. */
async function build(folder: string, title: string, pageLater: boolean): Promise<void> {
  const page = (await readFile(join(folder, "index.html"), "utf8")).replace(/<title>.*?<\/title>/, `<title>${title}</title>`);
  const hash = Buffer.from(await crypto.subtle.digest("SHA-256", Buffer.from(page))).toString("base64");
  const worker = await readFile(join(folder, "service-worker.js"), "utf8");
  if (!pageLater) await writeFile(join(folder, "index.html"), page);
  await writeFile(
    join(folder, "service-worker.js"),
    worker.replace(/"":"sha256-[^"]*"/, `"":"sha256-${hash}"`).replace(/"version":"[^"]*"/, `"version":"${title}"`),
  );
}

/** Everything that the site's caches hold: the address and how long it is. */
function kept(page: Page): Promise<[address: string, length: number][]> {
  return page.evaluate(async () => {
    const held: [string, number][] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const response = await cache.match(request);
        held.push([request.url, (await response?.arrayBuffer())?.byteLength ?? 0]);
      }
    }
    return held;
  });
}

/** Opens the page and waits until it is kept. */
async function visit(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await new Playground(page).ready();
  await page.evaluate(() => navigator.serviceWorker.ready);
  // The worker of the first visit takes over the page that is open.
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
}

/** Has the browser look for a new version now: by itself it takes its time, so as not to disturb a page that loads. */
async function lookForNewVersion(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const found = (await registration.update()).installing;
    while (found?.state === "installing") await new Promise((next) => found.addEventListener("statechange", next, { once: true }));
  });
}

const versions = (page: Page): Promise<number> => page.evaluate(async () => (await caches.keys()).length);
/** The title of the page that would open without a network. */
const keptTitle = (page: Page, url: string): Promise<string | undefined> =>
  page.evaluate(async (url) => {
    const response = await caches.match(url);
    return /<title>(.*?)<\/title>/.exec((await response?.text()) ?? "")?.[1];
  }, url);

const newVersion = (page: Page) => page.getByRole("region", { name: "New version" });

test("after the first visit the page opens and works without a network", async ({ page, playground, site }) => {
  await visit(page, site.url);
  await site.stop();
  for (const address of [site.url, `${site.url}index.html`, `${site.url}?from=a-bookmark`]) {
    await page.goto(address);
    await playground.ready();
    await expect(playground.verdict).toContainText("AWS refuses this");
  }
  await page.reload();
  await playground.ready();
  await playground.replaceText(trust({ Service: "ec2" }));
  await playground.applyAll.click();
  await expect(playground.verdict).toContainText("AWS accepts this");
});

test("parts that were never opened come without a network too, in the very window of the first visit", async ({ page, site, playground }) => {
  await visit(page, site.url);
  await site.stop();
  for (const name of [/^Who can/, "Can they?", "Error"]) {
    await page.getByRole("tab", { name }).click();
    const panel = page.getByRole("tabpanel", { name });
    await expect(panel).toBeVisible();
    await expect(panel.getByText("Opening…")).toBeHidden();
    await expect(panel.getByRole("alert")).toHaveCount(0);
  }
  await expect(page.getByRole("textbox", { name: "What AWS says" })).toBeVisible();
  await page.getByRole("button", { name: "Share" }).click();
  await expect(page.getByRole("dialog", { name: "Share" })).toBeVisible();
  expect(playground.problems).toEqual([]);
});

test("a link to a policy opens without a network, and leaves no trace in what is kept", async ({ page, playground, site, context }) => {
  await visit(page, site.url);
  await context.setOffline(true);
  await page.goto("about:blank");
  const text = trust({ Service: "lambda.amazonaws.com" });
  await page.goto(`${site.url}#text=${Buffer.from(text).toString("base64url")}`);
  await playground.ready();
  expect(await playground.text()).toBe(text);
  await context.setOffline(false);
  expect((await kept(page)).filter(([address]) => /[#?]/.test(address))).toEqual([]);
});

test("every script and style of the page is kept, those of parts that nobody has opened too", async ({ page, site, playground }) => {
  await visit(page, site.url);
  const assets = await readdir(join(dist, "assets"));
  const held = (await kept(page)).map(([address]) => address);
  for (const name of assets) expect(held).toContain(`${site.url}assets/${name}`);
  expect(held).toContain(site.url);
  expect(held.filter((address) => !address.startsWith(site.url))).toEqual([]);
  expect((await kept(page)).filter(([, length]) => length === 0)).toEqual([]);
  expect(playground.problems).toEqual([]);
});

test("the page of a rule is kept once it was visited", async ({ page, site }) => {
  await visit(page, site.url);
  await page.goto(`${site.url}rules/service-principal-name.html?from=a-search`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("service-principal-name");
  const address = `${site.url}rules/service-principal-name.html`;
  await expect.poll(async () => (await kept(page)).map(([held]) => held)).toContain(address);
  await site.stop();
  await page.goto(address);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("service-principal-name");
});

test("a new version is offered, and the text survives the reload", async ({ page, playground, site }) => {
  await visit(page, site.url);
  await site.build("Second");
  await page.reload();
  await playground.ready();
  // The version that is there opens at once; the new one comes beside it.
  await expect(page).toHaveTitle("Trust Policy Playground");
  const text = trust({ Service: "ec2" });
  await playground.replaceText(text);
  await page.getByText("About this role (optional)").click();
  await page.getByRole("textbox", { name: "Role ARN" }).fill("111122223333");
  await lookForNewVersion(page);
  await page.getByRole("tab", { name: "Error" }).click();
  await page.getByRole("textbox", { name: "What AWS says" }).fill("AccessDenied");
  await expect(newVersion(page)).toContainText("Your text stays");
  await newVersion(page).getByRole("button", { name: "Reload" }).click();

  await expect(page).toHaveTitle("Second");
  await expect(page.getByText("connections are switched off")).toBeVisible();
  expect(await playground.text()).toBe(text);
  await expect(page.getByRole("textbox", { name: "Role ARN" })).toHaveValue("111122223333");
  await expect(page.getByRole("textbox", { name: "What AWS says" })).toHaveValue("AccessDenied");
  await expect(newVersion(page)).toBeHidden();
  await expect.poll(() => versions(page)).toBe(1);
  // Nothing of it stays behind: the next reload starts afresh.
  await page.reload();
  await playground.ready();
  expect(await playground.text()).not.toBe(text);
});

test("a new version waits for as long as nobody asks for it", async ({ page, playground, site }) => {
  await visit(page, site.url);
  await site.build("Second");
  await page.reload();
  await lookForNewVersion(page);
  await newVersion(page).getByRole("button", { name: "Later" }).click();
  await expect(newVersion(page)).toBeHidden();
  await playground.replaceText(trust({ Service: "ec2" }));
  await expect(playground.summary).toContainText("1 error");
  await expect(page).toHaveTitle("Trust Policy Playground");
});

test("a second window stays as it is when the first one takes the new version", async ({ page, site, context }) => {
  await visit(page, site.url);
  const other = await context.newPage();
  const second = new Playground(other);
  await other.goto(site.url);
  await second.ready();
  await second.replaceText(trust({ Service: "ec2" }));
  await site.build("Second");
  await page.reload();
  await lookForNewVersion(page);
  await newVersion(page).getByRole("button", { name: "Reload" }).click();
  await expect(page).toHaveTitle("Second");

  await expect(other).toHaveTitle("Trust Policy Playground");
  expect(await second.text()).toBe(trust({ Service: "ec2" }));
  // It may still ask for parts of the version that it runs.
  expect(await versions(page)).toBe(2);
  await newVersion(other).getByRole("button", { name: "Reload" }).click();
  await expect(other).toHaveTitle("Second");
  await second.ready();
  expect(await second.text()).toBe(trust({ Service: "ec2" }));
  await other.close();
  await page.reload();
  await expect.poll(() => versions(page)).toBe(1);
});

test("while a deployment is under way nothing of two versions is mixed", async ({ page, playground, site }) => {
  await visit(page, site.url);
  // The host has the new service worker already, and the page of before.
  await site.build("Second", { pageLater: true });
  await page.reload();
  await playground.ready();
  await lookForNewVersion(page);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).waiting)).toBe(null);
  expect(await keptTitle(page, site.url)).toBe("Trust Policy Playground");
  await expect(newVersion(page)).toBeHidden();
  await site.build("Second");
  await page.reload();
  await lookForNewVersion(page);
  await newVersion(page).getByRole("button", { name: "Reload" }).click();
  await expect(page).toHaveTitle("Second");
});

test("on this machine a page that was built again shows at the next reload", async ({ page, playground, site }) => {
  await visit(page, site.here);
  for (const title of ["Second", "Third"]) {
    await site.build(title);
    await page.reload();
    await expect(page).toHaveTitle(title);
    await playground.ready();
    await lookForNewVersion(page);
    await expect.poll(() => keptTitle(page, site.here)).toBe(title);
  }
  await expect.poll(() => versions(page)).toBe(1);
  await expect(newVersion(page)).toBeHidden();
  await site.stop();
  await page.reload();
  await expect(page).toHaveTitle("Third");
  await playground.ready();
});

for (const [kind, sandbox] of [
  ["a sandboxed frame", "allow-scripts"],
  ["a frame of another page", null],
] as const) {
  test(`in ${kind} nothing is kept, and nobody complains`, async ({ page, playground, site }) => {
    await page.goto(new URL("/embedder.html", site.url).href);
    await page.evaluate((sandbox) => {
      const frame = document.createElement("iframe");
      if (sandbox !== null) frame.setAttribute("sandbox", sandbox);
      frame.src = document.querySelector("iframe")?.src ?? "";
      document.querySelector("iframe")?.replaceWith(frame);
    }, sandbox);
    const frame = page.frameLocator("iframe");
    await expect(frame.getByText("connections are switched off")).toBeVisible();
    await expect(frame.getByRole("status", { name: "What AWS would say" })).toContainText("AWS refuses this");
    // The page would ask at its first idle moment, which is over when a second one has come.
    await page.evaluate(() => new Promise((idle) => requestIdleCallback(() => requestIdleCallback(idle))));
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
    expect(await versions(page)).toBe(0);
    expect(playground.problems).toEqual([]);
  });
}

test("typing asks for nothing while the page is being kept", async ({ page, playground, site }) => {
  await page.goto(site.url);
  await playground.ready();
  const loaded = playground.requests.length;
  await playground.replaceText(trust({ Service: "ec2" }));
  await expect(playground.summary).toContainText("1 error");
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
  await playground.replaceText(trust({ Service: "ec2.amazonaws.com" }));
  await expect(playground.verdict).toContainText("AWS accepts this");
  expect(playground.requests.slice(loaded)).toEqual([]);
});
