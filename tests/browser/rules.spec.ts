/** The book of rules: a list that can be searched and linked, and a page for each. */
import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./playground.ts";

class Rules {
  readonly count: Locator;
  readonly shown: Locator;

  constructor(readonly page: Page) {
    this.count = page.getByRole("status");
    this.shown = page.getByRole("listitem").filter({ visible: true });
  }

  async open(query = ""): Promise<void> {
    await this.page.goto(`./rules/index.html${query}`);
  }

  choose(field: string, option: string): Promise<string[]> {
    return this.page.getByRole("combobox", { name: field }).selectOption(option);
  }

  /** "23 of 210 rules" is as many as there are to see. */
  async expectCount(): Promise<void> {
    const shown = await this.shown.count();
    await expect(this.count).toHaveText(new RegExp(`^${shown} of \\d+ rules$`));
    expect(shown).toBeGreaterThan(0);
  }
}

test("the list is filtered, counted and linked @phone", async ({ page }) => {
  const rules = new Rules(page);
  await rules.open();
  await expect(rules.count).toHaveText(/^\d+ rules$/);
  const all = await rules.shown.count();

  await rules.choose("Finding", "security");
  await expect(rules.count).not.toHaveText(`${all} rules`);
  await rules.expectCount();
  await expect(page.getByRole("link", { name: "public-principal" })).toBeVisible();
  await expect(page.getByRole("link", { name: "trailing-comma" })).toBeHidden();
  await expect(page.getByRole("heading", { name: "syntax" })).toBeHidden();
  await expect(page).toHaveURL(/\?severity=security$/);

  await rules.choose("Principal", "web identity provider");
  await expect(page).toHaveURL(/\?severity=security&principal=web-identity$/);
  await rules.expectCount();
  await expect(page.getByRole("link", { name: "public-web-identity" })).toBeVisible();
  await expect(page.getByRole("link", { name: "public-principal" })).toBeHidden();

  await page.reload();
  await rules.expectCount();
  await expect(page.getByRole("combobox", { name: "Principal" })).toHaveValue("web-identity");

  await page.getByRole("button", { name: "Show all" }).click();
  await expect(rules.count).toHaveText(`${all} rules`);
  await expect(page).toHaveURL(/\/rules\/index\.html$/);
});

test("the list is searched by every word", async ({ page }) => {
  const rules = new Rules(page);
  await rules.open();
  const search = page.getByRole("searchbox", { name: "Search" });
  await search.pressSequentially("COMMA trailing");
  await expect(rules.shown.getByRole("link", { name: "trailing-comma" })).toBeVisible();
  await rules.expectCount();
  await expect(page).toHaveURL(/\?q=COMMA\+trailing$/);
  await search.press("Enter");
  await expect(page).toHaveURL(/\?q=COMMA\+trailing$/);
  await search.fill("no rule has these words");
  await expect(rules.count).toHaveText(/^0 of \d+ rules$/);
  await page.getByRole("link", { name: "Show all rules" }).click();
  await expect(rules.count).toHaveText(/^\d+ rules$/);
});

test("rules are found by the check of AWS", async ({ page }) => {
  const rules = new Rules(page);
  await rules.open("?check=PRIVATE_IP_ADDRESS");
  await expect(rules.shown).toHaveCount(1);
  await expect(rules.shown).toContainText("private-source-ip");
  await rules.choose("AWS check", "has none");
  await expect(page.getByRole("link", { name: "trailing-comma" })).toBeHidden();
  await rules.expectCount();
  await rules.choose("AWS check", "has one");
  await expect(page.getByRole("link", { name: "trailing-comma" })).toBeVisible();
  await rules.expectCount();
});

test("an address that says nothing sensible shows all", async ({ page }) => {
  const rules = new Rules(page);
  await rules.open("?severity=terrible&group=%3Cb%3E&x=1");
  await expect(rules.count).toHaveText(/^\d+ rules$/);
});

test("without JavaScript it is a plain list", async ({ browser, baseURL }) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(`${baseURL}rules/index.html`);
  await expect(page.getByRole("link", { name: "trailing-comma" })).toBeVisible();
  await expect(page.getByRole("searchbox")).toBeHidden();
  await expect(page.getByRole("status")).toHaveText(/^\d+ rules$/);
  await page.close();
});

test("a rule's page leads to the rules like it, and its example to the playground", async ({ playground, page }) => {
  const rules = new Rules(page);
  await page.goto("./rules/private-source-ip.html");
  await page.getByRole("link", { name: "PRIVATE_NOT_IP_ADDRESS", exact: true }).click();
  await expect(rules.shown).toHaveCount(1);
  await rules.shown.getByRole("link").click();
  await page.getByRole("link", { name: "Try it in the playground" }).click();
  await playground.ready();
  await expect(playground.findings.getByRole("button", { name: /private/ }).first()).toBeVisible();
});

test("an example takes along what its rule needs to know", async ({ playground, page }) => {
  await page.goto("./rules/untrusted-account.html");
  await page.getByRole("link", { name: "Try it in the playground" }).click();
  await playground.ready();
  await expect(playground.findings.getByRole("button", { name: /none of the accounts that you trust/ })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Other accounts you trust" })).toHaveValue("444455556666");
});

test("neither page allows a script of its own, or any connection", async ({ page }) => {
  for (const name of ["index", "trailing-comma"]) {
    await page.goto(`./rules/${name}.html`);
    const policy = await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
    expect(policy).not.toContain("connect-src");
    expect(policy?.includes("script-src 'self'")).toBe(name === "index");
    await expect(page.locator("script:not([src]), [style], [onclick]")).toHaveCount(0);
  }
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    for (const path of ["index.html", "index.html?q=zzz", "trailing-comma.html", "untrusted-account.html"]) {
      test(`axe has nothing to say about ${path}, and nothing scrolls sideways @phone`, async ({ page }) => {
        await page.goto(`./rules/${path}`);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
        const over = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
        expect(await page.evaluate(over)).toBe(0);
      });
    }
  });
}
