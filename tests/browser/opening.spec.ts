/** What the page does by itself: it shows an analysed example, follows the typing, and talks to nobody. */
import { expect, test, trust } from "./playground.ts";

test("the first visit shows an example that is already analysed @phone", async ({ playground }) => {
  await playground.open();
  await expect(playground.verdict).toContainText("AWS refuses this");
  await expect(playground.verdict).toContainText("MalformedPolicyDocument");
  await expect(playground.summary).toContainText("error");
  await expect(playground.findings.getByRole("listitem").first()).toBeVisible();
  await expect(playground.page).toHaveTitle("Trust Policy Playground");
});

test("the first example and its findings are there before the checker is", async ({ playground, page }) => {
  await page.route("**/*.wasm", () => undefined);
  await page.goto("./");
  await expect(playground.editor).toContainText("2012-10-17");
  await expect(playground.verdict).toContainText("AWS refuses this");
  await expect(playground.findings.getByRole("listitem").first()).toBeVisible();
  // What is typed meanwhile is not what they are about.
  await playground.replaceText(trust({ Service: "ec2" }));
  await expect(playground.verdict).toContainText("Starting the checker");
  await expect(playground.findings.getByRole("listitem")).toHaveCount(0);
});

test("the first example shows before any script runs, exactly as it will be", async ({ playground, page, browser, baseURL }) => {
  const shape = (target: typeof page) =>
    target.locator("#panel-findings").evaluate((panel) => ({
      text: panel.textContent?.replaceAll(/\s+/g, " "),
      // Not where they are: the line that says that there is no JavaScript moves everything down.
      boxes: Array.from(panel.querySelectorAll("p, li, pre, button"), (node) => {
        const { width, height } = node.getBoundingClientRect();
        return [node.tagName, Math.round(width), Math.round(height)].join(" ");
      }),
    }));
  const still = await browser.newPage({ javaScriptEnabled: false, viewport: page.viewportSize() });
  await still.goto(baseURL ?? "");
  const before = await shape(still);
  await still.close();
  await playground.open();
  expect(await shape(page)).toEqual(before);
});

test("a link's text never shows what is said of the example", async ({ page }) => {
  await page.route("**/*.wasm", () => undefined);
  await page.route("**/assets/*.js", () => undefined);
  await page.goto(`./#text=${Buffer.from(trust({ AWS: "111122223333" })).toString("base64url")}`, { waitUntil: "commit" });
  await expect(page.getByRole("heading", { name: "Trust Policy Playground" })).toBeVisible();
  await expect(page.getByText("AWS refuses this")).toBeHidden();
  await expect(page.getByText("2012-10-17")).toBeHidden();
});

test("the theme that was chosen is there with the first paint", async ({ playground, page }) => {
  await playground.open();
  await page.getByRole("button", { name: "Dark theme" }).click();
  await page.route("**/assets/*.js", () => undefined);
  await page.goto("./?again", { waitUntil: "commit" });
  await expect(page.getByRole("heading", { name: "Trust Policy Playground" })).toBeVisible();
  await expect.poll(() => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe("dark");
});

test("a checker that does not load says what to do", async ({ playground, page }) => {
  await page.route("**/*.wasm", (route) => route.fulfill({ status: 404 }));
  await page.goto("./");
  await expect(playground.verdict).toContainText("The checker is not running");
  await expect(playground.verdict).toContainText("Reload the page");
  await expect(playground.editor).toContainText("2012-10-17");
  playground.problems.length = 0;
});

test("without JavaScript a sentence says so", async ({ browser, baseURL }) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(baseURL ?? "");
  await expect(page.locator("noscript p")).toBeVisible();
  await expect(page.getByText("2012-10-17")).toBeVisible();
  await page.close();
});

test("typing updates the findings and the verdict", async ({ playground, page }) => {
  await playground.open(trust({ Service: "ec2.amazonaws.com" }));
  await expect(playground.verdict).toContainText("AWS accepts this");
  await playground.replaceText(trust({ Service: "ec2" }));
  await expect(playground.verdict).toContainText("AWS refuses this");
  await expect(playground.summary).toContainText("1 error");
  await playground.replaceText("");
  await expect(playground.verdict).toContainText("Paste a trust policy");
  await expect(playground.summary).toBeEmpty();
  await page.keyboard.insertText(trust({ AWS: "111122223333" }));
  await expect(playground.verdict).toContainText("AWS accepts this");
});

test("nothing is requested while typing, repairing and switching examples", async ({ playground, page }) => {
  await playground.open();
  const origin = new URL(page.url()).origin;
  expect(playground.requests.filter((url) => !url.startsWith(origin))).toEqual([]);
  const loaded = playground.requests.length;

  await playground.replaceText(trust({ Service: "ec2" }));
  await expect(playground.summary).toContainText("1 error");
  await playground.applyAll.click();
  await expect(playground.verdict).toContainText("AWS accepts this");
  await playground.examples.selectOption("Printed by Python");
  await expect(playground.summary).toContainText("error");
  await page.getByRole("button", { name: "Dark theme" }).click();
  expect(playground.requests.slice(loaded)).toEqual([]);
  // What is seldom opened is a part of its own.
  await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toContainText("Next finding");
  expect(playground.requests.slice(loaded).filter((url) => !/\/repo\/assets\/[\w-]+\.js$/.test(url))).toEqual([]);
});

test("the sealed page cannot send anything", async ({ playground, page }) => {
  await playground.open();
  const outcome = await page.evaluate(async () => {
    const ways = {
      fetch: () => fetch("./favicon.svg"),
      beacon: async () => {
        if (!navigator.sendBeacon("./favicon.svg", "text")) throw new Error("refused");
      },
      request: () =>
        new Promise((resolve, reject) => {
          const request = new XMLHttpRequest();
          request.onload = resolve;
          request.onerror = reject;
          request.open("GET", "./favicon.svg");
          request.send();
        }),
    };
    const outcomes: Record<string, string> = {};
    const blocked: string[] = [];
    document.addEventListener("securitypolicyviolation", (event) => blocked.push(event.effectiveDirective));
    for (const [name, way] of Object.entries(ways))
      outcomes[name] = await way().then(
        () => "sent",
        () => "refused",
      );
    return { outcomes, blocked: blocked.filter((directive) => directive === "connect-src").length };
  });
  expect(outcome.outcomes["fetch"]).toBe("refused");
  expect(outcome.outcomes["request"]).toBe("refused");
  // Chromium says yes to a beacon and then blocks it, so the violations are what counts.
  expect(outcome.blocked).toBe(3);
  playground.problems.length = 0;
});

test("a link opens its text and applies nothing", async ({ playground, page }) => {
  const text = trust({ Service: "ec2" });
  await playground.open(text);
  expect(await playground.text()).toBe(text);
  await expect(playground.summary).toContainText("1 error");
  await expect(page.getByRole("button", { name: "Undo" })).toHaveAttribute("aria-disabled", "true");
});

test("a link followed on the open page opens its text, and undo brings the old one back", async ({ playground, page }) => {
  await playground.open(trust({ AWS: "111122223333" }));
  const before = await playground.text();
  await page.goto(`./#text=${Buffer.from(trust({ Service: "ec2" })).toString("base64url")}`);
  await expect(playground.editor).toContainText('"ec2"');
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => playground.text()).toBe(before);
});

for (const [name, fragment] of [
  ["that is not base64", "#text=%%%"],
  ["that is not UTF-8", `#text=${Buffer.from([0xff, 0xfe]).toString("base64url")}`],
  ["that is too long", `#text=${"A".repeat(100_000)}`],
] as const) {
  test(`a link ${name} is refused with a sentence`, async ({ playground, page }) => {
    await page.goto(`./${fragment}`);
    await expect(page.getByText(/The link's text/)).toBeVisible();
    await playground.ready();
  });
}

test("it works in a sandboxed frame", async ({ page, playground }) => {
  await page.goto("/embedder.html");
  const frame = page.frameLocator("iframe");
  await expect(frame.getByRole("status", { name: "What AWS would say" })).toContainText("AWS refuses this");
  const editor = frame.getByRole("textbox", { name: "Trust policy" });
  await editor.focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText(trust({ Service: "lambda.amazonaws.com" }));
  await expect(frame.getByRole("status", { name: "What AWS would say" })).toContainText("AWS accepts this");
  await frame.getByRole("button", { name: "Dark theme" }).click();
  await expect(frame.getByRole("button", { name: "Dark theme" })).toHaveAttribute("aria-pressed", "true");
  expect(playground.problems).toEqual([]);
});

test("an address without a page says so and leads back", async ({ page, playground }) => {
  await page.goto("./no-such-page");
  await expect(page.getByRole("heading", { name: "There is no such page" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Go to the playground" })).toBeVisible();
  // The status itself is one message of the console.
  expect(playground.problems.filter((text) => !text.includes("404"))).toEqual([]);
  playground.problems.length = 0;
});

for (const viewport of [{ width: 375, height: 667 }, { width: 667, height: 375 }]) {
  test(`the page opens at its top, at ${viewport.width} × ${viewport.height}`, async ({ playground, page }) => {
    await page.setViewportSize(viewport);
    await playground.open();
    await expect(playground.verdict).toContainText("AWS refuses this");
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await expect(page.getByRole("heading", { name: "Trust Policy Playground" })).toBeInViewport();
  });
}
