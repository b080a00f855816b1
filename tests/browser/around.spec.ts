/** What stands around: copying, files, the theme, other writing systems, huge texts. */
import { expect, test, trust } from "./playground.ts";

test("copy puts the text on the clipboard", async ({ playground, page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await playground.open(trust({ Service: "ec2.amazonaws.com" }));
  await page.getByRole("button", { name: "Copy" }).click();
  await expect(page.getByText("Copied")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(trust({ Service: "ec2.amazonaws.com" }));
});

test("copy works without the clipboard permission", async ({ playground, page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await playground.open(trust({ Service: "ec2.amazonaws.com" }));
  await page.getByRole("button", { name: "Copy" }).click();
  await expect(page.getByText(/^Copied|copy it with the keyboard/)).toBeVisible();
});

test("the theme follows the system, and the button's choice is remembered", async ({ playground, page }) => {
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const button = page.getByRole("button", { name: "Dark theme" });
  await page.emulateMedia({ colorScheme: "light" });
  await playground.open();
  const light = await ground();
  await expect(button).toHaveAttribute("aria-pressed", "false");
  await button.click();
  await expect(button).toHaveAttribute("aria-pressed", "true");
  const dark = await ground();
  expect(dark).not.toBe(light);
  await page.reload();
  await playground.ready();
  expect(await ground()).toBe(dark);
  await button.click();
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await ground()).toBe(light);
});

test("Japanese and emoji before a finding do not move its underline", async ({ playground, page }) => {
  await playground.open(
    `{"Version":"2012-10-17","Statement":[{"Sid":"管理者だけ🔐","Effect":"Allow","Principal":{"Service":"ec2"},"Action":"sts:AssumeRole"}]}`,
  );
  const head = playground.findings.getByRole("button", { name: /service/i }).first();
  await head.click();
  await head.press("Enter");
  expect(await playground.selected()).toMatch(/^"?ec2"?$/);
  await page.keyboard.press("ControlOrMeta+.");
  await page.keyboard.press("Enter");
  await expect(playground.editor).toContainText('"管理者だけ🔐","Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"}');
});

test("a dropped file and an opened file are read", async ({ playground, page }) => {
  await playground.open();
  const drop = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], "trust.json", { type: "application/json" }));
    return transfer;
  }, trust({ Service: "lambda.amazonaws.com" }));
  await playground.editor.dispatchEvent("drop", { dataTransfer: drop });
  await expect(playground.verdict).toContainText("AWS accepts this");
  expect(await playground.text()).toBe(trust({ Service: "lambda.amazonaws.com" }));

  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open file" }).click();
  await (await chooser).setFiles({ name: "p.json", mimeType: "application/json", buffer: Buffer.from(trust({ Service: "ec2" })) });
  await expect(playground.verdict).toContainText("AWS refuses this");
});

test("a finding leads to its rule's page, and the page's example back", async ({ playground, page, context }) => {
  await playground.open(trust({ Service: "ec2" }));
  const opened = context.waitForEvent("page");
  await playground.findings.getByRole("link", { name: /opens in a new tab/ }).first().click();
  const rule = await opened;
  await expect(rule.getByRole("heading", { level: 1 })).toBeVisible();
  await rule.getByRole("link", { name: "Try it in the playground" }).click();
  await expect(rule.getByRole("status", { name: "What AWS would say" })).toContainText("AWS refuses this");
  await page.getByRole("link", { name: "All rules" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("the role's ARN tells its partition", async ({ playground, page }) => {
  await playground.open(trust({ AWS: "arn:aws:iam::111122223333:root" }));
  await expect(playground.verdict).not.toContainText("AWS refuses this");
  await page.getByText("About this role (optional)").click();
  await page.getByRole("textbox", { name: "Role ARN" }).fill("arn:aws-cn:iam::444455556666:role/example");
  await expect(playground.findings.getByRole("button", { name: /aws-cn/ }).first()).toBeVisible();
});

test("the help opens with ? and closes with Escape, and ? can be typed", async ({ playground, page }) => {
  await playground.open("");
  const dialog = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await playground.tabTo(page.getByRole("button", { name: "Copy" }));
  await page.keyboard.press("?");
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await playground.editor.focus();
  await page.keyboard.type("?");
  await expect(playground.editor).toContainText("?");
  await expect(dialog).toBeHidden();
});

test("Tab leaves the editor", async ({ playground, page }) => {
  await playground.open();
  await playground.editor.focus();
  await page.keyboard.press("Tab");
  await expect(playground.editor).not.toBeFocused();
});

test("a text far too long is said, and typing goes on", async ({ playground, page }) => {
  await playground.open();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open file" }).click();
  const buffer = Buffer.from(`[${'"padding",\n'.repeat(250_000)}]`);
  await (await chooser).setFiles({ name: "huge.json", mimeType: "application/json", buffer });
  await expect(playground.findings.getByRole("listitem").first()).toBeVisible();
  await playground.replaceText(trust({ Service: "ec2.amazonaws.com" }));
  await expect(playground.verdict).toContainText("AWS accepts this");
});

test("a check of a long text that waits is dropped for the next text", async ({ playground, page }) => {
  await playground.open();
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open file" }).click();
  const buffer = Buffer.from(`[${'"padding",\n'.repeat(10_000)}]`);
  await (await chooser).setFiles({ name: "long.json", mimeType: "application/json", buffer });
  await expect(playground.editor).toContainText("padding");
  await playground.replaceText(trust({ Service: "ec2.amazonaws.com" }));
  await expect(playground.verdict).toContainText("AWS accepts this");
  await page.clock.runFor(2_000);
  expect(await playground.verdict.textContent()).toContain("AWS accepts this");
});

test("every example has a name of its own, and opens", async ({ playground }) => {
  await playground.open();
  const titles = await playground.examples.getByRole("option").allTextContents();
  expect(new Set(titles).size).toBe(titles.length);
  for (const title of titles.slice(1)) {
    await playground.examples.selectOption(title);
    await expect(playground.examples).toHaveValue(title);
  }
});
