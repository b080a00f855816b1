/** Pages of others that have the widget in them: plain, like well-known wikis, and hostile. */
import type { Page } from "@playwright/test";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { createSite } from "./server.mjs";

export interface HostPage {
  readonly body: string;
  readonly head?: string;
  readonly css?: string;
  /** A Content-Security-Policy header. */
  readonly policy?: string;
  /** Served from another origin than the playground; else from the same. */
  readonly elsewhere?: boolean;
}

/** A server that has the playground, and pages of somebody else beside it. */
export class Wiki {
  /** What browsers asked it for, the pages of somebody else left out. */
  readonly requests: string[] = [];
  readonly #server: Server;
  #host: HostPage = { body: "" };

  private constructor() {
    const dist = process.env["SITE_DIST"] ?? fileURLToPath(new URL("../../www/dist/", import.meta.url));
    const site = createSite(dist) as Server;
    this.#server = createServer((request, response) => {
      const { url = "" } = request;
      if (url.startsWith("/wiki/")) return this.#answer(url, response);
      this.requests.push(url);
      // As GitHub Pages does.
      response.setHeader("cache-control", "max-age=600");
      site.emit("request", request, response);
    });
  }

  static async open(): Promise<Wiki> {
    const wiki = new Wiki();
    await new Promise<void>((resolve) => wiki.#server.listen(0, "127.0.0.1", resolve));
    return wiki;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** Where the playground is. */
  get base(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/repo/`;
  }

  /** What a page needs for the element. */
  get script(): string {
    return `<script src="${this.base}widget.js" defer></script>`;
  }

  async visit(page: Page, host: HostPage): Promise<void> {
    this.#host = host;
    const site = new URL(this.base);
    // The same machine by another name is another origin.
    await page.goto(`http://${host.elsewhere === true ? "localhost" : site.hostname}:${site.port}/wiki/page.html`);
  }

  #answer(url: string, response: ServerResponse): void {
    const { body, head = "", css, policy } = this.#host;
    if (url.endsWith(".css")) {
      response.writeHead(200, { "content-type": "text/css" });
      response.end(css);
      return;
    }
    response.writeHead(200, {
      "content-type": "text/html; charset=utf-8",
      ...(policy === undefined ? {} : { "content-security-policy": policy }),
    });
    const sheet = css === undefined ? "" : '<link rel="stylesheet" href="/wiki/wiki.css">';
    response.end(
      `<!doctype html><html lang="en"><head><title>Wiki</title><link rel="icon" href="/repo/favicon.svg">${sheet}${head}</head><body>${body}</body></html>`,
    );
  }
}

/** Everything that style sheets of others do to what they do not know. */
export const hostileCss = `
  html, trust-policy-playground { font-size: 40px !important; line-height: 3 !important; letter-spacing: 9px !important;
    text-transform: uppercase !important; color: red !important; direction: rtl !important; text-align: end !important;
    white-space: nowrap !important; cursor: wait !important; word-spacing: 1em !important; text-indent: 5em !important; }
  *, *::before, *::after { all: unset !important; color: hotpink !important; background: yellow !important; font: 60px serif !important; }
  trust-policy-playground, trust-policy-playground * { display: none !important; visibility: hidden !important; opacity: 0 !important;
    position: fixed !important; left: -9999px !important; width: 1px !important; height: 1px !important; overflow: hidden !important;
    transform: scale(0.1) !important; pointer-events: none !important; user-select: none !important; }
  button, a, pre, iframe, p { display: none !important; }
  @keyframes away { to { opacity: 0; transform: translateX(9999px); } }
  trust-policy-playground { animation: away 1ms forwards !important; }
`;

/** The look of MediaWiki's default skin: its classes, its floats, and a content that is one long float-clearing column. */
export const mediaWiki = {
  css: `
    html { font-size: 100%; } body { margin: 0; font-family: sans-serif; background: #f8f9fa; }
    .mw-page-container { max-width: 99.75rem; margin: 0 auto; padding: 0 1rem; background: #fff; }
    .mw-body-content { font-size: 0.875em; line-height: 1.6; position: relative; } .mw-body-content pre, pre, .mw-code {
      background-color: #f8f9fa; color: #000; border: 1px solid #eaecf0; padding: 1em; white-space: pre-wrap; overflow-x: hidden; }
    .infobox { float: right; width: 16rem; margin: 0 0 1rem 1rem; border: 1px solid #a2a9b1; }
    a { color: #36c; } a.external { padding-right: 1rem; } iframe { max-width: 100%; border: 3px inset; }
  `,
  around: (content: string) => `<div class="mw-page-container"><main id="content" class="mw-body"><h1 class="firstHeading">Roles</h1>
    <div id="bodyContent" class="mw-body-content"><div class="mw-parser-output"><table class="infobox"><tbody><tr><td>Owner</td></tr></tbody></table>
    <p>Our deployment role trusts the pipeline.</p>${content}<p>More text.</p></div></div></main></div>`,
};

/** The look of MkDocs with Material: a small root size, custom properties, a scheme that a script switches on \`body\`. */
export const mkDocs = {
  css: `
    html { font-size: 125%; height: 100%; box-sizing: border-box; } *, ::before, ::after { box-sizing: inherit; }
    body { margin: 0; min-height: 100%; color: var(--md-default-fg-color); background-color: var(--md-default-bg-color); transition: background-color 50ms; font-size: 0.5rem; }
    [data-md-color-scheme=default] { --md-default-fg-color: rgba(0,0,0,.87); --md-default-bg-color: hsla(0, 0%, 100%, 1); color-scheme: light; }
    [data-md-color-scheme=slate] { --md-default-fg-color: hsla(225, 15%, 90%, .82); --md-default-bg-color: hsla(225, 15%, 14%, 1); color-scheme: dark; }
    .md-grid { max-width: 61rem; margin: 0 auto; } .md-content { padding: 0 1rem; } .md-typeset { font-size: 0.8rem; line-height: 1.6; }
    .md-typeset pre > code { display: block; padding: 0.77em 1.18em; } iframe { border: 0; }
  `,
  around: (content: string, scheme = "default") => `<div id="root"></div><div class="md-grid"><main class="md-content"><article class="md-content__inner md-typeset">
    <h1>Roles</h1><p>Our deployment role trusts the pipeline.</p>${content}</article></main></div>
    <script>document.body.setAttribute("data-md-color-scheme", ${JSON.stringify(scheme)})</script>`,
};
