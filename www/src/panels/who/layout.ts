/**
 * Where everything of the graph goes: callers in frames, their lines, and the role. Calculated from the texts and the
 * width alone, so that the same policy always looks the same, and nothing lies on anything else. Pure.
 */
import type { Explanation } from "../../engine-full/trust_policy_wasm.js";
import { grouped, type Group, type Member } from "./groups.ts";
import { lineOf, slotsOf, type Arrow, type Line } from "./lines.ts";
import { wrapName, wrapWords } from "./measure.ts";
import { BETWEEN, BOLD, GAP, HEAD, KIND, MONO, NAME, PAD, ROOM, ROW, SANS, SIGN, SLOT, TITLE, type Box } from "./sizes.ts";
import { graph as words } from "./text.ts";

/** A group of callers, or what is around the role. */
export interface Frame {
  readonly box: Box;
  readonly title: readonly string[];
  /** Whether it is the border of an account. */
  readonly account: boolean;
}

export interface Caller extends Member {
  readonly lines: readonly string[];
  readonly group: string;
  readonly box: Box;
}

/** Callers that are not drawn. */
export interface More {
  /** What to unfold; null where the limit leaves no room. */
  readonly key: string | null;
  readonly text: string;
  readonly lines: readonly string[];
  readonly box: Box;
  readonly rows: readonly number[];
}

export interface Role {
  readonly box: Box;
  readonly name: string;
  readonly lines: readonly string[];
  readonly account: string;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly frames: readonly Frame[];
  readonly callers: readonly Caller[];
  readonly mores: readonly More[];
  readonly lines: readonly Line[];
  readonly role: Role;
  /** Null where no line arrives. */
  readonly arrow: Arrow | null;
}

/** Below this width the callers stand above the role instead of beside it. */
const WIDE_FROM = 560;
/** More callers than this are never drawn. */
const MOST = 200;
/** A group with more callers than `FOLD_FROM` shows `FOLDED`, until it is unfolded; groups are folded likewise. */
const FOLD_FROM = 12;
const FOLDED = 8;
const GROUPS = "groups";

/** From left to right. */
interface Across {
  readonly tall: boolean;
  readonly frame: number;
  readonly trunk: number;
  readonly role: { readonly x: number; readonly w: number };
}

function acrossOf(width: number): Across {
  const between = (low: number, high: number, part: number): number => Math.round(Math.min(high, Math.max(low, width * part)));
  if (width < WIDE_FROM) return { tall: true, frame: width - 40, trunk: width - 24, role: { x: 0, w: width } };
  const role = between(148, 260, 0.24);
  return { tall: false, frame: between(200, 320, 0.34), trunk: width - role - 16, role: { x: width - role, w: role } };
}

export function layoutOf(explanation: Explanation, width: number, unfolded: ReadonlySet<string>): Layout {
  const across = acrossOf(width);
  const { tall, frame, trunk } = across;
  const column = columnOf(grouped(explanation), across, unfolded);
  const slots = column.callers.flatMap(({ rows, box }) => slotsOf(rows, box, tall));

  // The role stands at the middle of the lines that lead to it; the callers make room above if they must.
  const middle = slots.length === 0 ? column.height / 2 : ((slots[0]?.y ?? 0) + (slots.at(-1)?.y ?? 0)) / 2;
  const { role, frame: home } = roleOf(explanation, across);
  const center = role.box.y + role.box.h / 2;
  const above = tall ? 0 : Math.max(0, center - middle);
  const roleTop = tall ? column.height + 30 : middle + above - center;
  const down = <T extends { readonly box: Box }>(item: T, by: number): T => ({ ...item, box: { ...item.box, y: item.box.y + by } });

  const placed = down(role, roleTop);
  const arrow = tall ? { x: trunk, y: placed.box.y, down: true } : { x: placed.box.x, y: roleTop + center, down: false };
  const lines = slots.flatMap((slot) => {
    const row = explanation.rows[slot.row];
    return row === undefined ? [] : [lineOf(row, { ...slot, y: slot.y + above }, { tall, frame, trunk, arrow })];
  });
  return {
    width,
    height: Math.ceil(Math.max(column.height + above, roleTop + home.box.h + 1)),
    frames: [...column.frames.map((item) => down(item, above)), down(home, roleTop)],
    callers: column.callers.map((item) => down(item, above)),
    mores: column.mores.map((item) => down(item, above)),
    lines,
    role: placed,
    arrow: lines.some(({ inside }) => inside) ? arrow : null,
  };
}

/** The callers, from the top down. */
function columnOf(groups: readonly Group[], { tall, frame }: Across, unfolded: ReadonlySet<string>): Pick<Layout, "frames" | "callers" | "mores" | "height"> {
  const width = frame - 2 * PAD;
  const frames: Frame[] = [];
  const callers: Caller[] = [];
  const mores: More[] = [];
  let y = 0;
  let room = MOST;
  const shownGroups = groups.slice(0, groups.length > FOLD_FROM && !unfolded.has(GROUPS) ? FOLDED : MOST);
  for (const { key, title, account, members } of shownGroups) {
    const wanted = members.length > FOLD_FROM && !unfolded.has(key) ? FOLDED : members.length;
    const shown = members.slice(0, Math.min(wanted, room));
    const rest = members.slice(shown.length);
    room -= shown.length;
    const top = y;
    const head = titleOf(title, width);
    y += headOf(head);
    for (const member of shown) {
      const lines = nameOf(member.name, width);
      const own = KIND + NAME * lines.length + ROOM;
      const h = tall ? own + ROW * member.rows.length : Math.max(own, SLOT * member.rows.length);
      callers.push({ ...member, lines, group: title, box: { x: PAD, y, w: width, h } });
      y += h + GAP;
    }
    if (rest.length > 0) {
      const more = moreOf(words.more(rest.length, account), shown.length === wanted ? key : null, y, rest, width);
      mores.push(more);
      y += more.box.h + GAP;
    }
    y += PAD - GAP;
    frames.push({ box: { x: 0.5, y: top + 0.5, w: frame - 1, h: y - top - 1 }, title: head, account });
    y += BETWEEN;
  }
  const rest = groups.slice(shownGroups.length);
  if (rest.length > 0) {
    const members = rest.flatMap((group) => group.members);
    const more = moreOf(words.moreGroups(rest.length), shownGroups.length === FOLDED ? GROUPS : null, y, members, width);
    mores.push(more);
    y += more.box.h + BETWEEN;
  }
  return { frames, callers, mores, height: y - BETWEEN };
}

/** The role in its account, as if it stood at the very top. */
function roleOf({ graph }: Explanation, across: Across): { readonly role: Role; readonly frame: Frame } {
  const [node] = graph.nodes;
  const name = node?.label ?? words.thisRole;
  const account = node === undefined || node.account === null ? words.homeUnknown : words.account(node.account);
  const { x, w } = across.role;
  const width = w - 2 * PAD;
  const lines = nameOf(name, width);
  const title = titleOf(account, width);
  const box = { x: x + PAD, y: headOf(title), w: width, h: KIND + NAME * lines.length + ROOM };
  const around = { x: x + 0.5, y: 0.5, w: w - 1, h: box.y + box.h + PAD - 1 };
  return { role: { box, name, lines, account }, frame: { box: around, title, account: true } };
}

function moreOf(text: string, key: string | null, y: number, rest: readonly Member[], w: number): More {
  const lines = wrapWords(text, Math.floor((w - 2 * PAD) / SANS));
  return { key, text, lines, box: { x: PAD, y, w, h: 18 + 16 * lines.length }, rows: rest.flatMap(({ rows }) => rows) };
}

function nameOf(name: string, width: number): string[] {
  return wrapName(name, Math.floor((width - SIGN - 6) / MONO), 4);
}

function titleOf(title: string, width: number): string[] {
  return wrapWords(title, Math.floor(width / BOLD));
}

function headOf(title: readonly string[]): number {
  return HEAD + TITLE * (title.length - 1);
}
