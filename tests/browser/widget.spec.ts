/** The widget in pages of others: it shows the policy, starts when asked, and looks and works the same everywhere. */
import { hostileCss, mediaWiki, mkDocs } from "./hosts.ts";
import { appearance, around, broken, element, expect, expectNoViolations, test, trust, Widget } from "./widget.ts";

test("the policy is text until someone presses the button, and nothing but the script is requested @phone", async ({ page, playground, wiki }) => {
  await wiki.visit(page, { body: element() + wiki.script });
  const widget = new Widget(page);
  await expect(widget.text).toHaveText(broken);
  await expect(widget.link).toHaveAttribute("href", `${wiki.base}#text=${Buffer.from(broken).toString("base64url")}`);
  await expect(widget.frame).toHaveCount(0);
  expect(wiki.requests.filter((url) => !url.endsWith("favicon.svg"))).toEqual(["/repo/widget.js"]);

  await widget.check.click();
  await expect(widget.verdict).toContainText("AWS refuses this");
  await widget.expectFullHeight();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
  expect(playground.requests.every((url) => url.startsWith(new URL(wiki.base).origin) || url.startsWith("data:"))).toBe(true);
});

test("typing and repairing inside the frame requests nothing", async ({ page, playground, wiki }) => {
  await wiki.visit(page, { body: element() + wiki.script, elsewhere: true });
  const widget = new Widget(page);
  await widget.start();
  await expect(widget.inside.getByText("connections are switched off")).toBeVisible();
  const loaded = playground.requests.length;
  await widget.inside.getByRole("button", { name: /^Apply all safe repairs/ }).click();
  await expect(widget.verdict).toContainText("AWS accepts this");
  await widget.editor.focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText(trust({ Service: "lambda" }));
  await expect(widget.verdict).toContainText("AWS refuses this");
  await page.keyboard.press("ControlOrMeta+.");
  await page.keyboard.press("Enter");
  await expect(widget.verdict).toContainText("AWS accepts this");
  expect(playground.requests.slice(loaded)).toEqual([]);
});

test("the link in the frame takes along what was typed", async ({ page, wiki }) => {
  await wiki.visit(page, { body: element() + wiki.script, elsewhere: true });
  const widget = new Widget(page);
  await widget.start();
  await widget.inside.getByRole("button", { name: /^Apply all safe repairs/ }).click();
  await expect(widget.verdict).toContainText("AWS accepts this");
  const opened = page.waitForEvent("popup");
  await widget.inside.getByRole("link", { name: /^Open in the playground/ }).click();
  const whole = await opened;
  await expect(whole.getByRole("status", { name: "What AWS would say" })).toContainText("AWS accepts this");
  // Out of the sandbox, so that the page works as ever.
  expect(await whole.evaluate(() => window.origin)).toBe(new URL(wiki.base).origin);
  expect(new URL(whole.url()).pathname).toBe(new URL(wiki.base).pathname);
});

test.describe("a hostile page", () => {
  test("cannot change how the widget looks", async ({ page, context, wiki }) => {
    await wiki.visit(page, { body: element(broken, 'theme="light"') + wiki.script });
    await expect(new Widget(page).text).toBeVisible();
    const plain = await appearance(page);

    const other = await context.newPage();
    await wiki.visit(other, { body: `<div>${element(broken, 'theme="light" style="color: red !important; text-shadow: 0 0 9px red !important; margin: 50px !important"')}</div>${wiki.script}`, css: hostileCss });
    const widget = new Widget(other);
    await expect(widget.text).toBeVisible();
    expect(await appearance(other)).toEqual(plain);
    expect(await widget.host.boundingBox()).toMatchObject({ x: 0 });
    await widget.start();
    await expect(widget.verdict).toContainText("AWS refuses this");
    const box = await widget.frame.boundingBox();
    const border = 2;
    expect(box?.width).toBe(((await widget.host.boundingBox())?.width ?? 0) - border);
    expect(box?.height).toBeGreaterThan(300);
  });

  test("with a strict policy of a wiki shows and starts it, without a violation", async ({ page, wiki }) => {
    await page.addInitScript(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      document.addEventListener("securitypolicyviolation", ({ violatedDirective }) => seen.push(violatedDirective));
    });
    await wiki.visit(page, { body: element() + wiki.script, policy: "default-src 'self'; script-src 'self'; style-src 'self'; frame-src 'self'" });
    const widget = new Widget(page);
    await expect(widget.check).toHaveCSS("font-weight", "600");
    await widget.start();
    await expect(widget.verdict).toContainText("AWS refuses this");
    await widget.expectFullHeight();
    expect(await page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toEqual([]);
  });

  test("that forbids frames leaves text and link", async ({ page, playground, wiki }) => {
    await wiki.visit(page, { body: around(element()) + wiki.script, policy: "default-src 'self'; frame-src 'none'" });
    const widget = new Widget(page);
    await widget.check.focus();
    await page.keyboard.press("Enter");
    await expect(widget.host.getByRole("status")).toContainText("could not start inside this page");
    await expect(widget.text).toHaveText(broken);
    await expect(widget.frame).toHaveCount(0);
    await expect(widget.link).toBeFocused();
    await expectNoViolations(page);
    const opened = page.waitForEvent("popup");
    await page.keyboard.press("Enter");
    await expect((await opened).getByRole("status", { name: "What AWS would say" })).toContainText("AWS refuses this");
    expect(playground.problems.filter((text) => !text.includes("frame-src"))).toEqual([]);
    expect(playground.problems).toHaveLength(1);
    playground.problems.length = 0;
  });

  test("that forbids the script still shows the policy", async ({ page, playground, wiki }) => {
    await wiki.visit(page, { body: element() + wiki.script, policy: "default-src 'none'" });
    await expect(page.getByText('"Service": "ec2"')).toBeVisible();
    playground.problems.length = 0;
  });

  test("that is in a sandbox itself", async ({ page, wiki }) => {
    await wiki.visit(page, { body: element() + wiki.script, policy: "sandbox allow-scripts" });
    const widget = new Widget(page);
    await widget.start();
    await expect(widget.verdict).toContainText("AWS refuses this");
    await widget.expectFullHeight();
  });

  test("whose framework has its own way with elements", async ({ page, wiki }) => {
    // It wraps `define`, makes the element before the script is there, writes its content late, moves it and loads the script twice.
    const framework = `<script>
      const define = customElements.define.bind(customElements);
      customElements.define = (name, kind, options) => define(name, class extends kind {}, options);
      String.prototype.trim = function () { return "trimmed"; };
      const widget = document.createElement("trust-policy-playground");
      document.body.append(widget);
      addEventListener("load", () => {
        widget.append(document.createTextNode(${JSON.stringify(broken)}));
        const column = document.body.appendChild(document.createElement("section"));
        column.append(widget);
      });
    </script>`;
    await wiki.visit(page, { body: `${framework}${wiki.script}${wiki.script}` });
    const widget = new Widget(page);
    await expect(widget.text).toContainText('"ec2"');
    await widget.start();
    await expect(widget.verdict).toContainText("AWS refuses this");
    // Moving it again ends the frame, and leaves a widget that works.
    await widget.host.evaluate((host) => document.body.prepend(host));
    await expect(widget.text).toBeVisible();
    await widget.start();
    await expect(widget.verdict).toContainText("AWS refuses this");
  });
});

test.describe("pages like those of wikis", () => {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`MediaWiki, ${colorScheme} @phone`, async ({ page, wiki }) => {
      await page.emulateMedia({ colorScheme });
      await wiki.visit(page, { body: mediaWiki.around(element()) + wiki.script, css: mediaWiki.css, elsewhere: true });
      const widget = new Widget(page);
      await expect(widget.text).toHaveText(broken);
      // The wiki is light, whatever the system wishes.
      await expect(widget.text).toHaveCSS("color", "rgb(27, 30, 33)");
      await expectNoViolations(page);
      await widget.start();
      await expect(widget.verdict).toContainText("AWS refuses this");
      await expect(widget.inside.locator("html")).toHaveAttribute("data-theme", "light");
      await expectNoViolations(page);
    });
  }

  test("MediaWiki with nothing but a frame", async ({ page, wiki }) => {
    const frame = `<iframe src="${wiki.base}embed.html#text=${Buffer.from(broken).toString("base64url")}" title="Trust policy" width="100%" height="640" sandbox="allow-scripts"></iframe>`;
    await wiki.visit(page, { body: mediaWiki.around(frame), css: mediaWiki.css, elsewhere: true });
    const inside = page.frameLocator("iframe");
    await expect(inside.getByRole("status", { name: "What AWS would say" })).toContainText("AWS refuses this");
    await inside.getByRole("button", { name: /^Apply all safe repairs/ }).click();
    await expect(inside.getByRole("status", { name: "What AWS would say" })).toContainText("AWS accepts this");
    await expectNoViolations(page);
  });

  test("MkDocs, and the widget follows its scheme @phone", async ({ page, wiki }) => {
    await wiki.visit(page, { body: mkDocs.around(element(), "slate") + wiki.script, css: mkDocs.css, elsewhere: true });
    const widget = new Widget(page);
    await expect(widget.text).toHaveCSS("color", "rgb(232, 230, 225)");
    await expectNoViolations(page);
    await widget.start();
    const root = widget.inside.locator("html");
    await expect(root).toHaveAttribute("data-theme", "dark");
    await expectNoViolations(page);
    await page.evaluate(() => document.body.setAttribute("data-md-color-scheme", "default"));
    await expect(root).toHaveAttribute("data-theme", "light");
    await expectNoViolations(page);
  });
});

test("a theme that is asked for holds", async ({ page, wiki }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await wiki.visit(page, { body: element(broken, 'theme="dark"') + wiki.script, css: "body { background: white; }" });
  const widget = new Widget(page);
  await expect(widget.text).toHaveCSS("color", "rgb(232, 230, 225)");
  await widget.start();
  await expect(widget.inside.locator("html")).toHaveAttribute("data-theme", "dark");
  await widget.host.evaluate((host) => host.setAttribute("theme", "light"));
  await expect(widget.inside.locator("html")).toHaveAttribute("data-theme", "light");
});

test("read-only offers no repair and takes no typing", async ({ page, wiki }) => {
  await wiki.visit(page, { body: around(element(broken, "read-only") + element()) + wiki.script });
  const widget = new Widget(page);
  await widget.start();
  await expect(widget.verdict).toContainText("AWS refuses this");
  await expect(widget.inside.getByRole("button", { name: /Apply|Undo|Redo/ })).toHaveCount(0);
  await expect(widget.editor).toHaveAttribute("aria-readonly", "true");
  await widget.editor.focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText("nothing");
  await page.keyboard.press("Delete");
  await page.keyboard.press("ControlOrMeta+Shift+.");
  await page.keyboard.press("ControlOrMeta+.");
  await expect(widget.inside.getByText("No repair to offer here")).toBeVisible();
  expect((await widget.editor.evaluate((node) => Array.from(node.children, (line) => line.textContent).join("\n"))).trim()).toBe(broken);
  await new Widget(page, 1).start();
  await expectNoViolations(page);
});

test("the panels that a page asks for are the ones that show", async ({ page, wiki }) => {
  const some = element(trust({ AWS: "444455556666" }), 'panels="can who" read-only');
  await wiki.visit(page, { body: around(element(broken, 'panels="who"') + some) + wiki.script });
  const [one, two] = [new Widget(page), new Widget(page, 1)];
  await one.check.press("Enter");
  await expect(one.inside.getByRole("status").filter({ hasText: "can assume this role" })).toBeVisible();
  await expect(one.inside.getByRole("tab")).toHaveCount(0);
  await expect(one.inside.getByRole("status", { name: "What AWS would say" })).toBeHidden();

  await two.check.press("Enter");
  await expect(two.inside.getByRole("tab")).toHaveText([/Who can/, "Can they?"]);
  await two.inside.getByRole("tab", { name: "Who can" }).press("ArrowLeft");
  await expect(two.inside.getByRole("tab", { selected: true })).toHaveText("Can they?");
  await expect(two.inside.getByText("Denied", { exact: true })).toBeVisible();
  await expect(two.inside.getByText("What would let them in")).toBeVisible();
  await expect(two.inside.getByRole("button", { name: /^Apply/ })).toHaveCount(0);
  await two.expectFullHeight();
  await expectNoViolations(page);
});

test("a panel that was not asked for comes when it is needed", async ({ page, wiki }) => {
  await wiki.visit(page, { body: element(broken, 'panels="findings"') + wiki.script });
  const widget = new Widget(page);
  await widget.start();
  await expect(widget.inside.getByRole("tab")).toHaveCount(0);
  await widget.editor.press("ControlOrMeta+A");
  await widget.editor.evaluate((node) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "An error occurred (MalformedPolicyDocument) when calling the CreateRole operation: Has prohibited field Resource");
    node.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(widget.inside.getByRole("tab", { selected: true })).toHaveText("Error");
  await expect(widget.inside.getByRole("tab")).toHaveText([/Findings/, "Error"]);
});

test("the frame is as high as its content, or as its author says", async ({ page, wiki }) => {
  await wiki.visit(page, { body: element() + element(broken, 'height="420"') + wiki.script });
  const [auto, fixed] = [new Widget(page), new Widget(page, 1)];
  await auto.start();
  await expect(auto.inside.getByText("What to do:").or(auto.inside.getByText("Write ec2")).first()).toBeVisible();
  await auto.expectFullHeight();
  const height = async (): Promise<number> => (await auto.frame.boundingBox())?.height ?? 0;
  const before = await height();
  await auto.inside.getByText("About this role (optional)").click();
  await expect.poll(height).toBeGreaterThan(before);
  await auto.inside.getByText("About this role (optional)").click();
  await expect.poll(height).toBe(before);
  await fixed.start();
  expect((await fixed.frame.boundingBox())?.height).toBe(420);
});

test("another policy from the page brings the text back", async ({ page, wiki }) => {
  await wiki.visit(page, { body: `<trust-policy-playground policy='{"a": 1}'>ignored</trust-policy-playground>${wiki.script}` });
  const widget = new Widget(page);
  await expect(widget.text).toHaveText('{"a": 1}');
  await widget.start();
  await widget.host.evaluate((host, text) => host.setAttribute("policy", text), broken);
  await expect(widget.text).toHaveText(broken);
  await expect(widget.frame).toHaveCount(0);
  await widget.start();
  await expect(widget.editor).toContainText('"ec2"');
});

test("a policy that is markup stays text", async ({ page, wiki }) => {
  const hostile = `</pre><script>window.hacked = 1</script><img src=x onerror="window.hacked = 1">{"Version": "javascript:alert(1)"}`;
  await wiki.visit(page, { body: element(hostile) + wiki.script });
  const widget = new Widget(page);
  await expect(widget.text).toHaveText(hostile);
  await widget.start();
  await expect(widget.editor).toContainText("onerror");
  expect(await page.evaluate(() => "hacked" in window)).toBe(false);
  expect(await widget.inside.locator("html").evaluate(() => "hacked" in window)).toBe(false);
});

test("by keyboard alone: in, through and out", async ({ page, playground, wiki }) => {
  await wiki.visit(page, { body: `<a href="#before">Before</a>${element()}<a href="#after">After</a>${wiki.script}`, elsewhere: true });
  const widget = new Widget(page);
  await expect(widget.check).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Before" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(widget.text).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(widget.check).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(widget.verdict).toContainText("AWS refuses this");
  // The focus went where the button was.
  await expect(widget.frame).toBeFocused();
  await playground.tabTo(widget.inside.getByRole("button", { name: /^Apply all safe repairs/ }));
  await page.keyboard.press("Enter");
  await expect(widget.verdict).toContainText("AWS accepts this");
  await playground.tabTo(page.getByRole("link", { name: "After" }));
});

for (const elsewhere of [false, true]) {
  test(`several widgets load the engine once, ${elsewhere ? "from another origin" : "on the same origin"}`, async ({ page, wiki }) => {
    await wiki.visit(page, { body: element().repeat(3) + wiki.script, elsewhere });
    for (const nth of [0, 1, 2]) {
      await new Widget(page, nth).start();
      await expect(new Widget(page, nth).verdict).toContainText("AWS refuses this");
    }
    const files = wiki.requests.filter((url) => /\.(wasm|js|css)$/.test(url));
    expect(files.filter((url) => url.endsWith(".wasm"))).toHaveLength(1);
    expect(files).toEqual([...new Set(files)]);
  });
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe has nothing to say about the frame alone, ${colorScheme} @phone`, async ({ page, playground, wiki }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto(`${wiki.base}embed.html#text=${Buffer.from(broken).toString("base64url")}`);
    await playground.ready();
    await expectNoViolations(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
  });
}

test("colours forced by the system", async ({ page, wiki }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await wiki.visit(page, { body: around(element()) + wiki.script });
  const widget = new Widget(page);
  await expectNoViolations(page);
  await widget.start();
  await expect(widget.verdict).toContainText("AWS refuses this");
  await expect(widget.inside.locator("html")).toHaveAttribute("data-theme", "light");
});
