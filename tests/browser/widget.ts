/** The widget as a person meets it in somebody's page. */
import AxeBuilder from "@axe-core/playwright";
import type { FrameLocator, Locator, Page } from "@playwright/test";
import { Wiki } from "./hosts.ts";
import { expect, test as base, trust } from "./playground.ts";

export { expect, trust };

/** With a server for pages of others. What the console should not say fails each test here, too. */
export const test = base.extend<{ wiki: Wiki }>({
  wiki: async ({ playground }, use) => {
    const wiki = await Wiki.open();
    await use(wiki);
    wiki.close();
    void playground;
  },
});

export const broken = trust({ Service: "ec2" });

/** The least that a page of somebody's has around its content. */
export function around(content: string): string {
  return `<main><h1>Roles</h1>${content}</main><footer>Somebody's</footer>`;
}

export function element(policy = broken, attributes = ""): string {
  return `<trust-policy-playground ${attributes}><pre>\n${policy.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}\n</pre></trust-policy-playground>`;
}

export class Widget {
  readonly host: Locator;
  readonly text: Locator;
  readonly check: Locator;
  readonly link: Locator;
  readonly frame: Locator;
  readonly inside: FrameLocator;
  readonly verdict: Locator;
  readonly editor: Locator;

  constructor(page: Page, nth = 0) {
    this.host = page.locator("trust-policy-playground").nth(nth);
    this.text = this.host.getByRole("group", { name: "Role trust policy" });
    this.check = this.host.getByRole("button", { name: /^Check/ });
    this.link = this.host.getByRole("link", { name: /^Open in the playground/ });
    this.frame = this.host.locator("iframe");
    this.inside = this.frame.contentFrame();
    this.verdict = this.inside.getByRole("status", { name: "What AWS would say" });
    this.editor = this.inside.getByRole("textbox", { name: "Trust policy" });
  }

  async start(): Promise<void> {
    await this.check.press("Enter");
    await expect(this.frame).toBeVisible();
    await expect(this.verdict).toBeVisible();
    await expect(this.text).toBeHidden();
  }

  /** The frame shows all of its content, so that nothing scrolls inside, in a window that is high enough. */
  async expectFullHeight(): Promise<void> {
    const page = this.host.page();
    await page.setViewportSize({ width: page.viewportSize()?.width ?? 1280, height: 3000 });
    await expect
      .poll(() => this.inside.locator("html").evaluate((html) => html.scrollHeight - html.clientHeight))
      .toBeLessThanOrEqual(0);
  }
}

/** Colours and sizes of what the widget draws before its frame is there, as the browser computes them. */
export function appearance(page: Page): Promise<unknown> {
  return page.locator("trust-policy-playground").first().evaluate((host) => {
    const nodes = [...(host.shadowRoot?.querySelectorAll("*") ?? [])];
    return nodes.map((node) => {
      const style = getComputedStyle(node);
      const look = Object.fromEntries(
        ["display", "color", "backgroundColor", "fontSize", "fontFamily", "fontWeight", "lineHeight", "letterSpacing", "textTransform", "wordSpacing", "textIndent", "textShadow", "textAlign",
          "visibility", "opacity", "direction", "whiteSpace", "cursor", "borderTopColor", "borderTopWidth", "paddingTop", "position", "height"]
          .map((name) => [name, style[name as keyof CSSStyleDeclaration]]),
      );
      return { name: node.localName, look };
    });
  });
}

export async function expectNoViolations(page: Page): Promise<void> {
  // It would fetch style sheets, which a sealed page refuses.
  const { violations } = await new AxeBuilder({ page }).options({ preload: false }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
}
