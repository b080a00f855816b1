/** Which Chromium to run: the one named by CHROMIUM_PATH, else the system's, else Playwright's own. */
import { existsSync } from "node:fs";

const path = [process.env.CHROMIUM_PATH, "/usr/bin/chromium"].find((name) => name && existsSync(name));

export const launchOptions = {
  ...(path ? { executablePath: path } : {}),
  // Nothing of Chromium's own may reach for the network, on machines that have none.
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};
