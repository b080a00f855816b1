/** The few helpers that build elements. Text always becomes text nodes; there is no way to pass markup. */

type Attribute = string | number | boolean | null | undefined | ((event: Event) => void);
export type Child = Node | string | null | undefined | false;

/** Creates an element. `on…` attributes with a function are listeners; `false` and `null` attributes are left out. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, Attribute>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name.replace(/^on/, ""), value);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, String(value));
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** The element of index.html with this id and of this kind. */
export function byId<T extends HTMLElement>(id: string, kind: new () => T): T {
  const node = document.getElementById(id);
  if (!(node instanceof kind)) throw new Error(`index.html has no ${kind.name} with the id ${id}`);
  return node;
}

/** The engine's words as a sentence: its messages and titles begin in lower case, to be used in the middle of others. */
function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Words of the engine: what stands in backticks is shown as code. */
export function prose(text: string): (Node | string)[] {
  return sentence(text)
    .split("`")
    .map((part, i) => (i % 2 === 1 ? el("code", {}, part) : part));
}

/** Words of the engine where there can be no elements. */
export function plain(text: string): string {
  return sentence(text).replaceAll("`", "");
}

/** `Mod` as the keyboard at hand names it. */
export const modKey: string = /Mac|iP(hone|ad|od)/.test(navigator.platform) ? "⌘" : "Ctrl";
