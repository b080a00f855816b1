/** The menu behind "Share": what leaves, redacted or not, is shown before it is copied. Loaded when it is first opened. */
import accounts from "virtual:known-accounts";
import type { Actions } from "../actions.ts";
import { el } from "../dom.ts";
import type { CheckOptions } from "../engine/trust_policy_wasm.js";
import type { State, Store } from "../state.ts";
import { page } from "../text.ts";
import { share as words } from "./text.ts";
import { issue, markdown } from "./document.ts";
import { writeLink } from "./link.ts";
import { redactor } from "./redact.ts";

const known: ReadonlySet<string> = new Set(accounts.match(/\d{12}/g));

/** The preview of a longer text is cut, so that it never holds the page up. */
const MAX_PREVIEW = 20_000;

/** On until the person turns it off; then off until the page is left. */
let redacting = true;

/** What would be shared. */
interface Shared {
  readonly text: string;
  readonly about: CheckOptions;
  readonly note: string;
}

interface Item {
  readonly label: string;
  /** What the preview shows. */
  readonly preview: (shared: Shared) => string;
  /** Why it cannot be done now, if so. */
  readonly refused: () => string | null;
  readonly run: (shared: Shared) => void;
}

export function openShareMenu(store: Store<State>, actions: Actions): void {
  const { text, known: told } = store.state;
  const about: CheckOptions = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null && value !== ""));
  let shared: Shared;
  /** The address; undefined while it is being made, null where the text is too long for one. */
  let address: string | null | undefined;

  const inLink = ({ text, about }: Shared): string =>
    Object.keys(about).length === 0 ? text : `${text}\n\n${words.role(JSON.stringify(about))}`;
  const written = (write: typeof markdown) => (shared: Shared): string => {
    const report = actions.reportOn(shared.text, shared.about);
    return report === null ? shared.text : write(shared.text, report, location.href);
  };
  const notRunning = (): string | null => (actions.engine === null ? words.notRunning : null);

  const items: readonly Item[] = [
    {
      label: words.link,
      preview: inLink,
      refused: () => (address === null ? words.linkTooLong : null),
      run: () => {
        if (typeof address === "string") void copy(address, words.linkCopied);
      },
    },
    {
      label: words.markdown,
      preview: written(markdown),
      refused: notRunning,
      run: (shared) => void copy(written(markdown)(shared), words.copied),
    },
    {
      label: words.issueItem,
      preview: written(issue),
      refused: notRunning,
      run: (shared) => void copy(written(issue)(shared), words.copied),
    },
    {
      label: words.download,
      preview: ({ text }) => text,
      refused: () => null,
      run: ({ text }) => {
        download(text);
        done(words.downloaded);
      },
    },
  ];

  const note = el("p", { role: "status" });
  const preview = el("pre", { tabindex: 0, role: "region", "aria-label": words.preview });
  let shown = items[0];
  const show = (item: Item | undefined): void => {
    shown = item;
    const whole = item?.preview(shared) ?? "";
    preview.textContent = whole.length > MAX_PREVIEW ? `${whole.slice(0, MAX_PREVIEW)}…` : whole;
    note.textContent = item?.refused() ?? shared.note;
  };

  const redact = el(
    "button",
    { type: "button", role: "menuitemcheckbox", tabindex: -1, "aria-describedby": "redact-hint", onclick: () => prepare(!redacting) },
    words.redact,
  );
  const buttons = items.map((item) =>
    el(
      "button",
      {
        type: "button",
        role: "menuitem",
        tabindex: -1,
        onfocus: () => show(item),
        onpointerenter: () => show(item),
        onclick: () => {
          if (item.refused() === null) item.run(shared);
          else show(item);
        },
      },
      item.label,
    ),
  );
  const menu = el("div", { role: "menu", "aria-labelledby": "share-heading", onkeydown: (event) => move(event as KeyboardEvent) }, redact, ...buttons);
  // One stop of the Tab key: the item that had the focus last.
  menu.addEventListener("focusin", (event) => {
    for (const item of [redact, ...buttons]) item.tabIndex = item === event.target ? 0 : -1;
  });

  const dialog = el(
    "dialog",
    { class: "share", "aria-labelledby": "share-heading", onclose: () => dialog.remove() },
    el(
      "div",
      { class: "dialog-head" },
      el("h2", { id: "share-heading" }, words.heading),
      el("button", { type: "button", onclick: () => dialog.close() }, page.close),
    ),
    menu,
    el("p", { id: "redact-hint" }, words.redactHint),
    note,
    preview,
  );

  function move(event: KeyboardEvent): void {
    const all = [redact, ...buttons];
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const target = { ArrowDown: all[(at + 1) % all.length], ArrowUp: all.at(at - 1), Home: all[0], End: all.at(-1) }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    target.focus();
  }

  /** Makes what would be shared anew. */
  function prepare(on: boolean): void {
    redacting = on;
    redact.setAttribute("aria-checked", String(on));
    shared = on ? redacted(text, about) : { text, about, note: words.unredacted };
    address = undefined;
    const wanted = shared;
    void writeLink(shared.text, shared.about).then((fragment) => {
      if (shared !== wanted) return;
      address = fragment === null ? null : location.href.split("#", 1)[0] + fragment;
      refresh();
    });
    refresh();
  }
  function refresh(): void {
    for (const [i, item] of items.entries()) buttons[i]?.setAttribute("aria-disabled", String(item.refused() !== null));
    // Until the address is made there is none to copy.
    if (address === undefined) buttons[0]?.setAttribute("aria-disabled", "true");
    show(shown);
  }

  async function copy(content: string, said: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(content);
      return done(said);
    } catch {
      // Not a secure context, or a sandboxed frame: the old command, else the person copies what is selected.
    }
    preview.textContent = content;
    preview.focus();
    getSelection()?.selectAllChildren(preview);
    if (document.execCommand("copy")) done(said);
    else note.textContent = words.copyFailed;
  }
  function done(said: string): void {
    dialog.close();
    actions.announce(said);
  }

  document.body.append(dialog);
  prepare(redacting);
  dialog.showModal();
  buttons[0]?.focus();
}

function redacted(text: string, about: CheckOptions): Shared {
  const { redact, replaced } = redactor(known);
  const neutral = redact(text);
  const told: CheckOptions = {
    ...(about.roleArn ? { roleArn: redact(about.roleArn) } : {}),
    ...(about.account ? { account: redact(about.account) } : {}),
    ...(about.trustedAccounts ? { trustedAccounts: about.trustedAccounts.map(redact) } : {}),
    ...(about.organizationId ? { organizationId: redact(about.organizationId) } : {}),
  };
  return { text: neutral, about: told, note: words.replaced(replaced.size) };
}

function download(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  el("a", { href: url, download: "trust-policy.json" }).click();
  // The download has its own hold on the data once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
