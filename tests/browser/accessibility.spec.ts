/** axe finds nothing in any state of the page, and a phone never scrolls sideways. */
import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { expect, test, trust } from "./playground.ts";

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("first visit @phone", async ({ playground, page }) => {
      await playground.open();
      await expectNoViolations(page);
      await expectNoSidewaysScroll(page);
    });

    test("empty", async ({ playground, page }) => {
      await playground.open();
      await playground.replaceText("");
      await expect(playground.verdict).toContainText("Paste a trust policy");
      await expectNoViolations(page);
    });

    test("many findings, one fold open @phone", async ({ playground, page }) => {
      await playground.open(trust({ AWS: ["*", "arn:aws:iam::111122223333:user/a-*"], Service: "ec2" }).replaceAll('"', "'"));
      await playground.findings.getByRole("button", { name: /\d+ times/ }).first().click();
      await expectNoViolations(page);
      await expectNoSidewaysScroll(page);
    });

    test("nothing to repair", async ({ playground, page }) => {
      await playground.open(trust({ Service: "ec2.amazonaws.com" }));
      await expect(playground.verdict).toContainText("Nothing to repair");
      await expectNoViolations(page);
    });

    test("a security finding", async ({ playground, page }) => {
      await playground.open(trust({ AWS: "*" }));
      await expect(playground.summary).toContainText("security");
      await expectNoViolations(page);
    });

    test("the menu of repairs open @phone", async ({ playground, page }) => {
      await playground.open(trust({ Service: "ec2" }));
      await playground.editor.focus();
      await page.keyboard.press("ControlOrMeta+.");
      await expect(playground.menu).toBeVisible();
      await expectNoViolations(page);
      await expectNoSidewaysScroll(page);
    });

    test("what is known about the role, and a silenced rule @phone", async ({ playground, page }) => {
      await playground.open(trust({ Service: "ec2", AWS: "111122223333" }));
      await playground.findings.getByRole("button", { name: /ec2/ }).first().click();
      await playground.findings.getByRole("button", { name: "Silence this rule" }).click();
      await page.getByText("About this role (optional)").click();
      await page.getByRole("textbox", { name: "Role ARN" }).fill("1111");
      await page.getByRole("textbox", { name: "Organization id" }).focus();
      await expect(page.getByText("The option account is the twelve digits of an account id")).toBeVisible();
      await expect(page.getByRole("button", { name: "Bring back service-principal-name" })).toBeVisible();
      await expectNoViolations(page);
      await expectNoSidewaysScroll(page);
    });

    test("the help open", async ({ playground, page }) => {
      await playground.open();
      await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectNoViolations(page);
    });

    test("the hover card open", async ({ playground, page }) => {
      await playground.open(trust({ Service: "ec2" }));
      await playground.editor.getByText("ec2", { exact: true }).hover();
      await expect(page.getByRole("group", { name: "Findings here" })).toBeVisible();
      await expectNoViolations(page);
    });
  });
}

test("320 pixels wide, everything unfolded", async ({ playground, page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await playground.open();
  await page.getByText("About this role (optional)").click();
  await page.getByText("How to check").click();
  await expectNoViolations(page);
  await expectNoSidewaysScroll(page);
});

test("what is to be pressed is large enough for a finger @phone", async ({ playground, page }) => {
  await playground.open();
  const isPhone = (page.viewportSize()?.width ?? 0) < 500;
  for (const button of await page.getByRole("button").all()) {
    if (!(await button.isVisible())) continue;
    const box = await button.boundingBox();
    expect(box?.height ?? 0, (await button.textContent()) ?? "").toBeGreaterThanOrEqual(isPhone ? 40 : 24);
  }
});

test("colours forced by the system, and reduced motion", async ({ playground, page }) => {
  await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
  await playground.open();
  await expect(playground.verdict).toContainText("AWS refuses this");
  await expectNoViolations(page);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`more contrast, ${colorScheme}`, async ({ playground, page }) => {
    await page.emulateMedia({ contrast: "more", colorScheme });
    await playground.open();
    await expect(playground.verdict).toContainText("AWS refuses this");
    const { violations } = await new AxeBuilder({ page }).withRules(["color-contrast-enhanced"]).analyze();
    expect(violations.flatMap(({ nodes }) => nodes.map((node) => `${node.html} ${node.failureSummary}`))).toEqual([]);
  });
}

test("on paper there is the policy, the verdict and the findings, and nothing to press", async ({ playground, page }) => {
  await playground.open();
  await page.getByRole("button", { name: "Dark theme" }).click();
  await page.emulateMedia({ media: "print" });
  await expect(playground.verdict).toContainText("AWS refuses this");
  await expect(playground.editor).toContainText("2012-10-17");
  await expect(playground.findings.getByRole("listitem").first()).toBeVisible();
  for (const name of ["Dark theme", "Copy", "Open file", /^Apply/]) await expect(page.getByRole("button", { name })).toHaveCount(0);
  await expect(page.getByRole("tab")).toHaveCount(0);
  // Printers leave grounds out, so the text must do without.
  expect(await playground.verdict.evaluate((node) => getComputedStyle(node).backgroundColor)).toBe("rgba(0, 0, 0, 0)");
  expect(await playground.verdict.evaluate((node) => getComputedStyle(node).color)).toBe("rgb(27, 30, 33)");
  // Nothing is left behind the edge of something that scrolls.
  const cut = await page.evaluate(() =>
    Array.from(document.querySelectorAll(".scroll, .editor")).filter((node) => node.scrollHeight > node.clientHeight + 1).length,
  );
  expect(cut).toBe(0);
});

test.describe("at 320 pixels, as at 400 % of 1280", () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test("nothing runs out of the page, and long titles keep the width for themselves", async ({ playground, page }) => {
    const wide = (): Promise<string[]> =>
      page.evaluate(() =>
        Array.from(document.querySelectorAll<HTMLElement>(".panel:not([hidden]) *"))
          .filter((node) => node.checkVisibility() && node.closest("pre, svg, .visually-hidden") === null)
          .filter((node) => node.getBoundingClientRect().right > innerWidth || node.getBoundingClientRect().left < 0)
          .map((node) => node.outerHTML.slice(0, 120)),
      );
    await playground.open();
    await expect(playground.findings.getByText("Access Analyzer calls it")).toBeVisible();
    const words = playground.findings.getByText("Access Analyzer calls it");
    expect(await words.evaluate((node) => node.scrollWidth - node.clientWidth)).toBeLessThanOrEqual(0);
    expect(await wide()).toEqual([]);
    const mfa = JSON.parse(trust({ AWS: "arn:aws:iam::444455556666:user/bob" })) as { Statement: [Record<string, unknown>] };
    mfa.Statement[0]["Condition"] = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
    await playground.replaceText(JSON.stringify(mfa, null, 2));
    await page.getByRole("tab", { name: "Can they?" }).click();
    await expect(page.getByRole("heading", { name: "What would let them in" })).toBeVisible();
    expect(await wide()).toEqual([]);
    await page.getByRole("tab", { name: "Error" }).click();
    await page
      .getByRole("textbox", { name: "What AWS says" })
      .fill("User: arn:aws:iam::444455556666:user/alice is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/deploy");
    const title = page.locator("#panel-error").getByRole("button", { name: /^Trust the user/ });
    await expect(title).toBeVisible();
    const width = async (locator: Locator): Promise<number> => (await locator.boundingBox())?.width ?? 0;
    expect(await width(title)).toBeGreaterThan((await width(page.locator("#panel-error .repair").first())) * 0.8);
    expect(await wide()).toEqual([]);
  });
});
