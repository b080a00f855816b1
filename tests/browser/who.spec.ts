/** "Who can assume": the sentence, the cards, the graph, and the ways from there to the other parts of the page. */
import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { expect, test, trust, type Playground } from "./playground.ts";

type Statement = Readonly<Record<string, unknown>>;

function policy(...statements: readonly Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements }, null, 2);
}

function allow(principal: unknown, more: Statement = {}): Statement {
  return { Effect: "Allow", Principal: principal, Action: "sts:AssumeRole", ...more };
}

const ALICE = "arn:aws:iam::444455556666:user/alice";
const GITHUB = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";

/** One of each kind, with a condition, a denial, and somebody who does not get in. */
const EVERY_KIND = policy(
  allow({
    AWS: ["111122223333", ALICE, "arn:aws:iam::444455556666:role/ci", "arn:aws:sts::444455556666:assumed-role/other/one"],
    Service: "ec2.amazonaws.com",
  }),
  allow({ Federated: "arn:aws:iam::111122223333:saml-provider/Corp" }, { Action: "sts:AssumeRoleWithSAML" }),
  allow({ Federated: GITHUB }, { Action: "sts:AssumeRoleWithWebIdentity" }),
  allow({ AWS: "AIDAW4GTDFISYQEXAMPLE" }),
  { Effect: "Deny", Principal: { AWS: ALICE }, Action: "sts:AssumeRole" },
);

interface Panel {
  readonly panel: Locator;
  readonly sentence: Locator;
  readonly cards: Locator;
  readonly graph: Locator;
  readonly card: (who: string | RegExp) => Locator;
}

async function openPanel(playground: Playground, page: Page, text?: string): Promise<Panel> {
  await playground.open(text);
  await page.getByRole("tab", { name: "Who can assume" }).click();
  const panel = page.getByRole("tabpanel", { name: "Who can assume" });
  const cards = panel.getByRole("list", { name: "Who can assume this role" });
  const sentence = panel.getByRole("status");
  await expect(sentence).toHaveText(/./);
  return {
    panel,
    sentence,
    cards,
    graph: panel.getByRole("group", { name: /^Graph of who can assume the role/ }),
    card: (who) => cards.getByRole("listitem").filter({ has: page.getByRole("heading", { name: who }) }),
  };
}

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
}

for (const [name, principal, sentence] of [
  ["an account", { AWS: "444455556666" }, "One caller can assume this role: any user or role of account 444455556666"],
  ["a user", { AWS: ALICE }, "One caller can assume this role: user alice of account 444455556666."],
  ["two", { AWS: ALICE, Service: "ec2.amazonaws.com" }, "Two callers can assume this role: user alice of account 444455556666; and the AWS service ec2.amazonaws.com."],
  ["many of a kind", { Service: ["ec2.amazonaws.com", "lambda.amazonaws.com", "ecs.amazonaws.com"] }, "3 AWS services can assume this role."],
  ["everybody", { AWS: "*" }, "Everybody on AWS can assume this role!"],
  ["somebody who was deleted", { AWS: "AIDAW4GTDFISYQEXAMPLE" }, "Nobody can assume this role: the only principal named cannot get in."],
] as const) {
  test(`${name} in one sentence @phone`, async ({ playground, page }) => {
    const { sentence: line } = await openPanel(playground, page, trust(principal));
    await expect(line).toContainText(sentence);
  });
}

test("everybody but under a condition, and everybody but one, are said as such", async ({ playground, page }) => {
  const { sentence } = await openPanel(
    playground,
    page,
    policy(allow({ AWS: "*" }, { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } })),
  );
  await expect(sentence).toHaveText("Everybody on AWS can assume this role, but only for members of the organization o-a1b2c3d4e5.");
  await playground.replaceText(policy({ Effect: "Allow", NotPrincipal: { AWS: ALICE }, Action: "sts:AssumeRole" }));
  await expect(sentence).toHaveText(`Everybody except ${ALICE} can assume this role!`);
});

test("every kind of principal has a card with its call, its needs and its risk @phone", async ({ playground, page }) => {
  const { cards, card, sentence } = await openPanel(playground, page, EVERY_KIND);
  await expect(cards.getByRole("heading", { level: 3 })).toHaveCount(8);
  await expect(sentence).toHaveText("Six callers can assume this role: 1 account, 1 role, 1 session, 1 AWS service, 1 SAML provider and 1 token provider.");
  await expect(card(/any user or role of this account \(111122223333\)/i)).toContainText("Needed. Trust in an account only hands the decision on");
  await expect(card("role ci of account 444455556666")).toContainText("Needed. The caller is in another account");
  await expect(card("session one of role other")).toContainText("sts:AssumeRole");
  await expect(card("the AWS service ec2.amazonaws.com")).toContainText("Not needed. A service needs no policy");
  await expect(card("SAML provider Corp")).toContainText("sts:AssumeRoleWithSAML");
  await expect(card("GitHub Actions workflows")).toContainText("High risk");
  await expect(card("user alice")).toContainText("Cannot get in");
  await expect(card("user alice")).toContainText("Never (Statement[4])");
  await expect(card("was deleted")).toContainText("Nothing that would let it in");
});

test("a click on a card, a condition or a denial goes to its place in the editor", async ({ playground, page }) => {
  const text = policy(
    allow({ AWS: ALICE }, { Condition: { StringEquals: { "sts:ExternalId": "4711" } } }),
    { Effect: "Deny", Principal: { AWS: ALICE }, Action: "sts:AssumeRole", Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } },
  );
  const { card, graph } = await openPanel(playground, page, text);
  await expect(graph.getByRole("button", { name: "User alice, Account 444455556666: sts:AssumeRole, 1 condition, denied at times" })).toBeVisible();
  const alice = card("user alice");
  await alice.getByRole("heading").getByRole("button").click();
  await expect(playground.editor).toBeFocused();
  expect(await playground.selected()).toContain(ALICE);
  await alice.getByRole("button", { name: "Only with the external id 4711" }).click();
  expect(await playground.selected()).toContain("sts:ExternalId");
  await alice.getByRole("button", { name: /^Never without MFA/ }).click();
  expect(await playground.selected()).toContain('"Deny"');
  await alice.getByRole("button", { name: "Go to line 7" }).click();
  expect(await playground.selected()).toContain(ALICE);
});

test("a finding of a card opens in the list of findings", async ({ playground, page }) => {
  const { card } = await openPanel(playground, page, policy(allow({ Service: "ec2.amazonaws.com" }), allow({ AWS: "*" })));
  await card(/^All of AWS/).getByRole("button", { name: /^Security/ }).click();
  await expect(page.getByRole("tab", { name: "Findings" })).toHaveAttribute("aria-selected", "true");
  const open = playground.findings.getByRole("button", { expanded: true }).first();
  await expect(open).toContainText("every principal of every account");
  await expect(open).toBeFocused();
});

test("the simulator can be asked about a caller, but not about nobody", async ({ playground, page }) => {
  const { card } = await openPanel(playground, page, EVERY_KIND);
  await expect(card("was deleted").getByRole("button", { name: /^Can they/ })).toHaveCount(0);
  await card("user alice").getByRole("button", { name: "Can they? User alice of account 444455556666" }).click();
  await expect(page.getByRole("tab", { name: "Can they?" })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("tab", { name: "Can they?" })).toBeFocused();
});

test("the graph has each principal once, in its account or its group @phone", async ({ playground, page }) => {
  const { graph } = await openPanel(playground, page, EVERY_KIND);
  const nodes = graph.getByRole("button");
  await expect(nodes).toHaveCount(8);
  await expect(graph.getByRole("button", { name: "Account any user or role, This account, 111122223333: sts:AssumeRole, no condition" })).toBeVisible();
  await expect(graph.getByRole("button", { name: "User alice, Account 444455556666: cannot get in" })).toBeVisible();
  await expect(graph.getByRole("button", { name: /^Token provider GitHub Actions, Identity providers: sts:AssumeRoleWithWebIdentity, no condition, high risk/ })).toBeVisible();
  await expect(graph.getByRole("img", { name: "The role this role (Account 111122223333)" })).toBeVisible();
  const boxes = await nodes.evaluateAll((all) => all.map((node) => node.getBoundingClientRect()).map(({ x, y, right, bottom }) => ({ x, y, right, bottom })));
  for (const [i, a] of boxes.entries())
    for (const b of boxes.slice(i + 1)) expect(a.right <= b.x || b.right <= a.x || a.bottom <= b.y || b.bottom <= a.y).toBe(true);
});

test("no text of the graph is wider than its place @phone", async ({ playground, page }) => {
  const long = "a-role-with-a-name-as-long-as-names-may-be-which-is-sixty-four-x";
  const { graph } = await openPanel(
    playground,
    page,
    policy(
      allow({ AWS: `arn:aws:iam::444455556666:role/${long}`, Service: "license-manager.master-account-service.amazonaws.com" }),
      allow({ Federated: GITHUB }, { Action: "sts:AssumeRoleWithWebIdentity" }),
    ),
  );
  const over = await graph.evaluate((drawing) => {
    const bounds = drawing.getBoundingClientRect();
    const outside = [...drawing.querySelectorAll("text")].filter((text) => text.getBoundingClientRect().right > bounds.right + 0.5);
    const boxes = [...drawing.querySelectorAll("g[role=button]")].flatMap((node) => {
      const box = node.querySelector("rect")?.getBoundingClientRect();
      return [...node.querySelectorAll("text")].filter((text) => box === undefined || text.getBoundingClientRect().right > box.right);
    });
    return [...outside, ...boxes].map((text) => text.textContent);
  });
  expect(over).toEqual([]);
});

test("the role's own account and name show in the graph when they are known", async ({ playground, page }) => {
  const { graph, panel, sentence, card } = await openPanel(playground, page, trust({ AWS: ALICE }));
  await expect(graph.getByRole("img", { name: "The role this role (Account unknown)" })).toBeVisible();
  await expect(card("user alice")).toContainText("It depends.");
  await panel.getByRole("button", { name: "Say which role this is" }).click();
  await expect(page.getByRole("textbox", { name: "Role ARN" })).toBeFocused();
  await page.keyboard.insertText("arn:aws:iam::444455556666:role/deploy");
  await expect(graph.getByRole("img", { name: "The role deploy (Account 444455556666)" })).toBeVisible();
  await expect(graph.getByRole("button", { name: /This account, 444455556666/ })).toBeVisible();
  await expect(panel.getByRole("button", { name: "Say which role this is" })).toHaveCount(0);
  await expect(sentence).toContainText("user alice of this account (444455556666)");
});

test("by keyboard: Tab reaches the graph, arrows move in it, Enter goes to the card", async ({ playground, page }) => {
  const { graph, card } = await openPanel(playground, page, EVERY_KIND);
  const first = graph.getByRole("button", { name: /^Account any user/ });
  await page.getByRole("tab", { name: "Who can assume" }).focus();
  await playground.tabTo(first);
  await page.keyboard.press("ArrowDown");
  await expect(graph.getByRole("button", { name: /^User alice/ })).toBeFocused();
  await page.keyboard.press("End");
  await expect(graph.getByRole("button", { name: /^User AIDAW4GTDFISYQEXAMPLE/ })).toBeFocused();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(card("user alice").getByRole("heading").getByRole("button")).toBeFocused();
});

test("a caller of the graph lights its card up, and the card its caller", async ({ playground, page }) => {
  const { graph, card } = await openPanel(playground, page, EVERY_KIND);
  const node = graph.getByRole("button", { name: /^Role ci/ });
  const ring = (): Promise<string> => card("role ci").evaluate((element) => getComputedStyle(element).boxShadow);
  const stroke = (): Promise<string> => node.locator("rect").evaluate((element) => getComputedStyle(element).strokeWidth);
  expect(await ring()).toBe("none");
  await node.hover();
  await expect.poll(ring).not.toBe("none");
  await page.mouse.move(0, 0);
  await expect.poll(ring).toBe("none");
  const before = await stroke();
  await card("role ci").getByRole("heading").getByRole("button").focus();
  await expect.poll(stroke).not.toBe(before);
});

test("two hundred principals are folded by account, and unfold @phone", async ({ playground, page }) => {
  const users = Array.from({ length: 200 }, (_, i) => `arn:aws:iam::444455556666:user/user-${i}`);
  const { graph, cards, sentence } = await openPanel(playground, page, trust({ AWS: users }));
  await expect(sentence).toHaveText("200 users can assume this role.");
  await expect(cards.getByRole("listitem").filter({ has: page.getByRole("heading") })).toHaveCount(200);
  await expect(graph.getByRole("button")).toHaveCount(9);
  await graph.getByRole("button", { name: "and 192 more in this account: show them" }).click();
  await expect(graph.getByRole("button")).toHaveCount(200);
  await expect(graph.getByRole("button", { name: /^User user-8,/ })).toBeFocused();
  await expectNoSidewaysScroll(page);
});

test("beyond two hundred, the rest is counted", async ({ playground, page }) => {
  const accounts = Array.from({ length: 230 }, (_, i) => `${100000000000 + i * 7}`);
  const users = Array.from({ length: 230 }, (_, i) => `arn:aws:iam::444455556666:user/user-${i}`);
  const { graph, panel } = await openPanel(playground, page, trust({ AWS: accounts }));
  await graph.getByRole("button", { name: "and 222 more groups: show them" }).click();
  await expect(graph.getByRole("button")).toHaveCount(200);
  await expect(graph.getByText(/^and 30 more/)).toBeVisible();
  await expect(panel.getByText("30 more principals are not listed here.")).toBeVisible();
  await playground.replaceText(trust({ AWS: users }));
  await graph.getByRole("button", { name: "and 222 more in this account: show them" }).click();
  await expect(graph.getByText(/^and 30 more/)).toBeVisible();
});

test("it follows the typing, and says so in words when there is nothing to show", async ({ playground, page }) => {
  const { sentence, graph, cards } = await openPanel(playground, page, trust({ Service: "ec2.amazonaws.com" }));
  await expect(sentence).toContainText("the AWS service ec2.amazonaws.com");
  await playground.replaceText(trust({ AWS: "*" }));
  await expect(sentence).toHaveText("Everybody on AWS can assume this role!");
  await playground.replaceText("");
  await expect(sentence).toHaveText("Paste a trust policy, and this says who can assume its role.");
  await expect(graph).toHaveCount(0);
  await expect(cards).toBeHidden();
  await playground.replaceText("no policy at all");
  await expect(sentence).toContainText("No policy was found in this text");
  await playground.replaceText(policy({ Effect: "Deny", Principal: "*", Action: "sts:AssumeRole" }));
  await expect(sentence).toHaveText("Nobody can assume this role: no statement allows anybody.");
  await playground.replaceText('{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Principal": { "AWS": "');
  await expect(sentence).toContainText("Nobody can assume this role");
});

test("a hidden panel is up to date when it is shown again", async ({ playground, page }) => {
  const { sentence } = await openPanel(playground, page, trust({ Service: "ec2.amazonaws.com" }));
  await page.getByRole("tab", { name: "Findings" }).click();
  await playground.replaceText(trust({ AWS: ALICE }));
  await page.getByRole("tab", { name: "Who can assume" }).click();
  await expect(sentence).toContainText("user alice");
});

test("a policy that AWS refuses is explained all the same, with the way to the reason", async ({ playground, page }) => {
  const { panel } = await openPanel(playground, page, trust({ AWS: [ALICE, "AIDAW4GTDFISYQEXAMPLE"] }));
  await expect(panel.getByText("1 principal is named, but cannot get in.")).toBeVisible();
  await expect(panel.getByText("AWS refuses this policy as it stands")).toBeVisible();
  await panel.getByRole("button", { name: "See why" }).click();
  await expect(page.getByRole("tab", { name: "Findings" })).toBeFocused();
  await expect(playground.verdict).toBeVisible();
});

test("the explanation is copied word for word as the command line prints it", async ({ playground, page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { panel } = await openPanel(
    playground,
    page,
    `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"${ALICE}","Service":"ec2.amazonaws.com"},"Action":["sts:AssumeRole","sts:TagSession"],"Condition":{"StringEquals":{"sts:ExternalId":"4711"}}},{"Effect":"Deny","Principal":{"AWS":"${ALICE}"},"Action":"sts:AssumeRole","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"false"}}}]}`,
  );
  await panel.getByRole("button", { name: "Copy as text" }).click();
  await expect(page.getByText("Copied", { exact: true })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(EXPLAINED);
});

test("without a clipboard the text is there to be copied by hand", async ({ playground, page }) => {
  const { panel } = await openPanel(playground, page, trust({ AWS: ALICE }));
  await page.evaluate(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined });
    document.execCommand = () => false;
  });
  await panel.getByRole("button", { name: "Copy as text" }).click();
  await expect(panel.getByRole("textbox", { name: "The explanation as text" })).toHaveValue(/^Who can assume this role\n\n1\. user alice/);
  await expect(panel.getByRole("textbox", { name: "The explanation as text" })).toBeFocused();
});

test("opening it requests its own scripts only, and using it nothing", async ({ playground, page }) => {
  await playground.open(EVERY_KIND);
  const before = playground.requests.length;
  await page.getByRole("tab", { name: "Who can assume" }).click();
  const panel = page.getByRole("tabpanel", { name: "Who can assume" });
  await expect(panel.getByRole("heading", { name: "user alice" })).toBeVisible();
  const origin = new URL(page.url()).origin;
  const own = playground.requests.slice(before);
  expect(own.filter((url) => !url.startsWith(`${origin}/repo/assets/`) || !/\.(js|css)$/.test(url))).toEqual([]);
  const loaded = playground.requests.length;
  await playground.replaceText(trust({ AWS: ALICE }));
  await panel.getByRole("heading", { name: "user alice" }).getByRole("button").click();
  await page.getByRole("tab", { name: "Findings" }).click();
  await page.getByRole("tab", { name: "Who can assume" }).click();
  expect(playground.requests.slice(loaded)).toEqual([]);
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("axe finds nothing, and a phone never scrolls sideways @phone", async ({ playground, page }) => {
      const { graph } = await openPanel(playground, page, EVERY_KIND);
      await expectNoViolations(page);
      await graph.getByRole("button").first().focus();
      await expectNoViolations(page);
      await expectNoSidewaysScroll(page);
    });

    test("axe finds nothing in a fold and in an empty panel", async ({ playground, page }) => {
      const users = Array.from({ length: 20 }, (_, i) => `arn:aws:iam::444455556666:user/user-${i}`);
      const { sentence } = await openPanel(playground, page, trust({ AWS: users }));
      await expectNoViolations(page);
      await playground.replaceText("");
      await expect(sentence).toContainText("Paste a trust policy");
      await expectNoViolations(page);
    });
  });
}

test("colours forced by the system", async ({ playground, page }) => {
  await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
  const { graph } = await openPanel(playground, page, EVERY_KIND);
  await expect(graph).toBeVisible();
  await expectNoViolations(page);
});

test("a denial that is in the way is never cut off in the graph", async ({ playground, page }) => {
  const mfa = { Effect: "Deny", Principal: "*", Action: "sts:AssumeRole", Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } };
  const { graph } = await openPanel(playground, page, policy(allow({ AWS: [ALICE, "arn:aws:iam::444455556666:root"], Service: "ec2.amazonaws.com" }), mfa));
  await expect(graph.locator("text").filter({ hasText: /denied at/ })).toHaveText([/denied at times/, /denied at times/, /denied at times/]);
});

test("320 pixels wide", async ({ playground, page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const { graph } = await openPanel(playground, page, EVERY_KIND);
  await expect(graph.getByRole("button")).toHaveCount(8);
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1920, height: 1080 });
  await expect.poll(async () => (await graph.boundingBox())?.width ?? 0).toBeGreaterThan(600);
});

const EXPLAINED = `Who can assume this role

1. user alice of account 444455556666
   calls      sts:AssumeRole, sts:TagSession
   only       with the external id \`4711\`
   but        never without MFA, where the request says so (Statement[1])
   own policy depends. If this role is in account 444455556666 too, it needs
              none; from another account it needs a policy that allows
              sts:AssumeRole on this role.
   risk       none
   at         line 1, Statement[0].Principal.AWS

2. the AWS service ec2.amazonaws.com
   calls      sts:AssumeRole, sts:TagSession
   only       with the external id \`4711\`
   own policy not needed. A service needs no policy; whoever gives it the role
              needs iam:PassRole for the role.
   risk       none
   at         line 1, Statement[0].Principal.Service
`;
