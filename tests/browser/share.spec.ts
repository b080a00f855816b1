/** The menu behind "Share", and what its links do when they are opened. */
import { readFile } from "node:fs/promises";
import { deflateRawSync } from "node:zlib";
import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { expect, test, trust } from "./playground.ts";

const secret = trust({ AWS: "arn:aws:iam::987654321098:role/deploy", Service: "ec2" });
const neutral = trust({ AWS: "arn:aws:iam::111122223333:role/role-a", Service: "ec2" });

const link = (text: string): string => `./#v1.${deflateRawSync(text).toString("base64url")}`;
const dialog = (page: Page): Locator => page.getByRole("dialog", { name: "Share" });
const preview = (page: Page): Locator => page.getByRole("region", { name: "Preview" });
const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

async function openMenu(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Share" }).click();
  await expect(dialog(page)).toBeVisible();
}

test.beforeEach(({ context }) => context.grantPermissions(["clipboard-read", "clipboard-write"]));

test("a copied link opens the redacted text, and nothing else changes @phone", async ({ playground, page }) => {
  await playground.open(secret);
  await openMenu(page);
  await expect(preview(page)).toContainText("111122223333:role/role-a");
  await expect(dialog(page).getByText("2 values replaced.")).toBeVisible();
  await page.getByRole("menuitem", { name: "Copy link" }).click();
  await expect(page.getByText("Link copied")).toBeVisible();
  await expect(dialog(page)).toBeHidden();
  expect(await playground.text()).toBe(secret);

  const address = await clipboard(page);
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/repo\/#v1\.[\w-]+$/);
  await page.goto("about:blank");
  await page.goto(address);
  await playground.ready();
  expect(await playground.text()).toBe(neutral);
  await expect(playground.summary).toContainText("1 error");
  await expect(page.getByRole("button", { name: "Undo" })).toHaveAttribute("aria-disabled", "true");
});

test("without redaction the link holds the text as it stands", async ({ playground, page }) => {
  await playground.open(secret);
  await openMenu(page);
  await page.getByRole("menuitemcheckbox", { name: "Redact" }).click();
  await expect(page.getByRole("menuitemcheckbox", { name: "Redact" })).toHaveAttribute("aria-checked", "false");
  await expect(preview(page)).toHaveText(secret);
  await page.getByRole("menuitem", { name: "Copy link" }).click();
  await expect(page.getByText("Link copied")).toBeVisible();
  const address = await clipboard(page);
  await page.goto("about:blank");
  await page.goto(address);
  await playground.ready();
  expect(await playground.text()).toBe(secret);
});

test("what is known about the role goes along, redacted in the same way; what is silenced does not", async ({ playground, page }) => {
  await playground.open(secret);
  await playground.findings.getByRole("button", { name: /ec2/ }).first().click();
  await playground.findings.getByRole("button", { name: "Silence this rule" }).click();
  await page.getByText("About this role (optional)").click();
  await page.getByRole("textbox", { name: "Role ARN" }).fill("arn:aws:iam::876543210987:role/deploy");
  await openMenu(page);
  await expect(preview(page)).toContainText('{"roleArn":"arn:aws:iam::444455556666:role/role-a"}');
  await page.getByRole("menuitem", { name: "Copy link" }).click();
  await expect(page.getByText("Link copied")).toBeVisible();
  const address = await clipboard(page);
  await page.goto("about:blank");
  await page.goto(address);
  await playground.ready();
  await expect(page.getByRole("textbox", { name: "Role ARN" })).toHaveValue("arn:aws:iam::444455556666:role/role-a");
  await expect(playground.summary).toContainText("1 error");
});

test("Markdown has the policy, the verdict and the findings with their places", async ({ playground, page }) => {
  await playground.open(secret);
  await openMenu(page);
  await page.getByRole("menuitem", { name: "Copy as Markdown" }).click();
  await expect(page.getByText("Copied", { exact: true })).toBeVisible();
  const copied = await clipboard(page);
  expect(copied).toContain(`\`\`\`json\n${neutral}\n\`\`\`\n\n**AWS refuses this**: \`MalformedPolicyDocument\``);
  expect(copied).toMatch(/\n- \*\*Error\*\* 8:21 `ec2` .*\(\[service-principal-name\]\(http:.*\/repo\/rules\/service-principal-name\.html\)\)\n$/);
});

test("an issue leaves what was expected to fill in", async ({ playground, page }) => {
  await playground.open(secret);
  await openMenu(page);
  await page.getByRole("menuitem", { name: "Copy as GitHub issue" }).click();
  await expect(page.getByText("Copied", { exact: true })).toBeVisible();
  const copied = await clipboard(page);
  expect(copied).toMatch(/^## Role trust policy\n\n### What I expected\n\n<!-- .* -->\n\n### The policy\n\n```json\n/);
  expect(copied).not.toContain("987654321098");
});

test("the download is the redacted text", async ({ playground, page }) => {
  await playground.open(secret);
  await openMenu(page);
  const downloading = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Download" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("trust-policy.json");
  expect(await readFile(await download.path(), "utf8")).toBe(neutral);
});

test("the keyboard alone is enough", async ({ playground, page }) => {
  await playground.open(secret);
  await playground.tabTo(page.getByRole("button", { name: "Share" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Copy link" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem", { name: "Copy as Markdown" })).toBeFocused();
  await expect(preview(page)).toContainText("AWS refuses this");
  await page.keyboard.press("Home");
  await expect(page.getByRole("menuitemcheckbox", { name: "Redact" })).toBeFocused();
  await page.keyboard.press("Space");
  await expect(preview(page)).toContainText("987654321098");
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("menuitem", { name: "Download" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(preview(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toBeHidden();
  await expect(page.getByRole("button", { name: "Share" })).toBeFocused();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing in the menu, ${colorScheme} @phone`, async ({ playground, page }) => {
    await page.emulateMedia({ colorScheme });
    await playground.open(secret);
    await openMenu(page);
    for (const item of ["Copy link", "Copy as GitHub issue"]) {
      await page.getByRole("menuitem", { name: item }).focus();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`)).toEqual([]);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    const isPhone = (page.viewportSize()?.width ?? 0) < 500;
    for (const item of await dialog(page).getByRole("menuitem").all())
      expect((await item.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(isPhone ? 40 : 24);
    const box = await dialog(page).boundingBox();
    expect((box?.x ?? -1) >= 0 && (box?.width ?? Infinity) <= (page.viewportSize()?.width ?? 0)).toBe(true);
  });
}

test("the menu comes from this site after the page is sealed, once", async ({ playground, page }) => {
  await playground.open(secret);
  const before = playground.requests.length;
  await openMenu(page);
  await page.keyboard.press("Escape");
  await openMenu(page);
  await page.getByRole("menuitem", { name: "Copy link" }).click();
  await expect(page.getByText("Link copied")).toBeVisible();
  const { origin } = new URL(page.url());
  expect(playground.requests.slice(before).map((url) => url.replace(/-[\w-]{8}\.js$/, ".js"))).toEqual([`${origin}/repo/assets/menu.js`]);
});

test.describe("a browser that keeps no part of the page", () => {
  test.use({ serviceWorkers: "block" });

  test("without the network the menu says so, and the page goes on", async ({ playground, page, context }) => {
    await playground.open(secret);
    await context.setOffline(true);
    await page.getByRole("button", { name: "Share" }).click();
    await expect(page.getByText("This part could not be loaded")).toBeVisible();
    await playground.replaceText(trust({ Service: "ec2.amazonaws.com" }));
    await expect(playground.verdict).toContainText("AWS accepts this");
    playground.problems.length = 0;
  });
});

test("a menu that was opened once works without the network", async ({ playground, page, context }) => {
  await playground.open(secret);
  await openMenu(page);
  await page.keyboard.press("Escape");
  await context.setOffline(true);
  await openMenu(page);
  await page.getByRole("menuitem", { name: "Copy as Markdown" }).click();
  await expect(page.getByText("Copied", { exact: true })).toBeVisible();
});

test("copying works without the clipboard permission", async ({ playground, page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await playground.open(secret);
  await openMenu(page);
  await page.getByRole("menuitem", { name: "Copy link" }).click();
  await expect(page.getByText(/^Link copied|copy it with the keyboard/)).toBeVisible();
});

test("a text too long for a link says so, and can be copied otherwise", async ({ playground, page }) => {
  await playground.open();
  await playground.replaceText(`${trust({ Service: "ec2.amazonaws.com" })}${" ".repeat(17_000)}`);
  await openMenu(page);
  await expect(page.getByText("too long for a link, which holds 16 KiB")).toBeVisible();
  await expect(page.getByRole("menuitem", { name: "Copy link" })).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("menuitem", { name: "Copy as Markdown" }).click();
  await expect(page.getByText("Copied", { exact: true })).toBeVisible();
});

for (const [name, fragment, said] of [
  ["that is not base64", "#v1.%%%", "could not be read"],
  ["that is too long", `#v1.${"A".repeat(100_000)}`, "too long"],
  ["that inflates without end", `#v1.${deflateRawSync(Buffer.alloc(20_000_000)).toString("base64url")}`, "too long"],
  ["of another version", "#v7.AAAA", "does not know yet"],
] as const) {
  test(`a link ${name} is refused with a sentence, at the start and on the open page`, async ({ playground, page }) => {
    await page.goto(`./${fragment}`);
    await expect(page.getByText(said)).toBeVisible();
    await playground.ready();
    await playground.open(secret);
    await page.goto(`./${fragment}`);
    await expect(page.getByText(said)).toBeVisible();
    expect(await playground.text()).toBe(secret);
  });
}

test("what a link tells about the role can be anything, and does no harm", async ({ playground, page }) => {
  const told = deflateRawSync('{"roleArn":{"toString":1},"trustedAccounts":[[],7],"silence":["service-principal-name"]}').toString("base64url");
  await page.goto(`${link(secret)}.${told}`);
  await playground.ready();
  expect(await playground.text()).toBe(secret);
  await expect(playground.summary).toContainText("1 error");
  await expect(page.getByRole("textbox", { name: "Role ARN" })).toHaveValue("");
});

test("a link followed after typing asks first", async ({ playground, page }) => {
  await playground.open();
  await playground.replaceText(secret);
  await page.goto(link(trust({ AWS: "111122223333" })));
  const question = page.getByRole("dialog", { name: "Open the link?" });
  await expect(question.getByRole("button", { name: "Keep mine" })).toBeFocused();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(question).toBeHidden();
  expect(await playground.text()).toBe(secret);

  await page.goto(link(trust({ AWS: "444455556666" })));
  await question.getByRole("button", { name: "Open the link" }).click();
  await expect(playground.editor).toContainText("444455556666");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => playground.text()).toBe(secret);
});
