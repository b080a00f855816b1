/** The page as a person meets it: by role and name. Every test fails on a console error it did not expect. */
import { expect, test as base, type Locator, type Page } from "@playwright/test";

export class Playground {
  readonly editor: Locator;
  readonly findings: Locator;
  readonly verdict: Locator;
  readonly summary: Locator;
  readonly menu: Locator;
  readonly examples: Locator;
  readonly applyAll: Locator;
  /** What the console said that it should not have. */
  readonly problems: string[] = [];
  readonly requests: string[] = [];

  constructor(readonly page: Page) {
    this.editor = page.getByRole("textbox", { name: "Trust policy" });
    this.findings = page.getByRole("list", { name: "Findings" });
    this.verdict = page.getByRole("status", { name: "What AWS would say" });
    this.summary = page.getByRole("status", { name: "Summary" });
    this.menu = page.getByRole("menu", { name: "Repairs" });
    this.examples = page.getByRole("combobox", { name: "Examples" });
    this.applyAll = page.getByRole("button", { name: /^Apply all safe repairs/ });
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") this.problems.push(message.text());
    });
    page.on("pageerror", (error) => this.problems.push(String(error)));
    page.on("request", (request) => this.requests.push(request.url()));
  }

  /** Opens the page, with a text of its own if given, and waits until it is checked and sealed. */
  async open(text?: string): Promise<void> {
    const fragment = text === undefined ? "" : `#text=${Buffer.from(text, "utf8").toString("base64url")}`;
    await this.page.goto(`./${fragment}`);
    await this.ready();
  }

  async ready(): Promise<void> {
    await expect(this.page.getByText("connections are switched off")).toBeVisible();
    await expect(this.verdict).not.toContainText("Starting");
  }

  /** The whole text of a short document; CodeMirror draws one child for each line. */
  text(): Promise<string> {
    return this.editor.evaluate((node) => Array.from(node.children, (line) => line.textContent).join("\n"));
  }

  /** What is selected in the editor, which is in a shadow root. */
  selected(): Promise<string> {
    return this.editor.evaluate((node) => {
      const root = node.getRootNode() as ShadowRoot & { getSelection?: () => Selection | null };
      return String(root.getSelection?.() ?? document.getSelection());
    });
  }

  async replaceText(text: string): Promise<void> {
    await this.editor.focus();
    await this.page.keyboard.press("ControlOrMeta+A");
    await this.page.keyboard.insertText(text);
  }

  /** Presses Tab until this has the focus, as someone without a mouse does. */
  async tabTo(target: Locator): Promise<void> {
    for (let presses = 0; presses < 60; presses++) {
      if (await target.evaluate((node) => node.matches(":focus"))) return;
      await this.page.keyboard.press("Tab");
    }
    throw new Error("Tab does not lead there");
  }
}

export const test = base.extend<{ playground: Playground }>({
  playground: async ({ page }, use) => {
    const playground = new Playground(page);
    await use(playground);
    expect(playground.problems, "console errors and warnings").toEqual([]);
  },
});

export { expect };

/** A policy with this principal, formatted like the examples. */
export function trust(principal: unknown): string {
  return JSON.stringify(
    { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: principal, Action: "sts:AssumeRole" }] },
    null,
    2,
  );
}
