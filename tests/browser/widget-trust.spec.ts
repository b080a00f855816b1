/** The widget and its frame trust nobody: wrong messages and hostile links do nothing. */
import type { Page } from "@playwright/test";
import { frameAddress, pageAddress } from "../../www/src/embed/address.ts";
import { readOptions } from "../../www/src/embed/options.ts";
import { readLink } from "../../www/src/link.ts";
import type { Wiki } from "./hosts.ts";
import { broken, element, expect, test, Widget } from "./widget.ts";

test.describe("messages", () => {
  test("from anyone but the frame move nothing", async ({ page, wiki }) => {
    await wiki.visit(page, { body: element() + wiki.script });
    const widget = new Widget(page);
    await widget.start();
    const before = await widget.frame.boundingBox();
    await page.evaluate(() => {
      for (const message of [{ height: 5000 }, { type: "trust-policy-playground", height: 5000 }, "height", null]) {
        window.postMessage(message, "*");
        const frame = document.body.appendChild(document.createElement("iframe"));
        frame.hidden = true;
        frame.contentWindow?.parent.postMessage(message, "*");
      }
    });
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
    expect(await widget.frame.boundingBox()).toEqual(before);
  });

  /** A frame that says these things through the port that it is handed. */
  async function frameThatSays(page: Page, wiki: Wiki, messages: readonly string[]): Promise<Widget> {
    await page.route("**/embed.html*", (route) =>
      route.fulfill({
        contentType: "text/html",
        body: `<!doctype html><title>x</title><script>addEventListener("message", ({ ports }) => { for (const m of [${messages.join(",")}]) ports[0].postMessage(m); })</script>`,
      }),
    );
    await wiki.visit(page, { body: element() + wiki.script, elsewhere: true });
    const widget = new Widget(page);
    await widget.check.click();
    return widget;
  }

  test("of the wrong shape or an absurd height are ignored", async ({ page, wiki }) => {
    const absurd = ["null", "7", '"7"', "{}", "[500]", "{ height: '500' }", "{ height: NaN }", "{ height: Infinity }", "{ height: -1 }", "{ height: 0 }",
      "{ height: 1e9 }", "{ height: 20001 }", "{ height: 99.5 }", "{ height: [500] }", "{ height: { valueOf: 500 } }"];
    const widget = await frameThatSays(page, wiki, [...absurd, "{ height: 333 }", ...absurd]);
    await expect.poll(async () => (await widget.frame.boundingBox())?.height).toBe(333);
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
    expect((await widget.frame.boundingBox())?.height).toBe(333);
  });

  test("that are all wrong leave the text", async ({ page, wiki }) => {
    const widget = await frameThatSays(page, wiki, ["{ height: 1e9 }", "{ text: '<b>' }", "{ theme: 'dark' }"]);
    await expect(widget.host.getByRole("status")).toHaveText("Starting…");
    await expect(widget.text).toBeVisible();
    await expect(widget.frame).toBeHidden();
  });

  test("a height as high as allowed does not cover the page", async ({ page, wiki }) => {
    const widget = await frameThatSays(page, wiki, ["{ height: 20000 }"]);
    await expect(widget.frame).toBeVisible();
    expect((await widget.frame.boundingBox())?.height).toBeLessThanOrEqual(720);
  });

  test("the frame hears only its parent, and only a theme", async ({ page, playground, wiki }) => {
    // The parent sends nonsense; a sibling greets properly.
    const host = `<iframe id="frame" title="x" src="${wiki.base}embed.html?theme=light#text=${Buffer.from(broken).toString("base64url")}"></iframe>
      <iframe id="sibling" title="y" srcdoc="<title>y</title>"></iframe>`;
    await wiki.visit(page, { body: host });
    const inside = page.frameLocator("#frame");
    await expect(inside.getByRole("status", { name: "What AWS would say" })).toContainText("AWS refuses this");
    const theme = inside.locator("html");
    const heard = await page.evaluate(async () => {
      const frame = (document.getElementById("frame") as HTMLIFrameElement).contentWindow;
      const sibling = (document.getElementById("sibling") as HTMLIFrameElement).contentWindow as (Window & { eval: typeof eval }) | null;
      const answers: unknown[] = [];
      const port = (): MessagePort => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => answers.push(data);
        return port2;
      };
      Object.assign(sibling ?? {}, { target: frame, port: port() });
      sibling?.eval('target.postMessage({ type: "trust-policy-playground", theme: "dark" }, "*", [port])');
      for (const message of [null, "dark", { theme: "dark" }, { type: "trust-policy-playground" }, { type: "trust-policy-playground", theme: "url(x)" },
        { type: "trust-policy-playground", theme: "dark", text: "x" }])
        // The last one would be right, but comes without a port.
        frame?.postMessage(message, "*", message !== null && typeof message === "object" && "text" in message ? [] : [port()]);
      await new Promise((resolve) => setTimeout(resolve, 0));
      return answers;
    });
    expect(heard).toEqual([]);
    await expect(theme).toHaveAttribute("data-theme", "light");
    // The widget's own greeting is heard: it may set the theme, and is told a height.
    const answer = await page.evaluate(
      () =>
        new Promise((resolve) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = ({ data }) => resolve(data);
          const frame = (document.getElementById("frame") as HTMLIFrameElement).contentWindow;
          frame?.postMessage({ type: "trust-policy-playground", theme: "dark" }, "*", [port2]);
          port1.postMessage({ text: "hostile", policy: "hostile", theme: "hostile" });
        }),
    );
    expect(answer).toEqual({ height: expect.any(Number) as unknown });
    await expect(theme).toHaveAttribute("data-theme", "dark");
    await expect(inside.getByRole("textbox", { name: "Trust policy" })).not.toContainText("hostile");
    expect(playground.problems).toEqual([]);
  });
});

for (const [name, address] of [
  ["unknown values", "embed.html?theme=%22%3E%3Cscript%3E&panels=%3Cimg%3E&read-only=false"],
  ["a text that is no text", "embed.html?theme=dark&panels=constructor+__proto__#text=%%%"],
  ["a text that is too long", `embed.html#text=${"A".repeat(100_000)}`],
] as const) {
  test(`a hostile link to the frame, with ${name}, does nothing`, async ({ page, playground, wiki }) => {
    await page.goto(`${wiki.base}${address}`);
    await playground.ready();
    await expect(playground.verdict).toContainText("AWS refuses this");
    await expect(page.getByRole("button", { name: "Undo" })).toHaveAttribute("aria-disabled", "true");
    expect(await page.locator("script:not([src])").count()).toBe(0);
    expect(await page.locator("html").getAttribute("data-theme")).toBe(address.includes("theme=dark") ? "dark" : null);
  });
}

test("an address says how the frame looks, and unknown words are left out", () => {
  expect(readOptions("")).toEqual({ theme: null, panels: null, readOnly: false });
  expect(readOptions("?theme=dark&panels=who+findings&read-only")).toEqual({ theme: "dark", panels: ["findings", "who"], readOnly: true });
  expect(readOptions("?theme=blue&panels=constructor,%3Cb%3E&read-only=false")).toEqual({ theme: null, panels: null, readOnly: false });
});

test("what is written into an address is read from it", async () => {
  const text = "{ \"管理者🔐\": '&#?+/=' }\n";
  const base = "https://example.org/a/widget.js?x#y";
  const page = new URL(pageAddress(text, base));
  expect(page.pathname + page.search).toBe("/a/");
  expect(await readLink(page.hash)).toEqual({ text });
  const frame = new URL(frameAddress(text, { theme: "dark", panels: "who can", readOnly: true }, base));
  expect(frame.pathname).toBe("/a/embed.html");
  expect(frame.search).toBe("?theme=dark&panels=who+can&read-only");
  expect(readOptions(frame.search)).toEqual({ theme: "dark", panels: ["who", "can"], readOnly: true });
  expect(await readLink(frame.hash)).toEqual({ text });
  expect(frameAddress("", {}, base)).toBe("https://example.org/a/embed.html");
});
