/** Takes the picture of the README from the built page: `npm run screenshot` after `npm run build` in www. */
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { launchOptions } from "./chromium.mjs";
import { BASE, createSite } from "./server.mjs";

const target = fileURLToPath(new URL("../../docs/screenshot.png", import.meta.url));
const site = createSite(process.env.SITE_DIST ?? fileURLToPath(new URL("../../www/dist/", import.meta.url)));
await new Promise((resolve) => site.listen(0, "127.0.0.1", resolve));
const browser = await chromium.launch(launchOptions);
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 2 });
  await page.goto(`http://127.0.0.1:${site.address().port}${BASE}`);
  await page.getByText("connections are switched off").waitFor();
  await page.getByRole("list", { name: "Findings" }).getByRole("listitem").first().waitFor();
  await mkdir(dirname(target), { recursive: true });
  await page.screenshot({ path: target });
} finally {
  await browser.close();
  site.close();
}
