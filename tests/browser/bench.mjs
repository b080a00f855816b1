/**
 * What the engine and the page cost in a browser, beside the budgets: `cargo xtask bench` runs it.
 * Times are the browser's own (`performance.now`); many calls are timed together, as its clock is coarse.
 */
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { launchOptions } from "./chromium.mjs";
import { BASE, createSite } from "./server.mjs";

const CHECK_BUDGET_MS = 0.3;
const KEY_PRESS_BUDGET_MS = 16;

/** A role that several accounts and a service may assume: two kilobytes, as long as trust policies are allowed to be. */
const statement = (index) => ({
  Sid: `Account${index}`,
  Effect: "Allow",
  Principal: { AWS: `arn:aws:iam::11112222333${index}:role/deployment/Deployer` },
  Action: ["sts:AssumeRole", "sts:TagSession"],
  Condition: { StringEquals: { "sts:ExternalId": `an-example-${index}` } },
});
const policy = JSON.stringify({ Version: "2012-10-17", Statement: [0, 1, 2, 3, 4].map(statement) }, null, 2);

const folder = (path) => fileURLToPath(new URL(`../../${path}/`, import.meta.url));
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

async function serving(root, work) {
  const server = createSite(root).listen(0, "127.0.0.1");
  await new Promise((ready) => server.once("listening", ready));
  try {
    return await work(`http://127.0.0.1:${server.address().port}${BASE}`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

function row(what, measured, budget) {
  const verdict = measured <= budget ? "ok" : "OVER";
  console.log(`  ${what.padEnd(36)}  ${measured.toFixed(3)} ms`.padEnd(60) + `at most ${budget} ms  ${verdict}`);
}

/** The median time of one `check`, from many batches. */
async function timeCheck(browser) {
  return serving(folder("www/src/engine"), async (url) => {
    const page = await browser.newPage();
    // Any document of that origin will do; this one has no content security policy of its own.
    await page.goto(`${url}trust_policy_wasm.js`);
    const times = await page.evaluate(
      async ([url, policy]) => {
        const { default: init, check } = await import(`${url}trust_policy_wasm.js`);
        await init();
        const batch = () => {
          const calls = 100;
          const started = performance.now();
          for (let call = 0; call < calls; call++) check(policy);
          return (performance.now() - started) / calls;
        };
        return Array.from({ length: 40 }, batch);
      },
      [url, policy],
    );
    await page.close();
    return median(times);
  });
}

/**
 * Runs in the page, before its own scripts: measures from a key press to the end of the frame that shows a change of the
 * result. The page changes the result in tasks and not in animation frames, so that the next frame is the one.
 */
function watchPaints() {
  window.nextChangePainted = () =>
    new Promise((resolve) => {
      let pressed = 0;
      addEventListener("keydown", (event) => (pressed = event.timeStamp), { capture: true, once: true });
      const observer = new MutationObserver(() => {
        observer.disconnect();
        requestAnimationFrame(() => {
          // A message is handled after the frame that is being made has been drawn.
          const channel = new MessageChannel();
          channel.port1.onmessage = () => resolve(performance.now() - pressed);
          channel.port2.postMessage(null);
        });
      });
      const result = document.querySelector("[aria-labelledby=result-heading]");
      observer.observe(result, { subtree: true, childList: true, characterData: true, attributes: true });
    });
}

/** The median time from a key press to the frame that shows its findings. */
async function timeKeyPress(browser) {
  return serving(folder("www/dist"), async (url) => {
    const page = await browser.newPage();
    await page.addInitScript(watchPaints);
    await page.goto(`${url}#text=${Buffer.from(policy).toString("base64url")}`);
    // The page says so when it has loaded, checked and sealed itself.
    await page.getByText("connections are switched off").waitFor();
    const editor = page.getByRole("textbox", { name: "Trust policy" });
    await editor.press("ControlOrMeta+End");
    const times = [];
    for (let press = 0; press < 60; press++) {
      // One makes a defect, the next removes it, so that each changes what is shown.
      const key = press % 2 === 0 ? "," : "Backspace";
      const painted = page.evaluate(() => window.nextChangePainted());
      // The press must not overtake the listener: a round trip through the page orders them.
      await page.evaluate(() => undefined);
      await page.keyboard.press(key);
      times.push(await painted);
    }
    await page.close();
    return median(times);
  });
}

const browser = await chromium.launch(launchOptions);
try {
  console.log(`In Chromium ${browser.version()}, a policy of ${Buffer.byteLength(policy)} bytes`);
  row("check", await timeCheck(browser), CHECK_BUDGET_MS);
  row("a key press, to its findings painted", await timeKeyPress(browser), KEY_PRESS_BUDGET_MS);
} finally {
  await browser.close();
}
