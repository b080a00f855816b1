/** The page's icons, drawn as shapes that differ without colour. They are decoration: the words beside them speak. */
const SVG = "http://www.w3.org/2000/svg";

const shapes = {
  error: "M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2zM5 5l6 6m0-6-6 6",
  security: "M8 1l6 2v5c0 3.6-2.6 6-6 7-3.4-1-6-3.4-6-7V3zM8 5v3.5m0 2v.6",
  warning: "M8 1.5L15.2 14.5H.8zM8 6v4m0 2v.6",
  suggestion: "M8 1a7 7 0 1 0 0 14A7 7 0 1 0 8 1zM8 7.2v4.3m0-7v.6",
  accepted: "M1.5 8.5l4.5 4.5L14.5 3",
  rejected: "M2.5 2.5l11 11m0-11l-11 11",
  depends: "M5 5.5a3 3 0 1 1 4.5 2.6C8.5 8.7 8 9.2 8 10.3m0 3v.8",
  waiting: "M2 8h.6m5.1 0h.6m5.1 0h.6",
  lock: "M3 7h10v8H3zM5 7V4.5a3 3 0 0 1 6 0V7",
} as const;

export type IconName = keyof typeof shapes;

export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", shapes[name]);
  svg.append(path);
  return svg;
}
