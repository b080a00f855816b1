/**
 * Walks through the built page in a real Firefox: `npm run firefox`, if there is one (or FIREFOX_PATH names one). Playwright
 * drives a Firefox of its own only; this speaks WebDriver BiDi to the browser that people have.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { BASE, createSite } from "./server.mjs";

const firefox = [process.env.FIREFOX_PATH, "/usr/bin/firefox-esr", "/usr/bin/firefox"].find((path) => path && existsSync(path));
if (firefox === undefined) {
  console.log("There is no Firefox here; FIREFOX_PATH can name one.");
  process.exit(0);
}

/** Starts Firefox with an empty profile; answers with the address at which it takes commands. */
function start(profile) {
  const browser = spawn(firefox, ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"]);
  return new Promise((ready, failed) => {
    let said = "";
    browser.stderr.on("data", (data) => {
      said += data;
      const address = /WebDriver BiDi listening on (ws:\S+)/.exec(said)?.[1];
      if (address !== undefined) ready({ browser, address: `${address}/session` });
    });
    browser.on("exit", () => failed(new Error(said)));
  });
}

/** A connection on which commands are sent and answered, and on which the console is heard. */
async function connect(address) {
  const socket = new WebSocket(address);
  await new Promise((open, failed) => ((socket.onopen = open), (socket.onerror = failed)));
  const waiting = new Map();
  const complaints = [];
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data);
    if (message.type === "event") {
      if (["error", "warn"].includes(message.params.level)) complaints.push(message.params.text);
      return;
    }
    const { done, failed } = waiting.get(message.id);
    if (message.type === "success") done(message.result);
    else failed(new Error(message.message));
  };
  let id = 0;
  const send = (method, params) =>
    new Promise((done, failed) => {
      waiting.set(++id, { done, failed });
      socket.send(JSON.stringify({ id, method, params }));
    });
  await send("session.new", { capabilities: {} });
  await send("session.subscribe", { events: ["log.entryAdded"] });
  const { contexts } = await send("browsingContext.getTree", {});
  const { context } = contexts[0];
  const visit = (url) => send("browsingContext.navigate", { context, url, wait: "complete" });
  const ask = async (expression) => {
    const answer = await send("script.evaluate", { expression, target: { context }, awaitPromise: true });
    if (answer.type !== "success") throw new Error(answer.exceptionDetails.text);
    return answer.result.value;
  };
  return { visit, ask, complaints };
}

const steps = [];
function expect(what, is) {
  steps.push(is);
  console.log(`  ${is ? "ok  " : "FAIL"} ${what}`);
}

const profile = await mkdtemp(join(tmpdir(), "firefox-"));
const site = createSite(process.env.SITE_DIST ?? fileURLToPath(new URL("../../www/dist/", import.meta.url)));
await new Promise((listening) => site.listen(0, "127.0.0.1", listening));
const { browser, address } = await start(profile);
try {
  const { visit, ask, complaints } = await connect(address);
  const url = `http://127.0.0.1:${site.address().port}${BASE}`;
  const text = (id) => ask(`document.getElementById("${id}").textContent`);
  /** Until it is so; a page that never gets there ends in a failure. */
  const until = (condition) =>
    ask(`new Promise((done) => {
      const started = performance.now();
      const look = () => (${condition}) ? done(true) : performance.now() - started > 20000 ? done(false) : setTimeout(look, 50);
      look();
    })`);
  const sealed = `document.getElementById("seal").textContent.includes("switched off")`;

  console.log(await ask("navigator.userAgent"));
  await visit(url);
  expect("the page seals itself", await until(sealed));
  expect("the example is analysed", (await text("verdict")).includes("AWS refuses this"));
  await ask(`document.getElementById("apply-all").click()`);
  expect("the safe repairs apply", (await text("verdict")).includes("AWS accepts this"));
  const panel = (name, said) => {
    const shown = `document.getElementById("panel-${name}").textContent.includes(${JSON.stringify(said)})`;
    return ask(`document.getElementById("tab-${name}").click()`).then(() => until(shown));
  };
  expect("who can assume the role is drawn", (await panel("who", "can assume this role")) && (await until(`document.querySelector("#panel-who svg") !== null`)));
  expect("the simulator answers", await panel("can", "Denied"));
  expect("errors can be pasted", await panel("error", "What AWS says"));
  expect("it is kept for times without a network", await until(`navigator.serviceWorker.controller?.state === "activated"`));
  expect("the console is clean", complaints.length === 0);
  complaints.forEach((complaint) => console.log(`       ${complaint}`));
  const widget = `${url}embed.html#text=${btoa('{"Statement": []}')}`;
  expect("the sealed page refuses to send", (await ask(`fetch("./favicon.svg").then(() => "sent", () => "refused")`)) === "refused");

  await visit(widget);
  expect("the frame for wikis checks its policy", (await until(sealed)) && (await text("verdict")).includes("AWS refuses this"));

  site.close();
  site.closeAllConnections();
  await visit(url);
  expect("it opens without a network", (await until(sealed)) && (await text("verdict")).includes("AWS refuses this"));
} finally {
  browser.removeAllListeners("exit");
  const gone = new Promise((exited) => browser.on("exit", exited));
  browser.kill();
  await gone;
  site.close();
  await rm(profile, { recursive: true, force: true });
}
process.exit(steps.every(Boolean) ? 0 : 1);
