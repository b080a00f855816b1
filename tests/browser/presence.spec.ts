/** What others see of the page: search engines, previews of links, systems that install it, and those who lost their way. */
import { expect, test, trust } from "./playground.ts";

/** Width and height, as a PNG says them in its head. */
function sizeOf(png: Buffer): string {
  expect(png.subarray(1, 4).toString("latin1")).toBe("PNG");
  return `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`;
}

test("the manifest is one, and says what the page says", async ({ page, playground }) => {
  await playground.open();
  const address = await page.locator("link[rel=manifest]").evaluate((link: HTMLLinkElement) => link.href);
  const response = await page.request.get(address);
  expect(response.headers()["content-type"]).toContain("application/manifest+json");
  const manifest = await response.json();
  expect(manifest.name).toBe(await page.title());
  expect(manifest.description).toBe(await page.locator("meta[name=description]").getAttribute("content"));
  // Relative, so that the same build can be installed from any sub-path.
  for (const field of ["id", "start_url", "scope"]) expect(new URL(manifest[field], address).href).toBe(page.url());
  for (const { src, sizes, type } of manifest.icons) {
    const icon = await page.request.get(new URL(src, address).href);
    expect(icon.headers()["content-type"], src).toBe(type);
    if (type === "image/png") expect(sizeOf(await icon.body()), src).toBe(sizes);
  }
  const large = manifest.icons.filter(({ sizes }: { sizes: string }) => sizes === "512x512");
  expect(large.map(({ purpose }: { purpose?: string }) => purpose)).toEqual([undefined, "maskable"]);
});

test("the browser finds nothing that is in the way of installing it", async ({ page, playground, context }) => {
  await playground.open();
  const session = await context.newCDPSession(page);
  expect(await session.send("Page.getAppManifest")).toMatchObject({ errors: [] });
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  // An incognito window is what the tests run in.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito")).toEqual([]);
});

test("a shared link has a title, a description and a picture", async ({ page, playground }) => {
  await playground.open();
  const said = (selector: string): Promise<string | null> => page.locator(selector).getAttribute("content");
  expect(await said("meta[property='og:title']")).toBe(await page.title());
  expect(await said("meta[property='og:description']")).toBe(await said("meta[name=description]"));
  expect(await said("meta[name='twitter:card']")).toBe("summary_large_image");
  const picture = await page.request.get(new URL((await said("meta[property='og:image']")) ?? "", page.url()).href);
  const body = await picture.body();
  expect(sizeOf(body)).toBe(`${await said("meta[property='og:image:width']")}x${await said("meta[property='og:image:height']")}`);
  expect(body.length).toBeLessThan(100_000);
  const touch = await page.locator("link[rel=apple-touch-icon]").evaluate((link: HTMLLinkElement) => link.href);
  expect(sizeOf(await (await page.request.get(touch)).body())).toBe("180x180");
});

for (const lost of ["no-such-page", "rules/no-such-rule.html", "rules/far/away", "assets/old.js", "no-such-folder/"]) {
  test(`from ${lost} the way leads home, and the policy in the link comes along`, async ({ page, playground }) => {
    const text = trust({ Service: "ec2" });
    await page.goto(`./${lost}#text=${Buffer.from(text).toString("base64url")}`);
    await page.getByRole("link", { name: "Go to the playground" }).click();
    await playground.ready();
    expect(new URL(page.url()).pathname).toBe("/repo/");
    expect(await playground.text()).toBe(text);
    // The status itself is one message of the console.
    expect(playground.problems.filter((problem) => !problem.includes("404"))).toEqual([]);
    playground.problems.length = 0;
  });
}

test("search engines may look at everything", async ({ page, playground }) => {
  await playground.open();
  const robots = await page.request.get(new URL("robots.txt", page.url()).href);
  expect(await robots.text()).toBe("User-agent: *\nAllow: /\n");
});
