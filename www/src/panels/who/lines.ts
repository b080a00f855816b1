/** The lines from the callers to the role: their ways and their words. Pure. */
import type { ExplanationRow } from "../../engine-full/trust_policy_wasm.js";
import { getsIn } from "./lead.ts";
import { columns, cut } from "./measure.ts";
import { ROW, SANS, SIGN, SLOT, SMALL, type Box } from "./sizes.ts";
import { graph as words } from "./text.ts";

/** One row of the explanation: the line from its caller to the role, or towards it. */
export interface Line {
  readonly row: number;
  readonly path: string;
  readonly inside: boolean;
  /** Where a line that does not arrive ends. */
  readonly end: { readonly x: number; readonly y: number };
  readonly texts: readonly { readonly x: number; readonly y: number; readonly text: string; readonly main: boolean }[];
  /** Where the pointer means this line. */
  readonly area: Box;
}

/** The point of the arrow, and the direction that it comes from. */
export interface Arrow {
  readonly x: number;
  readonly y: number;
  readonly down: boolean;
}

/** Where a line begins. */
export interface Slot {
  readonly row: number;
  readonly x: number;
  readonly y: number;
  /** The caller's box. */
  readonly box: Box;
}

/** What all lines have in common. */
export interface Way {
  readonly tall: boolean;
  /** The edge of the callers' frames, and the vertical that all lines share. */
  readonly frame: number;
  readonly trunk: number;
  readonly arrow: Arrow;
}

const ROUND = 10;

export function slotsOf(rows: readonly number[], box: Box, tall: boolean): Slot[] {
  return rows.map((row, at) => {
    const y = tall ? box.y + box.h - 4 - ROW * (rows.length - at - 0.5) : box.y + (box.h * (at + 0.5)) / rows.length;
    return { row, x: box.x + box.w, y, box };
  });
}

export function lineOf(row: ExplanationRow, { row: index, x, y, box }: Slot, { tall, frame, trunk, arrow }: Way): Line {
  const inside = getsIn(row);
  const from = tall ? box.x + SIGN : frame + 10;
  const space = tall ? box.x + box.w - from - 6 : trunk - 12 - from;
  const api = inside ? (row.api ?? "").replace(/^sts:/, "") : words.out;
  const under = inside ? conditionsOf(row, space / SMALL) : words.whyOut(row.api !== null);
  const [over, below] = tall ? [-2, 13] : [-6, 15];
  const stop = tall ? x + 14 : from + Math.min(space, columns(words.out) * SANS) + 8;
  return {
    row: index,
    inside,
    end: { x: stop, y },
    path: inside ? route(x, y, trunk, arrow) : `M${x} ${y}H${stop - 6}`,
    texts: [
      { x: from, y: y + over, text: cut(api, space / SANS), main: true },
      { x: from, y: y + below, text: cut(under, space / SMALL), main: false },
    ],
    area: tall ? { x, y: y - ROW / 2, w: trunk - x, h: ROW } : { x, y: y - SLOT / 2, w: trunk - 2 - x, h: SLOT },
  };
}

/** What the conditions say, if that fits, else how many there are, if that does; whether a denial is in the way; and the risk. */
function conditionsOf({ conditions, denies, risk }: ExplanationRow, width: number): string {
  const denied = denies.length === 0 ? "" : ` · ${words.someDenied}`;
  const worry = denied + (risk === "none" ? "" : ` · ${risk === "high" ? words.highRisk : words.lowRisk}`);
  const [only] = conditions;
  const said = only?.text.replaceAll("`", "") ?? "";
  const fits = (line: string): boolean => columns(line + worry) <= width;
  if (conditions.length === 1 && fits(said)) return said + worry;
  const many = words.conditions(conditions.length);
  // What worries counts more than how many conditions there are.
  return worry === "" || fits(many) ? many + worry : worry.slice(" · ".length);
}

/** Along the trunk, with round corners. */
function route(x: number, y: number, trunk: number, arrow: Arrow): string {
  if (arrow.down) return `M${x} ${y}H${trunk - ROUND}Q${trunk} ${y} ${trunk} ${y + ROUND}V${arrow.y - 1}`;
  const far = Math.abs(arrow.y - y);
  if (far < 1) return `M${x} ${y}H${arrow.x - 1}`;
  const round = Math.min(ROUND, far / 2);
  const way = Math.sign(arrow.y - y) * round;
  return `M${x} ${y}H${trunk - round}Q${trunk} ${y} ${trunk} ${y + way}V${arrow.y - way}Q${trunk} ${arrow.y} ${trunk + round} ${arrow.y}H${arrow.x - 1}`;
}
