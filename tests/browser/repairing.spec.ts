/** From a broken policy to one that AWS accepts: previews, repairs, undo, and all of it by keyboard. */
import { exampleGroups } from "../../www/src/examples/index.ts";
import { expect, test, trust, type Playground } from "./playground.ts";

const broken = exampleGroups[0]?.examples ?? [];

/** What a person types when a placeholder is selected, whether the policy or a repair brought it. */
function filledIn(selected: string): string | null {
  if (!/^<[A-Z_]+>$|^[A-Z][A-Z-]*ACCOUNT|^ACCOUNT[A-Z-]*$/.test(selected)) return null;
  return selected.includes("ACCOUNT") ? "111122223333" : "example";
}

/** Walks to the next finding and applies its first repair, until AWS would accept the policy. */
async function repairByKeyboard(playground: Playground): Promise<void> {
  const { page } = playground;
  const refused = playground.verdict.getByText("AWS refuses this");
  for (let round = 0; round < 20; round++) {
    if (!(await refused.isVisible()) && !/\d errors?/.test((await playground.summary.textContent()) ?? "")) return;
    const before = await playground.text();
    await page.keyboard.press("F8");
    if (filledIn(await playground.selected()) === null) {
      await page.keyboard.press("ControlOrMeta+.");
      await expect(playground.menu).toBeVisible();
      await page.keyboard.press("Enter");
      await expect(playground.menu).toBeHidden();
    }
    const value = filledIn(await playground.selected());
    if (value !== null) await page.keyboard.type(value);
    await expect.poll(() => playground.text()).not.toBe(before);
    await expect(playground.editor).toBeFocused();
  }
  throw new Error(`still refused:\n${await playground.text()}`);
}

for (const [i, example] of broken.entries()) {
  test(`by keyboard alone: ${example.title}`, async ({ playground, page }) => {
    await playground.open(trust({ Service: "ec2.amazonaws.com" }));
    await playground.tabTo(playground.examples);
    for (let step = 0; step <= i; step++) await page.keyboard.press("ArrowDown");
    await expect(playground.examples).toHaveValue(example.title);
    await expect(playground.verdict).not.toContainText("AWS accepts this");
    await playground.tabTo(playground.editor);
    await repairByKeyboard(playground);
    await expect(playground.verdict).not.toContainText("AWS refuses this");
  });
}

for (const example of exampleGroups[1]?.examples ?? []) {
  test(`right as it is: ${example.title}`, async ({ playground }) => {
    await playground.open(example.text);
    await expect(playground.verdict).toContainText(/AWS accepts this|It depends/);
    await expect(playground.summary).not.toContainText("error");
  });
}

test("before and after are shown before a repair is applied, and undo restores every byte @phone", async ({ playground, page }) => {
  const text = trust({ Service: "ec2" });
  await playground.open(text);
  const before = await playground.text();
  const preview = playground.findings.getByRole("group", { name: "Before and after" }).first();
  await expect(preview.getByRole("deletion")).toContainText('"Service": "ec2"');
  await expect(preview.getByRole("insertion")).toContainText("ec2.amazonaws.com");
  expect(await playground.text()).toBe(before);

  await playground.findings.getByRole("button", { name: /^Apply:/ }).first().click();
  await expect(playground.verdict).toContainText("AWS accepts this");
  await expect(playground.editor).toContainText('"ec2.amazonaws.com"');
  await expect(page.getByText(/^Applied:/)).toBeVisible();

  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => playground.text()).toBe(before);
  await expect(playground.verdict).toContainText("AWS refuses this");
  await page.getByRole("button", { name: "Redo" }).click();
  await expect(playground.editor).toContainText('"ec2.amazonaws.com"');
});

test("apply all safe repairs is one step, by button and by shortcut", async ({ playground, page }) => {
  const text = trust({ Service: ["ec2", "lambda"] });
  await playground.open(text);
  await playground.tabTo(playground.applyAll);
  await expect(page.getByRole("group", { name: "Before and after" }).first()).toContainText("lambda.amazonaws.com");
  await page.keyboard.press("Enter");
  await expect(playground.verdict).toContainText("AWS accepts this");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => playground.text()).toBe(text);

  await playground.editor.focus();
  await page.keyboard.press("ControlOrMeta+Shift+Period");
  await expect(playground.verdict).toContainText("AWS accepts this");
  await page.keyboard.press("ControlOrMeta+z");
  await expect.poll(() => playground.text()).toBe(text);
});

test("the menu at the cursor previews, applies, and gives the focus back", async ({ playground, page }) => {
  const text = trust({ Service: "ec2" });
  await playground.open(text);
  await playground.editor.focus();
  await page.keyboard.press("ControlOrMeta+.");
  await expect(playground.menu.getByRole("menuitem").first()).toBeFocused();
  await expect(page.getByRole("group", { name: "Before and after" }).last()).toContainText("ec2.amazonaws.com");
  await page.keyboard.press("Escape");
  await expect(playground.menu).toBeHidden();
  await expect(playground.editor).toBeFocused();
  expect(await playground.text()).toBe(text);

  await page.keyboard.press("ControlOrMeta+.");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await expect(playground.verdict).toContainText("AWS accepts this");
  await expect(playground.editor).toBeFocused();
});

test("the list by keyboard: next, previous, go there, repair", async ({ playground, page }) => {
  await playground.open(trust({ Service: ["ec2", "lamda.amazonaws.com"] }));
  const heads = playground.findings.getByRole("button", { name: /^Error/ });
  await expect(heads).toHaveCount(2);
  await playground.tabTo(heads.first());
  await page.keyboard.press("j");
  await expect(heads.nth(1)).toBeFocused();
  await expect(heads.nth(1)).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("k");
  await expect(heads.first()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(playground.editor).toBeFocused();
  expect(await playground.selected()).toContain("lamda");
  await page.keyboard.press("F8");
  expect(await playground.selected()).toContain("ec2");
  await page.keyboard.press("Shift+F8");
  expect(await playground.selected()).toContain("lamda");

  await playground.tabTo(heads.first());
  await page.keyboard.press("a");
  await expect(playground.editor).toContainText("ec2.amazonaws.com");
  // The focus stays in the list, on what is left to do.
  await expect(heads.first()).toBeFocused();
  await page.keyboard.press("a");
  await expect(playground.verdict).toContainText("AWS accepts this");
});

test("a click on an underlined place opens its finding", async ({ playground }) => {
  await playground.open(trust({ Service: ["ec2", "lamda.amazonaws.com"] }));
  const heads = playground.findings.getByRole("button", { name: /^Error/ });
  await expect(heads.first()).toHaveAttribute("aria-expanded", "true");
  await playground.editor.getByText("lamda").click();
  await expect(heads.nth(1)).toHaveAttribute("aria-expanded", "true");
  await expect(heads.first()).toHaveAttribute("aria-expanded", "false");
});

test("many findings of one rule fold into one line that repairs them all", async ({ playground, page }) => {
  await playground.open(trust({ AWS: "111122223333" }).replaceAll('"', "'"));
  const group = playground.findings.getByRole("button", { name: /\d+ times/ });
  await expect(group).toHaveAttribute("aria-expanded", "false");
  await group.click();
  await expect(group).toHaveAttribute("aria-expanded", "true");
  expect(await playground.findings.getByRole("list").getByRole("listitem").count()).toBeGreaterThan(5);
  const fixAll = page.getByRole("button", { name: /^Fix all \d+/ });
  await fixAll.focus();
  await expect(playground.findings.getByRole("group", { name: "Before and after" }).first()).toContainText('"Version"');
  await fixAll.click();
  await expect(playground.verdict).toContainText("AWS accepts this");
  expect(await playground.text()).toBe(trust({ AWS: "111122223333" }));
});

test("a placeholder is selected after its repair, so that typing fills it in", async ({ playground, page }) => {
  await playground.open(trust({ AWS: "*" }));
  await playground.findings.getByRole("button", { name: /^Apply:/ }).first().click();
  await expect(playground.editor).toBeFocused();
  await expect.poll(() => playground.selected()).toMatch(/^<[A-Z_]+>$/);
  await page.keyboard.type("filled-in");
  expect(await playground.text()).toContain('"filled-in"');
  expect(await playground.text()).not.toContain("<");
});

test("resting the pointer on a finding shows its card with repairs", async ({ playground, page }) => {
  await playground.open(trust({ Service: "ec2" }));
  await playground.editor.getByText("ec2", { exact: true }).hover();
  const card = page.getByRole("group", { name: "Findings here" });
  await expect(card).toBeVisible();
  await card.getByRole("button", { name: /^Apply:/ }).first().click();
  await expect(playground.verdict).toContainText("AWS accepts this");
});
