/**
 * `<trust-policy-playground>`: a policy as text, and on a key press the playground in its place. Until then nothing is
 * requested but this script. The page around is not trusted to leave the widget alone, and nothing typed comes back to it.
 */
import { frameAddress, pageAddress, SANDBOX } from "../embed/address.ts";
import { heightIn, isTheme, type Greeting, type Theme } from "../embed/messages.ts";
import { words } from "./text.ts";
import { themeAround, watchTheme } from "./theme.ts";
import style from "./widget.css?inline";

const NAME = "trust-policy-playground";

/** A frame that has not answered so long after it was loaded never will: the page around may forbid frames. */
const PATIENCE_MS = 20_000;

/** Where this script came from; everything else lies beside it. */
const script =
  (document.currentScript as HTMLScriptElement | null) ?? document.querySelector<HTMLScriptElement>("script[src*='widget.js']");
const base = script?.src ?? "";

const sheet = new CSSStyleSheet();
sheet.replaceSync(style);

let frames = 0;

class Widget extends HTMLElement {
  static readonly observedAttributes = ["policy", "theme", "panels", "height", "read-only"];

  readonly #root = this.attachShadow({ mode: "open" });
  readonly #box = make("div", { class: "box" });
  readonly #text = make("pre", { tabindex: "0", role: "group", "aria-label": words.policy });
  readonly #button = make("button", { type: "button" });
  readonly #link = make("a", { target: "_blank", rel: "noopener", "aria-label": `${words.open} ${words.newTab}` }, words.open);
  readonly #status = make("p", { role: "status" });
  readonly #probe = make("i", { hidden: "" });
  #frame: HTMLIFrameElement | null = null;
  #port: MessagePort | null = null;
  #theme: Theme = "light";
  #policy = "";
  /** Ends everything that listens while the widget is in the page. */
  #stay = new AbortController();

  constructor() {
    super();
    const bar = make("div", { class: "bar" });
    bar.append(this.#button, this.#link, this.#status);
    this.#box.append(this.#text, bar, this.#probe);
    this.#root.append(this.#box);
    this.#root.adoptedStyleSheets = [sheet];
    this.#button.addEventListener("click", () => this.#start());
  }

  connectedCallback(): void {
    this.#stay = new AbortController();
    const { signal } = this.#stay;
    // Its text may still be on its way here, or be written by a framework.
    const observer = new MutationObserver(() => this.#read());
    observer.observe(this, { childList: true, characterData: true, subtree: true });
    signal.addEventListener("abort", () => observer.disconnect());
    watchTheme(() => this.#look(), signal);
    document.addEventListener("securitypolicyviolation", (event) => this.#refused(event), { signal });
    this.#read();
    this.#look();
  }

  disconnectedCallback(): void {
    this.#stay.abort();
    this.#stop();
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after || !this.isConnected) return;
    if (name === "theme") this.#look();
    else if (name === "height") this.#fit(null);
    else if (name === "policy") this.#read();
    else this.#stop();
  }

  /** Takes over the policy, and shows it as text where it is another one than before. */
  #read(): void {
    const policy = this.getAttribute("policy") ?? dedent(this.textContent);
    if (policy === this.#policy && this.#link.href !== "") return;
    this.#stop();
    this.#policy = policy;
    this.#text.textContent = policy;
    this.#button.textContent = policy === "" ? words.checkAny : words.check;
    this.#button.hidden = this.#link.hidden = base === "";
    if (base !== "") this.#link.href = pageAddress(policy, base);
  }

  #look(): void {
    const asked = this.getAttribute("theme");
    const theme = isTheme(asked) ? asked : themeAround(this, this.#probe);
    this.#box.classList.toggle("dark", theme === "dark");
    if (theme !== this.#theme) this.#port?.postMessage({ theme });
    this.#theme = theme;
  }

  #start(): void {
    if (this.#frame !== null) return;
    this.#status.textContent = words.starting;
    this.#button.setAttribute("aria-disabled", "true");
    const title = words.frame(++frames);
    const frame = make("iframe", { title, name: `${NAME}-${frames}`, allow: "clipboard-write", referrerpolicy: "no-referrer" });
    // On the same origin a sandbox that leaves it its origin would be none, and one that does not would protect from nothing
    // that the playground's own page beside it could not do as well.
    if (new URL(base).origin !== window.origin) frame.setAttribute("sandbox", SANDBOX);
    frame.addEventListener("load", () => this.#greet(frame));
    frame.src = frameAddress(
      this.#policy,
      { theme: this.#theme, panels: this.getAttribute("panels") ?? "", readOnly: this.#readOnly },
      base,
    );
    this.#frame = frame;
    this.#box.classList.add("starting");
    this.#box.append(frame);
  }

  get #readOnly(): boolean {
    return this.hasAttribute("read-only") && this.getAttribute("read-only") !== "false";
  }

  /** Hands the document in the frame a port; what it says there is heard, and nothing else is. */
  #greet(frame: HTMLIFrameElement): void {
    const { port1, port2 } = new MessageChannel();
    this.#port?.close();
    this.#port = port1;
    port1.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (frame === this.#frame) this.#fit(heightIn(data));
    };
    const greeting: Greeting = { type: NAME, theme: this.#theme };
    // To whatever is there, as it may have an opaque origin: it learns nothing but the theme.
    frame.contentWindow?.postMessage(greeting, "*", [port2]);
    setTimeout(() => {
      if (frame === this.#frame && this.#box.classList.contains("starting")) this.#fail();
    }, PATIENCE_MS);
  }

  /** The height that the page's author asked for, or else the one that the frame needs. */
  #fit(needed: number | null): void {
    const frame = this.#frame;
    if (frame === null) return;
    const fixed = Number(this.getAttribute("height"));
    const height = fixed >= 100 && fixed <= 5000 ? fixed : needed;
    if (needed !== null && this.#box.classList.replace("starting", "running")) {
      this.#status.textContent = "";
      // The button that had the focus is gone.
      if (this.#root.activeElement !== null) frame.focus();
    }
    if (height !== null && this.#box.classList.contains("running")) frame.style.height = `${height}px`;
  }

  #refused({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): void {
    if (/^(frame|child|default)-src$/.test(effectiveDirective) && base.startsWith(new URL(blockedURI, base).origin)) this.#fail();
  }

  #fail(): void {
    if (!this.#box.classList.contains("starting")) return;
    const hadFocus = this.#root.activeElement !== null;
    this.#stop();
    this.#button.hidden = true;
    this.#status.textContent = words.failed;
    if (hadFocus) this.#link.focus();
  }

  /** Back to the text. */
  #stop(): void {
    this.#port?.close();
    this.#port = null;
    this.#frame?.remove();
    this.#frame = null;
    this.#box.classList.remove("starting", "running");
    this.#status.textContent = "";
    this.#button.removeAttribute("aria-disabled");
  }
}

function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>>,
  text = "",
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.textContent = text;
  return node;
}

/** Without the empty lines around, and without the indentation that the page's own source gave to every line. */
function dedent(text: string): string {
  const lines = text.replace(/^\s*\n|\s+$/g, "").split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/));
  const least = Math.min(...indents);
  return lines.map((line) => line.slice(least)).join("\n");
}

if (customElements.get(NAME) === undefined) customElements.define(NAME, Widget);
