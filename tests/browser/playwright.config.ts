import { defineConfig } from "@playwright/test";
import { launchOptions } from "./chromium.mjs";

const port = Number(process.env["PORT"] ?? 4317);
const origin = `http://127.0.0.1:${port}`;

export default defineConfig({
  testDir: ".",
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env["CI"]),
  reporter: [["list"]],
  timeout: 30_000,
  use: {
    baseURL: `${origin}/repo/`,
    launchOptions,
    trace: "retain-on-failure",
  },
  projects: [
    { name: "desktop", use: { viewport: { width: 1280, height: 800 } } },
    { name: "phone", use: { viewport: { width: 390, height: 844 }, hasTouch: true }, grep: /@phone/ },
  ],
  webServer: {
    command: "node server.mjs",
    url: `${origin}/repo/`,
    env: { PORT: String(port) },
    reuseExistingServer: false,
  },
});
