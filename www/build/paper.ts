/**
 * As much of a document as the page's views need to draw themselves when the site is built: elements that hear nothing
 * and can be written down as HTML. Import it before any view.
 */
const VOID = new Set(["input", "br"]);

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

export class Paper {
  readonly #attributes = new Map<string, string>();
  #children: readonly (Paper | string)[] = [];
  readonly parentElement = null;
  readonly dataset = new Proxy<Record<string, string>>(
    {},
    { set: (_, name, value) => (this.setAttribute(`data-${String(name)}`, String(value)), true) },
  );

  constructor(readonly tag: string) {}

  setAttribute(name: string, value: string): void {
    this.#attributes.set(name, value);
  }
  append(...children: readonly (Paper | string)[]): void {
    this.#children = [...this.#children, ...children];
  }
  replaceChildren(...children: readonly (Paper | string)[]): void {
    this.#children = children;
  }
  set textContent(text: string) {
    this.#children = [text];
  }
  get textContent(): string {
    return this.#children.map((child) => (typeof child === "string" ? child : child.textContent)).join("");
  }
  get childElementCount(): number {
    return this.#children.filter((child) => typeof child !== "string").length;
  }
  addEventListener(): void {}
  contains(): boolean {
    return false;
  }
  querySelector(): null {
    return null;
  }

  get inside(): string {
    return this.#children.map((child) => (typeof child === "string" ? escape(child) : child.toString())).join("");
  }
  toString(): string {
    const attributes = [...this.#attributes].map(([name, value]) => ` ${name}="${escape(value)}"`).join("");
    return `<${this.tag}${attributes}>${VOID.has(this.tag) ? "" : `${this.inside}</${this.tag}>`}`;
  }
}

Object.assign(globalThis, {
  document: {
    activeElement: null,
    createElement: (tag: string) => new Paper(tag),
    createElementNS: (_: string, tag: string) => new Paper(tag),
  },
  CSS: { escape: (text: string) => text },
});
// What browsers have, and Node.js 20 has not.
globalThis.navigator ??= { platform: "" } as Navigator;
Map.groupBy ??= <K, T>(values: Iterable<T>, keyOf: (value: T, index: number) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>();
  let index = 0;
  for (const value of values) {
    const key = keyOf(value, index++);
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return groups;
};
