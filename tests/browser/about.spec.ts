/** What a person knows besides the policy: the role, the accounts and the organization, and what they have read enough of. */
import { expect, test, trust } from "./playground.ts";

const TWO = trust({ AWS: ["arn:aws:iam::444455556666:root", "arn:aws:iam::777788889999:root"] });

test("accounts outside the list are named, and the others are not", async ({ playground, page }) => {
  await playground.open(TWO);
  await expect(playground.summary).toContainText("No findings");
  await page.getByText("About this role (optional)").click();
  await page.getByRole("textbox", { name: "Role ARN or account id" }).fill("777788889999");
  await expect(playground.summary).toContainText("No findings");
  await page.getByRole("textbox", { name: "Other accounts you trust" }).fill("111122223333");
  await expect(playground.findings.getByRole("button", { name: /444455556666 is none of the accounts/ })).toBeVisible();
  await expect(playground.findings.getByRole("button", { name: /none of the accounts/ })).toHaveCount(1);
  await page.getByRole("textbox", { name: "Other accounts you trust" }).fill("111122223333, 444455556666");
  await expect(playground.summary).toContainText("No findings");
});

test("another organization than the own one is named", async ({ playground, page }) => {
  const policy = JSON.parse(trust({ AWS: "*" })) as { Statement: [{ Condition?: unknown }] };
  policy.Statement[0].Condition = { StringEquals: { "aws:PrincipalOrgID": "o-f6g7h8i9j0" } };
  await playground.open(JSON.stringify(policy));
  await page.getByText("About this role (optional)").click();
  await page.getByRole("textbox", { name: "Organization id" }).fill("o-a1b2c3d4e5");
  await expect(playground.findings.getByRole("button", { name: /is not of your organization/ })).toBeVisible();
});

test("what is no account is said when the field is left, and the rest still counts", async ({ playground, page }) => {
  await playground.open(TWO);
  await page.getByText("About this role (optional)").click();
  const role = page.getByRole("textbox", { name: "Role ARN or account id" });
  await page.getByRole("textbox", { name: "Other accounts you trust" }).fill("444455556666");
  await role.fill("1111");
  await expect(role).not.toHaveAttribute("aria-invalid", "true");
  await role.press("Tab");
  await expect(role).toHaveAttribute("aria-invalid", "true");
  await expect(role).toHaveAccessibleDescription("The option account is the twelve digits of an account id, not 1111");
  await expect(playground.findings.getByRole("button", { name: /unless it is the role's own/ })).toBeVisible();
  await role.fill("111122223333");
  await expect(role).toHaveAttribute("aria-invalid", "false");
  await expect(role).toHaveAccessibleDescription("");
});

test("a rule is silenced and brought back by keyboard, and AWS still refuses @phone", async ({ playground, page }) => {
  await playground.open(trust({ Service: "ec2" }));
  await playground.findings.getByRole("button", { name: /ec2/ }).first().click();
  await playground.findings.getByRole("button", { name: "Silence this rule" }).press("Enter");
  await expect(playground.summary).toContainText("No findings");
  await expect(playground.summary).toBeFocused();
  await expect(playground.verdict).toContainText("AWS refuses this");
  await expect(playground.applyAll).toBeHidden();
  await expect(page.getByText("1 rule silenced")).toBeVisible();
  await page.getByText("About this role (optional)").click();
  await page.getByRole("button", { name: "Bring back service-principal-name" }).press("Enter");
  await expect(playground.summary).toContainText("1 error");
  await expect(page.getByText("rule silenced")).toBeHidden();
});

test("nothing of it is stored", async ({ playground, page }) => {
  await playground.open(trust({ Service: "ec2" }));
  await playground.findings.getByRole("button", { name: /ec2/ }).first().click();
  await playground.findings.getByRole("button", { name: "Silence this rule" }).click();
  await page.getByText("About this role (optional)").click();
  await page.getByRole("textbox", { name: "Role ARN" }).fill("111122223333");
  const stored = () => page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie);
  expect(await stored()).toBe("{}");
  await page.reload();
  await playground.ready();
  await expect(playground.summary).toContainText("1 error");
});

test("a link tells about the role, and cannot silence anything", async ({ playground, page }) => {
  const encoded = (text: string): string => Buffer.from(text).toString("base64url");
  const options = { account: "111122223333", trustedAccounts: ["444455556666"], silence: ["untrusted-account"] };
  await page.goto(`./#text=${encoded(TWO)}&options=${encoded(JSON.stringify(options))}`);
  await playground.ready();
  await expect(page.getByRole("textbox", { name: "Role ARN or account id" })).toHaveValue("111122223333");
  await expect(playground.findings.getByRole("button", { name: /777788889999 is none of the accounts/ })).toBeVisible();
});
