/** "Can they?": from a refused request to one that is allowed, in the words of the form. */
import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { expect, test, type Playground } from "./playground.ts";

const EXTERNAL_ID = "f3b0c4d1-7e2a";
const ISSUER = "token.actions.githubusercontent.com";

function policy(...statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements.map((own) => ({ Effect: "Allow", ...own })) }, null, 2);
}
const assume = (principal: object, condition?: object): object => ({
  Principal: principal,
  Action: "sts:AssumeRole",
  ...(condition === undefined ? {} : { Condition: condition }),
});
const github = (sub: string): string =>
  policy({
    Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${ISSUER}` },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: { StringEquals: { [`${ISSUER}:aud`]: "sts.amazonaws.com", [`${ISSUER}:sub`]: sub } },
  });
const thirdParty = policy(assume({ AWS: "arn:aws:iam::444455556666:root" }, { StringEquals: { "sts:ExternalId": EXTERNAL_ID } }));

/** The panel, by the words that a person reads. */
class Simulator {
  readonly panel: Locator;
  readonly verdict: Locator;
  readonly way: Locator;
  readonly caller: Locator;
  readonly remedies: Locator;
  readonly layers: Locator;

  constructor(readonly page: Page) {
    this.panel = page.getByRole("tabpanel", { name: "Can they?" });
    this.verdict = this.panel.getByRole("status", { name: "May they assume the role" });
    this.way = this.panel.getByRole("combobox", { name: "How they come" });
    this.caller = this.panel.getByRole("textbox", { name: /^Who calls|^Which service|^Identity provider/ });
    this.remedies = this.panel.getByRole("region", { name: "What would let them in" });
    this.layers = this.panel.getByRole("region", { name: "Why, step by step" });
  }

  async open(playground: Playground, text: string): Promise<void> {
    await playground.open(text);
    await this.page.getByRole("tab", { name: "Can they?" }).click();
    await expect(this.verdict).toBeVisible();
  }

  field(name: string): Locator {
    return this.panel.getByRole("textbox", { name, exact: true });
  }

  choose(name: string, option: string): Promise<unknown> {
    return this.panel.getByRole("combobox", { name, exact: true }).selectOption({ label: option });
  }

  async more(): Promise<void> {
    await this.panel.getByText("More: context, and other policies").click();
  }

  firstRemedy(): Locator {
    return this.remedies.getByRole("button", { name: /^(Apply|Use this): / }).first();
  }
}

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
}

test("another account without the external id: the remedy fills the form, and the request is allowed @phone", async ({ playground, page }) => {
  const simulator = new Simulator(page);
  await simulator.open(playground, thirdParty);
  await expect(simulator.caller).toHaveValue(/^arn:aws:iam::444455556666:/);
  await expect(simulator.verdict).toHaveText(/Denied.*trust policy/);
  await expect(simulator.panel).toContainText("AccessDenied");
  await expect(simulator.layers).toContainText("sts:ExternalId is not in the request");
  await expectNoSidewaysScroll(page);

  await expect(simulator.remedies).toContainText(`--external-id ${EXTERNAL_ID}`);
  await simulator.firstRemedy().click();
  await expect(simulator.field("External ID")).toHaveValue(EXTERNAL_ID);
  await expect(simulator.verdict).toContainText("Allowed");
  await expect(simulator.verdict).toBeFocused();
  await expect(simulator.remedies).toBeHidden();
  expect(await playground.text(), "the policy is not touched").toBe(thirdParty);

  await simulator.field("External ID").fill("guess");
  await expect(simulator.verdict).toContainText("Denied");
  await simulator.field("External ID").fill("");
  await expect(simulator.layers).toContainText("is not in the request");
  await expectNoSidewaysScroll(page);
});

test("GitHub: the policy waits for an environment, and the workflow runs on a branch", async ({ playground, page }) => {
  const simulator = new Simulator(page);
  await simulator.open(playground, github("repo:octo-org/octo-repo:environment:production"));
  await expect(simulator.verdict, "whom the policy lets in, it lets in").toContainText("Allowed");
  await expect(simulator.field("Repository, with its owner")).toHaveValue("octo-org/octo-repo");

  await simulator.choose("Token", "GitHub Actions: push to a branch");
  await expect(simulator.field("Repository, with its owner"), "nothing is asked twice").toHaveValue("octo-org/octo-repo");
  await expect(simulator.verdict).toContainText("Denied");
  await expect(simulator.layers).toContainText("repo:octo-org/octo-repo:ref:refs/heads/main");

  await simulator.firstRemedy().click();
  await expect(simulator.panel.getByRole("combobox", { name: "Token" }).locator("option:checked")).toHaveText("GitHub Actions: job with an environment");
  await expect(simulator.field("Environment of the job")).toHaveValue("production");
  await expect(simulator.verdict).toContainText("Allowed");
  await simulator.choose("Token", "GitHub Actions: push to a branch");
  const accept = simulator.remedies.getByRole("button", { name: /^Apply: Accept/ });
  await accept.focus();
  await expect(simulator.remedies.getByRole("group", { name: "Before and after" })).toContainText("ref:refs/heads/main");
  await accept.click();
  await expect(simulator.verdict).toContainText("Allowed");
  await expect(playground.editor).toContainText("repo:octo-org/octo-repo:ref:refs/heads/main");

  await page.getByRole("button", { name: "Undo" }).click();
  await expect(simulator.verdict, "one step of undo").toContainText("Denied");
  expect(await playground.text()).toBe(github("repo:octo-org/octo-repo:environment:production"));
});

test("a field of an event that is needed and empty is asked for at the field", async ({ playground, page }) => {
  const simulator = new Simulator(page);
  await simulator.open(playground, github("repo:octo-org/octo-repo:ref:refs/heads/main"));
  await simulator.field("Repository, with its owner").fill("");
  await expect(simulator.verdict).toHaveText(/Not yet.*Say repository, with its owner/);
  await simulator.field("Repository, with its owner").fill("octo-org/other");
  await expect(simulator.verdict).toContainText("Denied");
});

test("MFA that was not said is asked for, and the answer follows", async ({ playground, page }) => {
  const simulator = new Simulator(page);
  await simulator.open(playground, policy(assume({ AWS: "arn:aws:iam::111122223333:user/alice" }, { Bool: { "aws:MultiFactorAuthPresent": "true" } })));
  await expect(simulator.verdict).toContainText("Denied");
  const open = simulator.panel.getByRole("group", { name: "Tested, and not said yet" });
  await open.getByRole("button", { name: "Say aws:MultiFactorAuthPresent above" }).click();
  await expect(simulator.panel.getByRole("combobox", { name: "MFA" })).toBeFocused();
  await simulator.choose("MFA", "signed in with MFA");
  await expect(simulator.verdict).toContainText("Allowed");
  await simulator.choose("MFA", "without MFA");
  await expect(simulator.verdict).toContainText("Denied");
  await expect(simulator.firstRemedy()).toHaveAccessibleName(/Sign in with MFA/);
});

test("a key that the answer depends on gets its value where it is asked, and stays to be changed", async ({ playground, page }) => {
  const simulator = new Simulator(page);
  await simulator.open(playground, policy(assume({ Service: "sns.amazonaws.com" }, { StringEquals: { "aws:SourceAccount": "111122223333" } })));
  await expect(simulator.way).toHaveValue("service");
  await expect(simulator.caller).toHaveValue("sns.amazonaws.com");
  const account = simulator.field("aws:SourceAccount");
  await account.pressSequentially("111122223333");
  await expect(account).toBeFocused();
  await expect(simulator.verdict).toContainText("Allowed");
  await account.press("Backspace");
  await expect(simulator.verdict).toContainText("Denied");
  await account.press("End");
  await account.pressSequentially("3");
  await simulator.caller.fill("ec2.amazonaws.com");
  await expect(simulator.verdict).toContainText("Denied");
});

test("a session that is too long is refused in AWS's words", async ({ playground, page }) => {
  const simulator = new Simulator(page);
  await simulator.open(playground, policy(assume({ AWS: "arn:aws:iam::111122223333:user/alice" })));
  await expect(simulator.verdict).toContainText("Allowed");
  await simulator.field("Duration, in seconds").fill("two hours");
  await expect(simulator.field("Duration, in seconds")).toHaveAccessibleDescription("A whole number, please.");
  await expect(simulator.field("Duration, in seconds")).toHaveAttribute("aria-invalid", "true");
  await simulator.field("Duration, in seconds").fill("7200");
  await expect(simulator.verdict).toContainText("Refused");
  await expect(simulator.panel).toContainText("exceeds the MaxSessionDuration");
  await simulator.field("Longest session of the role").fill("7200");
  await expect(simulator.verdict).toContainText("Allowed");
  await simulator.field("Longest session of the role").fill("");
  await simulator.firstRemedy().click();
  await expect(simulator.field("Duration, in seconds")).toHaveValue("3600");
  await expect(simulator.verdict).toContainText("Allowed");
});

test("within the account a role needs a policy of its own, which is there to copy", async ({ playground, page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const simulator = new Simulator(page);
  await simulator.open(playground, policy(assume({ AWS: "arn:aws:iam::111122223333:root" })));
  await simulator.caller.fill("arn:aws:iam::111122223333:role/ci");
  await expect(simulator.verdict).toHaveText(/Denied.*policies of the caller/);
  await simulator.remedies.getByRole("button", { name: "Copy: For the policies of the caller" }).click();
  const statement = await page.evaluate(() => navigator.clipboard.readText());
  expect(JSON.parse(statement)).toMatchObject({ Statement: [{ Effect: "Allow", Action: "sts:AssumeRole" }] });
  await simulator.more();
  await simulator.field("Policies of the caller 1").fill(statement.slice(0, -1));
  await expect(simulator.field("Policies of the caller 1")).toHaveAccessibleDescription("Not valid JSON yet, so it does not count.");
  await expect(simulator.verdict).toContainText("Denied");
  await simulator.field("Policies of the caller 1").fill(statement);
  await expect(simulator.verdict).toContainText("Allowed");
});

test("a service control policy denies, whatever else allows", async ({ playground, page }) => {
  const simulator = new Simulator(page);
  await simulator.open(playground, policy(assume({ AWS: "arn:aws:iam::111122223333:user/alice" })));
  await simulator.more();
  const everything = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
  await simulator.field("Service control policies, level 1, policy 1").fill(JSON.stringify(everything));
  await expect(simulator.verdict).toContainText("Allowed");
  const scps = simulator.panel.getByRole("group", { name: "Service control policies" });
  await scps.getByRole("button", { name: "Add a level" }).click();
  const denial = { Version: "2012-10-17", Statement: [...everything.Statement, { Sid: "NoRoles", Effect: "Deny", Action: "sts:*", Resource: "*" }] };
  await page.keyboard.insertText(JSON.stringify(denial));
  await expect(simulator.verdict).toHaveText(/Denied explicitly.*service control policies/);
  await expect(simulator.layers).toContainText("serviceControlPolicies[1][0].Statement[1] NoRoles");
});

test("a repair in the editor changes the answer at once, and the trace leads back to the editor", async ({ playground, page }) => {
  const simulator = new Simulator(page);
  await simulator.open(playground, thirdParty);
  await simulator.layers.getByRole("button", { name: "Show in the editor: sts:ExternalId" }).click();
  await expect(playground.editor).toBeFocused();
  expect(await playground.selected()).toBe(`"sts:ExternalId": "${EXTERNAL_ID}"`);
  await page.keyboard.insertText('"aws:SecureTransport": "true"');
  await expect(simulator.verdict).toHaveText(/Denied.*policies of the caller/);
  await playground.replaceText("");
  await expect(simulator.verdict).toHaveText(/Not yet.*no trust policy/);
});

test("the output of get-role tells the role, and places are places in it", async ({ playground, page }) => {
  const simulator = new Simulator(page);
  const role = { Role: { Arn: "arn:aws:iam::111122223333:role/日本", AssumeRolePolicyDocument: JSON.parse(thirdParty) as object } };
  await simulator.open(playground, JSON.stringify(role, null, 2));
  await expect(simulator.field("Role they want")).toHaveAttribute("placeholder", role.Role.Arn);
  await simulator.layers.getByRole("button", { name: "Show in the editor: sts:ExternalId" }).click();
  expect(await playground.selected()).toBe(`"sts:ExternalId": "${EXTERNAL_ID}"`);
});

test("what is known about the role is not asked again", async ({ playground, page }) => {
  const simulator = new Simulator(page);
  await simulator.open(playground, thirdParty);
  await page.getByText("About this role (optional)").click();
  await page.getByRole("textbox", { name: "Role ARN" }).fill("arn:aws:iam::999988887777:role/known");
  await expect(simulator.field("Role they want")).toHaveAttribute("placeholder", "arn:aws:iam::999988887777:role/known");
  await expect(simulator.panel).toContainText("arn:aws:iam::999988887777:role/known");
  await simulator.field("Role they want").fill("role/x");
  await expect(simulator.field("Role they want")).toHaveAccessibleDescription(/not the ARN of a role/);
});

test("a policy that AWS refuses is answered all the same, and that is said", async ({ playground, page }) => {
  const simulator = new Simulator(page);
  await simulator.open(playground, thirdParty.replace("[", "[,"));
  await expect(simulator.panel).toContainText("AWS refuses to save this policy as it stands");
});

test("a policy of another partition is asked about a role there", async ({ playground, page }) => {
  const simulator = new Simulator(page);
  await simulator.open(playground, policy(assume({ AWS: "arn:aws-cn:iam::444455556666:user/alice" })));
  await expect(simulator.field("Role they want")).toHaveAttribute("placeholder", /^arn:aws-cn:iam::/);
  await expect(simulator.verdict).toHaveText(/policies of the caller/);
});

test("changing the way keeps what was typed", async ({ playground, page }) => {
  const simulator = new Simulator(page);
  await simulator.open(playground, thirdParty);
  await simulator.caller.fill("arn:aws:iam::444455556666:role/ci");
  await simulator.field("External ID").fill(EXTERNAL_ID);
  await simulator.choose("How they come", "AWS service");
  await expect(simulator.field("External ID")).toBeHidden();
  await expect(simulator.verdict).toHaveText(/Not yet.*Say who calls/);
  await simulator.caller.fill("ec2.amazonaws.com");
  await simulator.caller.fill("");
  await simulator.caller.pressSequentially("ecs-tasks.amazonaws.com");
  await expect(simulator.way, "half a service is none, and changes nothing").toHaveValue("service");
  await simulator.choose("How they come", "IAM user or role");
  await expect(simulator.caller).toHaveValue("arn:aws:iam::444455556666:role/ci");
  await expect(simulator.field("External ID")).toHaveValue(EXTERNAL_ID);
  await simulator.caller.fill("ec2.amazonaws.com");
  await simulator.caller.press("Tab");
  await expect(simulator.way, "who calls tells the way").toHaveValue("service");
});

test("a token that is pasted into the editor is answered, read out, and no wider than the page @phone", async ({ playground, page }) => {
  const simulator = new Simulator(page);
  await playground.open(github("repo:octo-org/app:ref:refs/heads/main"));
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const token = [part({ alg: "RS256" }), part({ iss: `https://${ISSUER}`, sub: "repo:octo-org/app:environment:prod", aud: "sts.amazonaws.com" }), "c2lnbmF0dXJl".repeat(20)].join(".");
  await paste(playground, token);
  await expect(simulator.verdict).toContainText("Denied");
  await expect(page.locator("#notice")).toHaveText(/^Can they\? Denied decided by the trust policy/);
  const over = (node: Element): number => node.scrollWidth - node.clientWidth;
  expect(await simulator.panel.evaluate(over)).toBe(0);
  expect(await page.locator("html").evaluate(over)).toBe(0);
});

test("after a change of the trust policy the command that saves it is unfolded", async ({ playground, page }) => {
  const simulator = new Simulator(page);
  await simulator.open(playground, policy(assume({ AWS: "arn:aws:iam::444455556666:user/bob" })));
  await simulator.caller.fill("arn:aws:iam::444455556666:user/alice");
  await expect(simulator.verdict).toContainText("Denied");
  const save = simulator.panel.getByRole("region", { name: "Commands for this" }).getByRole("button", { name: /^Copy: Save/ });
  await expect(save).toBeHidden();
  await simulator.remedies.getByRole("button", { name: /^Apply:/ }).first().click();
  await expect(simulator.verdict).toContainText("Allowed");
  await expect(save).toBeVisible();
});

test("a token that is pasted is read here, and its claims are shown", async ({ playground, page }) => {
  const simulator = new Simulator(page);
  await simulator.open(playground, github("repo:octo-org/octo-repo:ref:refs/heads/main"));
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = { iss: `https://${ISSUER}`, aud: "sts.amazonaws.com", sub: "repo:octo-org/octo-repo:ref:refs/heads/main" };
  await simulator.choose("Token", "A token or its claims, pasted");
  const pasted = simulator.field("JWT, or claims as JSON");
  await pasted.fill("eyJ.no");
  await expect(simulator.verdict).toContainText("Not yet");
  await expect(pasted).toHaveAccessibleDescription(/is no JWT/);
  await pasted.fill(`${part({ alg: "RS256" })}.${part(claims)}.c2ln`);
  await expect(simulator.verdict).toContainText("Allowed");
  await expect(simulator.panel).toContainText(claims.sub);
  await expect(simulator.panel).toContainText("nobody checked its signature");
});

/** What a person does with the clipboard, where the editor has the focus. */
async function paste(playground: Playground, text: string): Promise<void> {
  await playground.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await playground.page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await playground.editor.focus();
  await playground.page.keyboard.press("ControlOrMeta+A");
  await playground.page.keyboard.press("ControlOrMeta+V");
}

test("claims that are pasted into the editor come here, and the policy stays", async ({ playground, page }) => {
  const simulator = new Simulator(page);
  const text = github("repo:octo-org/octo-repo:ref:refs/heads/main");
  await playground.open(text);
  await paste(playground, JSON.stringify({ iss: `https://${ISSUER}`, aud: "sts.amazonaws.com", sub: "repo:octo-org/fork:pull_request" }));
  await expect(simulator.verdict).toContainText("Denied");
  await expect(simulator.way).toHaveValue("web");
  await expect(simulator.layers).toContainText("repo:octo-org/fork:pull_request");
  expect(await playground.text()).toBe(text);
});

test("a whole question that is pasted fills the form and the editor", async ({ playground, page }) => {
  const simulator = new Simulator(page);
  await playground.open();
  const request = {
    action: "sts:AssumeRole",
    principal: "arn:aws:iam::444455556666:user/bob",
    externalId: EXTERNAL_ID,
    tags: { team: "blue" },
    context: { "aws:SourceIp": ["203.0.113.7"] },
  };
  const everything = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
  const role = { arn: "arn:aws:iam::111122223333:role/deploy", trustPolicy: JSON.parse(thirdParty) as object };
  await paste(playground, JSON.stringify({ role, request, identityPolicies: [everything] }));
  await expect(simulator.caller).toHaveValue(request.principal);
  await expect(simulator.field("Role they want")).toHaveValue(role.arn);
  await expect(simulator.field("External ID")).toHaveValue(EXTERNAL_ID);
  await expect(simulator.verdict, "session tags need sts:TagSession").toContainText("Denied");
  await expect(simulator.layers).toContainText("action does not fit");
  await expect(simulator.panel).toContainText("3 filled in");
  await simulator.more();
  await expect(simulator.field("Session tags: Key 1")).toHaveValue("team");
  await expect(simulator.panel.getByRole("combobox", { name: "Context keys: Key 1" })).toHaveValue("aws:SourceIp");
  await simulator.panel.getByRole("button", { name: "Remove: session tags 1" }).click();
  await expect(simulator.verdict).toContainText("Allowed");
});

test("SAML: attributes that the policy tests", async ({ playground, page }) => {
  const simulator = new Simulator(page);
  await simulator.open(
    playground,
    policy({
      Principal: { Federated: "arn:aws:iam::111122223333:saml-provider/corp" },
      Action: "sts:AssumeRoleWithSAML",
      Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
    }),
  );
  await expect(simulator.way).toHaveValue("saml");
  await simulator.panel.getByRole("button", { name: "Add: attributes of the assertion" }).click();
  await page.keyboard.type("aud");
  await page.keyboard.press("Tab");
  await page.keyboard.type("https://signin.aws.amazon.com/saml");
  await expect(simulator.verdict).toContainText("Allowed");
});

test("the commands for this call, in the shell that one has", async ({ playground, page }) => {
  const simulator = new Simulator(page);
  await simulator.open(playground, thirdParty);
  await simulator.field("Session name").fill("nightly");
  await simulator.field("External ID").fill(EXTERNAL_ID.repeat(4));
  const commands = simulator.panel.getByRole("region", { name: "Commands for this" });
  await commands.getByText(/^Assume the role/).click();
  const command = commands.getByRole("group", { name: "Assume the role" });
  await expect(command).toContainText("--role-session-name nightly");
  await expect(command).toContainText("\\");
  await commands.getByRole("combobox", { name: "Shell" }).first().selectOption("PowerShell");
  await expect(command).not.toContainText("\\");
  await commands.getByText(/^Change/).click();
  await expect(commands.getByText("changes something").first()).toBeVisible();
});

test("by keyboard alone, to the remedy and back into the form", async ({ playground, page }) => {
  const simulator = new Simulator(page);
  await playground.open(thirdParty);
  await playground.tabTo(page.getByRole("tab", { name: "Findings" }));
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(simulator.verdict).toContainText("Denied");
  await playground.tabTo(simulator.firstRemedy());
  await page.keyboard.press("Enter");
  await expect(simulator.verdict).toBeFocused();
  await expect(simulator.verdict).toContainText("Allowed");
});

test("the panel asks for nothing but its own scripts", async ({ playground, page }) => {
  const simulator = new Simulator(page);
  await playground.open(thirdParty);
  playground.requests.length = 0;
  await page.getByRole("tab", { name: "Can they?" }).click();
  await expect(simulator.verdict).toBeVisible();
  expect(playground.requests.every((url) => /\/repo\/assets\/[\w-]+\.(js|css)$/.test(url)), playground.requests.join("\n")).toBe(true);
  playground.requests.length = 0;
  await simulator.firstRemedy().click();
  await simulator.more();
  await simulator.panel.getByText(/^Look \(/).click();
  expect(playground.requests).toEqual([]);
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("axe: denied, with everything unfolded @phone", async ({ playground, page }) => {
      const simulator = new Simulator(page);
      await simulator.open(playground, thirdParty);
      await simulator.more();
      for (const group of [/^Look \(/, /^Change \(/]) await simulator.panel.getByText(group).click();
      await simulator.field("Duration, in seconds").fill("long");
      await expectNoViolations(page);
      await expectNoSidewaysScroll(page);
    });

    test("axe: allowed by a token @phone", async ({ playground, page }) => {
      const simulator = new Simulator(page);
      await simulator.open(playground, github("repo:octo-org/octo-repo:ref:refs/heads/main"));
      await expect(simulator.verdict).toContainText("Allowed");
      await expectNoViolations(page);
      await expectNoSidewaysScroll(page);
    });

    test("axe: nothing to ask", async ({ playground, page }) => {
      const simulator = new Simulator(page);
      await simulator.open(playground, thirdParty);
      await simulator.caller.fill("");
      await expect(simulator.verdict).toContainText("Not yet");
      await expectNoViolations(page);
    });
  });
}

test("axe: colours forced by the system", async ({ playground, page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  const simulator = new Simulator(page);
  await simulator.open(playground, thirdParty);
  await expectNoViolations(page);
});
