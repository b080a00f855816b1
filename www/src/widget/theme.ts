/** Light or dark, as the page around the widget looks: by its background, whatever way it was given one. */
import type { Theme } from "../embed/messages.ts";

const prefersDark = matchMedia("(prefers-color-scheme: dark)");

/** `probe` is an element of the widget's own, on which a colour of any notation becomes numbers. */
export function themeAround(element: Element, probe: HTMLElement): Theme {
  for (let node: Element | null = element; node !== null; node = above(node)) {
    const color = getComputedStyle(node).backgroundColor;
    probe.style.color = `color-mix(in srgb, ${color}, ${color})`;
    const [red, green, blue, alpha = 1] = (getComputedStyle(probe).color.match(/-?[\d.]+(e-?\d+)?/g) ?? []).map(Number);
    if (red === undefined || green === undefined || blue === undefined || alpha < 0.5) continue;
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.4 ? "dark" : "light";
  }
  // Nobody painted: the browser did.
  const scheme = getComputedStyle(document.documentElement).colorScheme;
  return /dark/.test(scheme) && (prefersDark.matches || !/light/.test(scheme)) ? "dark" : "light";
}

function above(node: Element): Element | null {
  if (node.assignedSlot !== null || node.parentElement !== null) return node.assignedSlot ?? node.parentElement;
  const root = node.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

/** Calls `look` whenever the page around may have changed its look. */
export function watchTheme(look: () => void, signal: AbortSignal): void {
  const observer = new MutationObserver(look);
  for (const node of [document.documentElement, document.body]) observer.observe(node, { attributes: true });
  signal.addEventListener("abort", () => observer.disconnect());
  prefersDark.addEventListener("change", look, { signal });
  // The last of a style sheet that came late, and the end of a slow change of colours.
  addEventListener("load", look, { signal });
  document.addEventListener("transitionend", look, { signal });
}
