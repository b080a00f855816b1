/** The panel “Error”: a message becomes causes with their places, repairs and commands. */
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test, type Playground } from "./playground.ts";

const denied =
  "An error occurred (AccessDenied) when calling the AssumeRole operation: User: arn:aws:iam::444455556666:user/alice is not " +
  "authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/deploy";

const trustsBob = JSON.stringify(
  {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { AWS: "arn:aws:iam::444455556666:user/bob" }, Action: "sts:AssumeRole" },
    ],
  },
  null,
  2,
);

const message = (page: Page) => page.getByRole("textbox", { name: "What AWS says" });
const causes = (page: Page) => page.getByRole("list", { name: "What may be behind it" });

async function openError(playground: Playground, text?: string): Promise<void> {
  await playground.open(text);
  await playground.page.getByRole("tab", { name: "Error" }).click();
  await expect(message(playground.page)).toBeVisible();
}

/** Pastes as the keyboard does. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    let target: Element | null = document.activeElement;
    while (target?.shadowRoot?.activeElement) target = target.shadowRoot.activeElement;
    target?.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true, composed: true }));
  }, text);
}

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
}

test("the cause that the policy shows comes first, and its repair is one press away @phone", async ({ playground, page }) => {
  await openError(playground, trustsBob);
  await message(page).fill(denied);
  const first = causes(page).getByRole("listitem").first();
  await expect(first).toContainText("Likely The trust policy does not name the caller");
  await expect(page.getByText("Ranked with the policy in the editor.")).toBeVisible();
  await first.getByRole("button", { name: /^Apply:/ }).first().click();
  await expect.poll(() => playground.text()).toContain("user/alice");
  await expect(first).not.toContainText("does not name the caller");
});

test("a repair by keyboard keeps the focus, and the command that saves it is the next thing @phone", async ({ playground, page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openError(playground, trustsBob);
  await message(page).fill(denied);
  await causes(page).getByRole("button", { name: /^Apply:/ }).first().focus();
  await page.keyboard.press("Enter");
  const heading = page.getByRole("heading", { name: "Save the repaired policy at AWS" });
  await expect(heading).toBeFocused();
  await expect(heading).toBeInViewport();
  // The role is the one that the message names.
  const command = page.getByRole("group", { name: /^Save/ });
  await expect(command).toContainText("--role-name deploy");
  await playground.tabTo(page.getByRole("button", { name: /^Copy: Save/ }));
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("user/alice");
  // One step back, and nothing is repaired.
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => playground.text()).toBe(trustsBob);
  await expect(heading).toBeHidden();
  await page.getByRole("button", { name: "Redo" }).click();
  await expect(heading).toBeVisible();
  // An example is nobody's repaired policy.
  await playground.examples.selectOption({ index: 2 });
  await expect(heading).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(heading).toBeVisible();
  await page.getByRole("button", { name: "Clear" }).click();
  await expect(heading).toBeHidden();
});

test("a repair of what AWS refuses for another reason, too, leads to the findings", async ({ playground, page }) => {
  const twice = JSON.parse(trustsBob) as { Statement: object[] };
  twice.Statement.push({ Effect: "Allow", Principal: { Service: "ec2" }, Action: "sts:AssumeRole" });
  await openError(playground, JSON.stringify(twice, null, 2));
  await message(page).fill(denied);
  await causes(page).getByRole("button", { name: /^Apply: Trust/ }).first().click();
  const section = page.getByRole("region", { name: "Save the repaired policy at AWS" });
  await expect(section).toContainText("AWS still refuses the policy as it stands");
  await expect(section.getByRole("group")).toHaveCount(0);
  await section.getByRole("button", { name: "Findings" }).click();
  await expect(page.getByRole("tab", { selected: true })).toContainText("Findings");
});

test("an error that a service had fills the form of the simulator", async ({ playground, page }) => {
  await openError(playground, trustsBob);
  await message(page).fill("InvalidParameterValueException: The role defined for the function cannot be assumed by Lambda.");
  await page.getByRole("button", { name: "Try this call under “Can they?”" }).click();
  await expect(page.getByRole("combobox", { name: "How they come" })).toHaveValue("service");
  await expect(page.locator("#panel-can").getByRole("textbox", { name: /service/i })).toHaveValue("lambda.amazonaws.com");
});

test("the place of a cause is shown in the editor", async ({ playground, page }) => {
  await openError(playground, trustsBob);
  await message(page).fill(denied);
  await page.getByRole("button", { name: "Go to Statement[0].Principal" }).first().click();
  await expect.poll(() => playground.selected()).toContain("user/bob");
});

test("without a policy the list says so, and an untouched example is none", async ({ playground, page }) => {
  await openError(playground);
  await message(page).fill(denied);
  await expect(page.getByText("Ranked without a policy")).toBeVisible();
  await playground.replaceText(trustsBob);
  await expect(page.getByText("Ranked with the policy in the editor.")).toBeVisible();
});

test("an error that is pasted into the editor opens here, and the policy stays", async ({ playground, page }) => {
  await playground.open(trustsBob);
  await playground.editor.focus();
  await paste(page, denied);
  await expect(message(page)).toHaveValue(denied);
  await expect(page.getByRole("tab", { name: "Error" })).toHaveAttribute("aria-selected", "true");
  expect(await playground.text()).toBe(trustsBob);
  // The focus stays in the editor, so that somebody who does not see the panel is told of it.
  await expect(page.locator("#notice")).toHaveText(/^Error: AccessDenied AWS STS does not let the caller assume the role/);
});

const question = `I get this:\n${denied}\n\nThe trust policy:\n${trustsBob}\nWhat is wrong?`;

test("a question with the error and the policy in it fills both places", async ({ playground, page }) => {
  await playground.open();
  const example = await playground.text();
  await playground.editor.focus();
  await page.keyboard.press("ControlOrMeta+A");
  await paste(page, question);
  await expect(page.getByRole("tab", { selected: true })).toHaveText("Error");
  await expect.poll(() => playground.text()).toBe(trustsBob);
  await expect(page.getByText("Ranked with the policy in the editor.")).toBeVisible();
  await expect(causes(page).getByRole("button", { name: /^Apply:/ }).first()).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => playground.text()).toBe(example);
});

test("the policy in a question never takes the place of one that somebody has in the editor", async ({ playground, page }) => {
  const own = trustsBob.replace("bob", "carol");
  await playground.open(own);
  await playground.editor.focus();
  await paste(page, question);
  await expect(page.getByText("Ranked with the policy in the editor.")).toBeVisible();
  expect(await playground.text()).toBe(own);
  await page.getByRole("button", { name: "Open the policy of the message instead" }).click();
  await expect.poll(() => playground.text()).toBe(trustsBob);
  await expect(page.getByRole("button", { name: "Open the policy of the message instead" })).toBeHidden();
});

test("a policy or a token that is pasted where errors go is not lost there", async ({ playground, page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const press = async (text: string): Promise<void> => {
    await message(page).focus();
    await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
    await page.keyboard.press("ControlOrMeta+V");
  };
  await openError(playground);
  await press(trustsBob);
  await expect(page.getByText("Not recognised")).toBeVisible();
  await page.getByRole("button", { name: "Open it in the editor" }).click();
  await expect.poll(() => playground.text()).toBe(trustsBob);
  await expect(page.getByRole("button", { name: "Open it in the editor" })).toBeHidden();
  await page.getByRole("button", { name: "Clear" }).click();
  const claims = { iss: "https://token.actions.githubusercontent.com", sub: "repo:octo-org/app:ref:refs/heads/main", aud: "sts.amazonaws.com" };
  await press(JSON.stringify(claims));
  await expect(page.getByRole("tab", { selected: true })).toHaveText("Can they?");
  await expect(page.getByRole("tabpanel", { name: "Can they?" })).toContainText(claims.sub);
  await page.getByRole("tab", { name: "Error" }).click();
  await expect(message(page)).toHaveValue("");
});

test("a policy and ordinary words that are pasted into the editor stay there", async ({ playground, page }) => {
  await playground.open("x");
  await playground.editor.focus();
  await page.keyboard.press("ControlOrMeta+A");
  await paste(page, trustsBob);
  await expect.poll(() => playground.text()).toBe(trustsBob);
  await page.keyboard.press("ControlOrMeta+A");
  await paste(page, "this role is for the people who deploy");
  await expect.poll(() => playground.text()).toBe("this role is for the people who deploy");
  await expect(page.getByRole("tab", { name: "Findings" })).toHaveAttribute("aria-selected", "true");
});

const role = JSON.stringify({ Role: { Arn: "arn:aws:iam::111122223333:role/deploy", RoleName: "deploy", AssumeRolePolicyDocument: JSON.parse(trustsBob) as object } });
const noSuchRole = "An error occurred (NoSuchEntity) when calling the GetRole operation: The role with name deploy cannot be found.";
const told = (page: Page) => page.getByRole("list", { name: "What the commands say" });

test("what a command printed is taken back, brings the policy along, and moves the answer on", async ({ playground, page }) => {
  await openError(playground);
  await message(page).fill(denied);
  const first = causes(page).getByRole("listitem").first();
  await expect(first).not.toContainText("No statement that allows names");
  await page.getByRole("textbox", { name: "What a command printed" }).focus();
  await paste(page, role);
  // A made-up paste leaves the text to the page, as a real one does not.
  await page.keyboard.insertText(role);
  await page.getByRole("button", { name: "Take it into account" }).click();
  await expect(page.getByRole("textbox", { name: "What a command printed" })).toHaveValue("");
  await expect(told(page)).toContainText("arn:aws:iam::111122223333:role/deploy exists");
  await expect(first).toContainText("No statement that allows names");
  // The places are in a text that is not in the editor yet.
  await expect(causes(page).getByRole("button", { name: /^(Go to|Apply)/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Open it in the editor" }).click();
  await expect.poll(() => playground.text()).toContain("user/bob");
  await expect(page.getByText("Ranked with the policy in the editor.")).toBeVisible();
  await first.getByRole("button", { name: /^Apply:/ }).first().click();
  await expect.poll(() => playground.text()).toContain("user/alice");
  await page.getByRole("button", { name: "Forget these" }).click();
  await expect(told(page)).toBeHidden();
});

test("an output that is pasted into the editor goes to the message at hand", async ({ playground, page }) => {
  await openError(playground, trustsBob);
  await message(page).fill(denied);
  await playground.editor.focus();
  await paste(page, '{"UserId": "AIDAEXAMPLE", "Account": "444455556666", "Arn": "arn:aws:iam::444455556666:user/alice"}');
  await expect(told(page)).toContainText("user/alice");
  await expect(message(page)).toHaveValue(denied);
  expect(await playground.text()).toBe(trustsBob);
});

test("an error of a command is an answer, too", async ({ playground, page }) => {
  await openError(playground);
  await message(page).fill(denied);
  await page.getByRole("textbox", { name: "What a command printed" }).fill(noSuchRole);
  await page.getByRole("button", { name: "Take it into account" }).click();
  await expect(causes(page).getByRole("listitem").first()).toContainText("The role does not exist under this name");
  await page.getByRole("button", { name: "Clear" }).click();
  await message(page).fill(denied);
  await expect(told(page)).toBeHidden();
});

for (const said of ["Failed to update trust policy. Invalid principal in policy.", '"Failed to update trust policy. Invalid principal in policy."']) {
  test(`the console's own words go to the panel: ${said}`, async ({ playground, page }) => {
    await playground.open(trustsBob);
    await playground.editor.focus();
    await paste(page, said);
    await expect(message(page)).toHaveValue(said);
    await expect(page.getByRole("tabpanel").getByText("AWS does not know one of the principals")).toBeVisible();
    expect(await playground.text()).toBe(trustsBob);
  });
}

test("a text that is no error asks the useful question", async ({ playground, page }) => {
  await openError(playground, trustsBob);
  await message(page).fill("it does not work");
  await expect(page.getByText("Not recognised")).toBeVisible();
  await expect(page.getByText("Which call failed, and what did AWS reply?")).toBeVisible();
  await page.getByRole("button", { name: "Clear" }).click();
  await expect(message(page)).toHaveValue("");
  await expect(message(page)).toBeFocused();
});

test("by keyboard alone: from the editor to the error and along the questions", async ({ playground, page }) => {
  await playground.open(trustsBob);
  await playground.editor.focus();
  await playground.tabTo(page.getByRole("tab", { name: "Findings" }));
  await page.keyboard.press("End");
  await expect(message(page)).toBeVisible();
  await playground.tabTo(page.getByRole("button", { name: "When the trust policy is saved" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "What does AWS say when the policy is saved?" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("list").filter({ hasText: "Likely" }).or(page.getByText("Possible")).first()).toBeVisible();
  await playground.tabTo(page.getByRole("button", { name: "Start again" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "When does it go wrong?" })).toBeVisible();
});

test("opening the panel loads its own scripts only, and decoding loads nothing", async ({ playground, page }) => {
  await playground.open(trustsBob);
  const loaded = playground.requests.length;
  await page.getByRole("tab", { name: "Error" }).click();
  await expect(message(page)).toBeVisible();
  const opened = playground.requests.slice(loaded);
  expect(opened.filter((url) => !/\/assets\/[\w-]+\.(js|css)$/.test(url))).toEqual([]);
  const before = playground.requests.length;
  await message(page).fill(denied);
  await expect(causes(page)).toBeVisible();
  expect(playground.requests.slice(before)).toEqual([]);
});

test.describe("a browser that keeps no part of the page", () => {
  test.use({ serviceWorkers: "block" });

  test("a part that does not load says so, and can be tried again", async ({ playground, page }) => {
    await playground.open(trustsBob);
    await page.route(/\/assets\/.*\.js$/, (route) => route.abort());
    await page.getByRole("tab", { name: "Error" }).click();
    await expect(page.getByRole("alert")).toContainText("could not be loaded");
    await page.unroute(/\/assets\/.*\.js$/);
    playground.problems.length = 0;
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("alert").or(message(page))).toBeVisible();
  });
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("axe finds nothing: empty, decoded, guided @phone", async ({ playground, page }) => {
      await openError(playground, trustsBob);
      await expectNoViolations(page);
      await page.getByRole("button", { name: "When somebody or something assumes the role" }).click();
      await expectNoViolations(page);
      await page.getByRole("button", { name: "Back" }).click();
      await message(page).fill(denied);
      await page.getByText(/less likely here/).click();
      await expectNoViolations(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    });
  });
}
