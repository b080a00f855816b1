/** The page of recipes: what it offers to copy works where it says it does. */
import type { Locator, Page } from "@playwright/test";
import { mediaWiki, mkDocs } from "./hosts.ts";
import { broken, expect, expectNoViolations, test, trust, Widget } from "./widget.ts";

class Recipes {
  readonly policy: Locator;

  constructor(readonly page: Page) {
    this.policy = page.getByRole("textbox", { name: "Policy" });
  }

  async open(base: string, policy?: string): Promise<void> {
    await this.page.goto(`${base}recipes.html`);
    if (policy !== undefined) await this.policy.fill(policy);
  }

  async snippet(caption: string, recipe?: string): Promise<string> {
    const scope = recipe === undefined ? this.page : this.page.getByRole("region", { name: recipe });
    return (await scope.getByRole("figure", { name: caption }).locator("code").textContent()) ?? "";
  }
}

/** Nothing that HTML, Markdown or a template would leave alone. */
const awkward = trust({ AWS: "*" }).replace("{\n", '{\n  "Id": "_a_ *b* <b> & `c` ${d} </pre> \\\\u0041 管理者",\n\n');

test("the page of recipes is reached from the playground, and back @phone", async ({ playground, page }) => {
  await playground.open();
  await page.getByRole("link", { name: "Embed it" }).click();
  await expect(page.getByRole("heading", { name: "Put it into your wiki" })).toBeVisible();
  await page.getByRole("link", { name: "Playground", exact: true }).click();
  await playground.ready();
});

test("the element works as it is copied, whatever is in the policy", async ({ page, wiki }) => {
  const recipes = new Recipes(page);
  await recipes.open(wiki.base, awkward);
  await page.getByRole("combobox", { name: "Theme" }).selectOption("dark");
  await page.getByRole("checkbox", { name: "Read-only" }).check();
  await page.getByRole("checkbox", { name: "Error" }).uncheck();
  const snippet = await recipes.snippet("Element, for pages that take scripts");
  await wiki.visit(page, { body: mediaWiki.around(snippet), css: mediaWiki.css, elsewhere: true });
  const widget = new Widget(page);
  // Blank lines would end the HTML in most kinds of Markdown.
  expect(await widget.text.textContent()).toBe(awkward.replace("\n\n", "\n"));
  await widget.start();
  await expect(widget.inside.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(widget.editor).toHaveAttribute("aria-readonly", "true");
  await expect(widget.inside.getByRole("tab")).toHaveText([/Findings/, /Who can/, "Can they?"]);
});

test("the snippet for MkDocs works in a page like its", async ({ page, wiki }) => {
  const recipes = new Recipes(page);
  await recipes.open(wiki.base, broken);
  expect(await recipes.snippet("mkdocs.yml", "MkDocs")).toBe(`extra_javascript:\n  - path: ${wiki.base}widget.js\n    defer: true`);
  const snippet = await recipes.snippet("The page, in Markdown", "MkDocs");
  await wiki.visit(page, { body: mkDocs.around(snippet) + wiki.script, css: mkDocs.css, elsewhere: true });
  const widget = new Widget(page);
  await widget.start();
  await expect(widget.verdict).toContainText("AWS refuses this");
});

test("the frame works as it is copied", async ({ page, wiki }) => {
  const recipes = new Recipes(page);
  await recipes.open(wiki.base, awkward);
  await page.getByRole("spinbutton", { name: /^Height/ }).fill("500");
  const snippet = await recipes.snippet("Frame, for pages that take only frames");
  expect(snippet).toContain('height="500"');
  await wiki.visit(page, { body: mediaWiki.around(snippet), css: mediaWiki.css, elsewhere: true });
  const inside = page.frameLocator("iframe");
  await expect(inside.getByRole("textbox", { name: "Trust policy" })).toContainText("管理者");
  await expect(inside.getByText("connections are switched off")).toBeVisible();
});

test("links open the policy, also those of Markdown and wikitext", async ({ playground, page, wiki }) => {
  const recipes = new Recipes(page);
  await recipes.open(wiki.base, awkward);
  const link = await recipes.snippet("Link, for pages that take neither");
  expect(await recipes.snippet("Link, in Markdown")).toBe(`[Check this trust policy](${link})`);
  expect(await recipes.snippet("Link, in wikitext")).toBe(`[${link} Check this trust policy]`);
  expect(await recipes.snippet("Badge, in Markdown")).toBe(`[![Trust policy: check it](${wiki.base}badge.svg)](${link})`);
  expect((await page.request.get(`${wiki.base}badge.svg`)).headers()["content-type"]).toBe("image/svg+xml");
  // Nothing that would end a link in Markdown or wikitext.
  expect(link).not.toMatch(/[\s()[\]<>"*]/);
  await page.goto(link);
  await playground.ready();
  await expect.poll(() => playground.text()).toBe(awkward);
});

test("a snippet is copied, and a text too long for a link says so", async ({ page, wiki, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const recipes = new Recipes(page);
  await recipes.open(wiki.base, broken);
  await page.getByRole("button", { name: "Copy: Link, in wikitext" }).click();
  await expect(page.getByRole("status")).toHaveText("Copied");
  const before = await recipes.snippet("Link, in wikitext");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(before);
  await recipes.policy.fill("x".repeat(64 * 1024 + 1));
  await expect(page.getByRole("status")).toContainText("too long for a link");
  expect(await recipes.snippet("Link, in wikitext")).toBe(before);
});

test("without JavaScript there are snippets of an example", async ({ browser, wiki }) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  const recipes = new Recipes(page);
  await page.goto(`${wiki.base}recipes.html`);
  expect(await recipes.snippet("Link, in Markdown")).toContain("(https://playground.example/#text=");
  await expect(page.getByRole("button")).toHaveCount(0);
  await page.close();
});

test("every page has the same policy for its content", async ({ page, wiki }) => {
  const policies = new Set<string | null>();
  for (const name of ["index", "embed", "recipes"]) {
    await page.goto(`${wiki.base}${name}.html`);
    policies.add(await page.locator("meta[http-equiv=Content-Security-Policy]").first().getAttribute("content"));
    await expect(page.locator("script:not([src])")).toHaveCount(0);
  }
  expect(policies.size).toBe(1);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe has nothing to say about the recipes, ${colorScheme} @phone`, async ({ page, wiki }) => {
    await page.emulateMedia({ colorScheme });
    await new Recipes(page).open(wiki.base);
    await expectNoViolations(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
  });
}
