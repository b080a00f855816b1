/** Nothing of a policy is stored, unless the person turns drafts on. */
import { expect, test, trust } from "./playground.ts";

const mine = trust({ Service: "lambda.amazonaws.com" });
const stored = () => JSON.stringify({ ...localStorage, ...sessionStorage });

test("what is typed is stored nowhere", async ({ playground, page }) => {
  await playground.open();
  await playground.replaceText(mine);
  await page.reload();
  await playground.ready();
  expect(await playground.text()).not.toContain("lambda");
  expect(await page.evaluate(stored)).toBe("{}");
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  expect(await page.context().cookies()).toEqual([]);
});

test("with drafts on, the text is there again; turned off, it is gone @phone", async ({ playground, page }) => {
  await playground.open();
  await page.getByRole("checkbox", { name: "Keep a draft in this browser" }).check();
  await playground.replaceText(mine);
  await page.reload();
  await playground.ready();
  expect(await playground.text()).toContain("lambda");
  const box = page.getByRole("checkbox", { name: "Keep a draft in this browser" });
  await expect(box).toBeChecked();
  await box.uncheck();
  expect(await page.evaluate(stored)).toBe("{}");
});

test("a link leaves the draft alone", async ({ playground, page }) => {
  await playground.open();
  await page.getByRole("checkbox", { name: "Keep a draft in this browser" }).check();
  await playground.replaceText(mine);
  await expect.poll(() => page.evaluate(stored)).toContain("lambda");
  await page.goto("about:blank");
  await playground.open(trust({ Service: "ec2" }));
  await playground.replaceText(trust({ Service: "glue.amazonaws.com" }));
  await page.goto("about:blank");
  await playground.open();
  expect(await playground.text()).toContain("lambda");
});
