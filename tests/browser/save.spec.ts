/** The commands below the findings: from a broken policy to the one that saves the repaired one. */
import { expect, test, trust } from "./playground.ts";

const commands = "Save it at AWS: the commands";

test("paste, repair, unfold, copy: the command holds the repaired policy @phone", async ({ playground, page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await playground.open(trust({ Service: "ec2" }));
  // What AWS refuses has no command.
  await expect(playground.verdict).toContainText("AWS refuses this");
  await expect(page.getByText(commands)).toBeHidden();
  await playground.applyAll.click();
  await page.getByText(commands).click();
  await page.getByRole("button", { name: /^Copy: .*[Ss]ave/ }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('"ec2.amazonaws.com"');
  expect(copied).toContain("aws iam update-assume-role-policy");
});

test("the commands follow the policy and the role that is known", async ({ playground, page }) => {
  await playground.open(trust({ AWS: "444455556666" }));
  await page.getByText(commands).click();
  const update = page.getByRole("group", { name: /[Ss]ave/ });
  await expect(update).toContainText("--role-name '<ROLE_NAME>'");
  await page.getByText("About this role (optional)").click();
  await page.getByRole("textbox", { name: "Role ARN or account id" }).fill("arn:aws:iam::111122223333:role/deploy");
  await expect(update).toContainText("--role-name deploy");
  await playground.replaceText(trust({ AWS: "777788889999" }));
  await expect(update).toContainText("777788889999");
  await playground.replaceText("");
  await expect(page.getByText(commands)).toBeHidden();
});

test("the role is known from the output of get-role, and the commands of a call are a click away", async ({ playground, page }) => {
  const policy = JSON.parse(trust({ AWS: "444455556666" })) as object;
  await playground.open(JSON.stringify({ Role: { RoleName: "build", Arn: "arn:aws:iam::111122223333:role/ci/build", AssumeRolePolicyDocument: policy } }));
  await page.getByText(commands).click();
  await expect(page.getByRole("group", { name: /[Ss]ave/ })).toContainText("--role-name build");
  await page.locator("#panel-save").getByRole("button", { name: "Can they?" }).click();
  await expect(page.getByRole("tab", { selected: true })).toHaveText("Can they?");
});

test("the role that an error message names is the one that is saved", async ({ playground, page }) => {
  await playground.open(trust({ AWS: "444455556666" }));
  await page.getByRole("tab", { name: "Error" }).click();
  await page
    .getByRole("textbox", { name: "What AWS says" })
    .fill("User: arn:aws:iam::444455556666:user/alice is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/deploy");
  await page.getByRole("tab", { name: "Findings" }).click();
  await page.getByText(commands).click();
  const update = page.getByRole("group", { name: /[Ss]ave/ });
  await expect(update).toContainText("--role-name deploy");
  // What is said of the role itself counts more.
  await page.getByText("About this role (optional)").click();
  await page.getByRole("textbox", { name: "Role ARN or account id" }).fill("arn:aws:iam::111122223333:role/other");
  await expect(update).toContainText("--role-name other");
});
