/** Writing in the editor: colours that survive mistakes, indentation, brackets that belong together. */
import { expect, test, trust } from "./playground.ts";

test("keys, texts and literals have colours of their own, also behind a mistake", async ({ playground }) => {
  await playground.open('{\n  "Version": "2012-10-17,\n  "Statement": [ { "Effect": "Allow", "x": true } ]\n}');
  const color = (text: string): Promise<string> =>
    playground.editor.getByText(text, { exact: true }).first().evaluate((node) => getComputedStyle(node).color);
  const [key, string, literal] = [await color('"Statement"'), await color('"Allow"'), await color("true")];
  expect(new Set([key, string, literal]).size).toBe(3);
  expect(await color('"Effect"')).toBe(key);
});

test("Enter keeps the indentation, and steps in and out with brackets", async ({ playground, page }) => {
  await playground.open("[]");
  await playground.replaceText("");
  await playground.editor.focus();
  await page.keyboard.type('{\n"Statement": [\n{\n"a": "[b",\n"c": 1\n}');
  await page.keyboard.type("\n]");
  await page.keyboard.type("\n}");
  expect(await playground.text()).toBe('{\n  "Statement": [\n    {\n      "a": "[b",\n      "c": 1\n    }\n  ]\n}');
});

test("Enter between two brackets puts the closing one on a line of its own", async ({ playground, page }) => {
  await playground.open('{ "Statement": [] }');
  await playground.editor.focus();
  await page.keyboard.press("ControlOrMeta+End");
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  expect(await playground.text()).toBe('{ "Statement": [\n  \n] }');
});

test("the bracket that belongs to the one at the cursor is marked", async ({ playground, page }) => {
  await playground.open(trust({ Service: "ec2.amazonaws.com" }));
  await playground.editor.focus();
  await page.keyboard.press("ControlOrMeta+End");
  await expect(playground.editor.locator(".cm-matchingBracket")).toHaveText(["{", "}"]);
});
