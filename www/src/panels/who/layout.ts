/**
 * Where everything of the graph goes: callers in frames, their lines, and the role. Calculated from the texts and the
 * width alone, so that the same policy always looks the same, and nothing lies on anything else. Pure.
 */
import type { Explanation, ExplanationRow, TrusteeKind } from "../../engine-full/trust_policy_wasm.js";
import { getsIn, nodeId } from "./lead.ts";
import { columns, cut, wrapName, wrapWords } from "./measure.ts";
import { graph as words } from "./text.ts";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** A group of callers, or what is around the role. */
export interface Frame {
  readonly box: Box;
  readonly title: readonly string[];
  /** Whether it is the border of an account. */
  readonly account: boolean;
}

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

export interface Caller {
  readonly id: string;
  readonly kind: TrusteeKind;
  readonly name: string;
  readonly lines: readonly string[];
  readonly group: string;
  readonly box: Box;
  readonly rows: readonly number[];
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

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly frames: readonly Frame[];
  readonly callers: readonly Caller[];
  readonly mores: readonly More[];
  readonly lines: readonly Line[];
  readonly role: { readonly box: Box; readonly name: string; readonly lines: readonly string[]; readonly account: string };
  /** The point of the arrow, and the direction that it comes from. */
  readonly arrow: { readonly x: number; readonly y: number; readonly down: boolean };
}

/** Below this width the callers stand above the role instead of beside it. */
const WIDE_FROM = 560;
/** More callers than this are never drawn. */
const MOST = 200;
/** A group with more callers than `FOLD_FROM` shows `FOLDED`, until it is unfolded; groups are folded likewise. */
const FOLD_FROM = 12;
const FOLDED = 8;
const GROUPS = "groups";

const PAD = 12;
const HEAD = 28;
const TITLE = 15;
const GAP = 8;
const BETWEEN = 14;
const ROUND = 10;
/** Of a caller's box: its sign, the line with its kind, and each line of its name. */
const SIGN = 34;
const KIND = 16;
const NAME = 17;
/** Between lines to the role: beside the callers, and inside their boxes. */
const SLOT = 42;
const ROW = 34;
const MORE = 18;
/** Widths of characters, with some to spare: fonts differ. */
const MONO = 7.6;
const SANS = 6.9;
const SMALL = 6.7;
const BOLD = 7.9;

interface Group {
  readonly key: string;
  readonly title: string;
  readonly account: boolean;
  readonly members: Omit<Caller, "box" | "lines" | "group">[];
}

export function layoutOf(explanation: Explanation, width: number, unfolded: ReadonlySet<string>): Layout {
  const tall = width < WIDE_FROM;
  const across = tall
    ? { callers: width - 40, role: width, trunk: width - 24, roleX: 0 }
    : (() => {
        const role = Math.round(Math.min(260, Math.max(148, width * 0.24)));
        return { callers: Math.round(Math.min(320, Math.max(200, width * 0.34))), role, trunk: width - role - 16, roleX: width - role };
      })();
  const nodeWidth = across.callers - 2 * PAD;
  const nameWidth = Math.floor((nodeWidth - SIGN - 6) / MONO);
  const frames: Frame[] = [];
  const callers: Caller[] = [];
  const mores: More[] = [];

  let y = 0;
  let room = MOST;
  const groups = grouped(explanation);
  const shownGroups = groups.length > FOLD_FROM && !unfolded.has(GROUPS) ? groups.slice(0, FOLDED) : groups.slice(0, MOST);
  for (const group of shownGroups) {
    const { members } = group;
    const wanted = members.length > FOLD_FROM && !unfolded.has(group.key) ? FOLDED : members.length;
    const shown = members.slice(0, Math.min(wanted, room));
    const rest = members.slice(shown.length);
    room -= shown.length;
    const top = y;
    const title = titleOf(group.title, nodeWidth);
    y += headOf(title);
    for (const member of shown) {
      const lines = wrapName(member.name, nameWidth, 4);
      const own = KIND + NAME * lines.length + 14;
      const h = tall ? own + ROW * member.rows.length : Math.max(own, SLOT * member.rows.length);
      callers.push({ ...member, lines, group: group.title, box: { x: PAD, y, w: nodeWidth, h } });
      y += h + GAP;
    }
    if (rest.length > 0) {
      const more = moreOf(words.more(rest.length, group.account), shown.length === wanted ? group.key : null, y, rest, nodeWidth);
      mores.push(more);
      y += more.box.h + GAP;
    }
    y += PAD - GAP;
    frames.push({ box: { x: 0.5, y: top + 0.5, w: across.callers - 1, h: y - top - 1 }, title, account: group.account });
    y += BETWEEN;
  }
  const restGroups = groups.slice(shownGroups.length);
  if (restGroups.length > 0) {
    const members = restGroups.flatMap((group) => group.members);
    const key = shownGroups.length === FOLDED ? GROUPS : null;
    const more = moreOf(words.moreGroups(restGroups.length), key, y, members, nodeWidth);
    mores.push(more);
    y += more.box.h + BETWEEN;
  }
  y -= BETWEEN;

  const [home] = explanation.graph.nodes;
  const name = home?.label ?? words.thisRole;
  const account = home?.account == null ? words.homeUnknown : words.account(home.account);
  const roleWidth = across.role - 2 * PAD;
  const roleLines = wrapName(name, Math.floor((roleWidth - SIGN - 6) / MONO), 4);
  const roleHeight = KIND + NAME * roleLines.length + 14;
  const roleTitle = titleOf(account, roleWidth);
  const roleHead = headOf(roleTitle);

  // The role stands at the middle of the lines that lead to it; the callers make room above if they must.
  const slots = callers.flatMap((caller) => slotsOf(caller, tall));
  const middle = slots.length === 0 ? y / 2 : ((slots[0]?.y ?? 0) + (slots.at(-1)?.y ?? 0)) / 2;
  const above = tall ? 0 : Math.max(0, roleHead + roleHeight / 2 - middle);
  const down = <T extends { readonly box: Box }>(item: T): T => ({ ...item, box: { ...item.box, y: item.box.y + above } });
  const roleTop = tall ? y + 30 : middle + above - roleHead - roleHeight / 2;
  const roleBox: Box = { x: across.roleX + PAD, y: roleTop + roleHead, w: roleWidth, h: roleHeight };
  const roleFrame: Frame = {
    box: { x: across.roleX + 0.5, y: roleTop + 0.5, w: across.role - 1, h: roleHead + roleHeight + PAD - 1 },
    title: roleTitle,
    account: true,
  };
  const arrow = tall
    ? { x: across.trunk, y: roleBox.y, down: true }
    : { x: roleBox.x, y: roleBox.y + roleBox.h / 2, down: false };

  const lines = slots.map((slot) => {
    const row = explanation.rows[slot.row];
    return lineOf(slot.row, row, { ...slot, y: slot.y + above }, across.callers, across.trunk, arrow);
  });
  return {
    width,
    height: Math.ceil(Math.max(y + above, roleTop + roleFrame.box.h + 1)),
    frames: [...frames.map(down), roleFrame],
    callers: callers.map(down),
    mores: mores.map(down),
    lines,
    role: { box: roleBox, name, lines: roleLines, account },
    arrow,
  };
}

function moreOf(text: string, key: string | null, y: number, rest: Group["members"], w: number): More {
  const lines = wrapWords(text, Math.floor((w - 2 * PAD) / SANS));
  return { key, text, lines, box: { x: PAD, y, w, h: MORE + 16 * lines.length }, rows: rest.flatMap(({ rows }) => rows) };
}

function titleOf(title: string, width: number): string[] {
  return wrapWords(title, Math.floor(width / BOLD));
}

function headOf(title: readonly string[]): number {
  return HEAD + TITLE * (title.length - 1);
}

/** The callers, each once, by account or by kind, in the order of the text. */
function grouped({ rows, graph }: Explanation): Group[] {
  const labels = new Map(graph.nodes.map(({ id, label }) => [id, label]));
  const own = graph.nodes[0]?.account ?? null;
  const groups = new Map<string, Group>();
  const callers = new Map<string, { readonly rows: number[] }>();
  for (const [index, row] of rows.entries()) {
    const id = nodeId(row);
    const known = callers.get(id);
    if (known !== undefined) {
      known.rows.push(index);
      continue;
    }
    const place = groupOf(row, own);
    const group = groups.get(place.key) ?? { ...place, members: [] };
    groups.set(place.key, group);
    const name = row.kind === "account" ? words.wholeAccount : (labels.get(id) ?? row.principal);
    const caller = { id, kind: row.kind, name, rows: [index] };
    callers.set(id, caller);
    group.members.push(caller);
  }
  return [...groups.values()];
}

function groupOf({ kind, account }: ExplanationRow, own: string | null): Omit<Group, "members"> {
  const other = (key: string, title: string): Omit<Group, "members"> => ({ key, title, account: false });
  if (kind === "service") return other("services", words.services);
  if (kind === "saml-provider" || kind === "web-identity") return other("providers", words.providers);
  if (kind === "everybody") return other("anyone", words.anyone);
  if (account === null) return other("nobody", words.nobody);
  return { key: `account:${account}`, title: account === own ? words.ownAccount(account) : words.account(account), account: true };
}

interface Slot {
  readonly row: number;
  /** Where the line begins. */
  readonly x: number;
  readonly y: number;
  /** The caller's box. */
  readonly box: Box;
  readonly tall: boolean;
}

function slotsOf({ rows, box }: Caller, tall: boolean): Slot[] {
  const x = box.x + box.w;
  return rows.map((row, at) => {
    const y = tall ? box.y + box.h - 4 - ROW * (rows.length - at - 0.5) : box.y + (box.h * (at + 0.5)) / rows.length;
    return { row, x, y, box, tall };
  });
}

function lineOf(
  index: number,
  row: ExplanationRow | undefined,
  { x, y, box, tall }: Slot,
  frame: number,
  trunk: number,
  arrow: Layout["arrow"],
): Line {
  const inside = row !== undefined && getsIn(row);
  const from = tall ? box.x + SIGN : frame + 10;
  const space = tall ? box.x + box.w - from - 6 : trunk - 12 - from;
  const api = inside ? (row.api ?? "").replace(/^sts:/, "") : words.out;
  const under = row === undefined ? "" : inside ? conditionsOf(row, space / SMALL) : words.whyOut(row.api !== null);
  const [over, below] = tall ? [-2, 13] : [-6, 15];
  const texts = [
    { x: from, y: y + over, text: cut(api, space / SANS), main: true },
    { x: from, y: y + below, text: cut(under, space / SMALL), main: false },
  ];
  const stop = tall ? x + 14 : from + Math.min(space, columns(words.out) * SANS) + 8;
  return {
    row: index,
    inside,
    end: { x: stop, y },
    path: inside ? route(x, y, trunk, arrow) : `M${x} ${y}H${stop - 6}`,
    texts,
    area: tall ? { x, y: y - ROW / 2, w: trunk - x, h: ROW } : { x, y: y - SLOT / 2, w: trunk - 2 - x, h: SLOT },
  };
}

/** What the conditions say, if that fits, else how many there are; and the risk. */
function conditionsOf({ conditions, risk }: ExplanationRow, width: number): string {
  const worry = risk === "none" ? "" : ` · ${risk === "high" ? words.highRisk : words.lowRisk}`;
  const [only] = conditions;
  const said = only?.text.replaceAll("`", "") ?? "";
  const fits = conditions.length === 1 && columns(said + worry) <= width;
  return (fits ? said : words.conditions(conditions.length)) + worry;
}

/** Along the trunk that all lines share, with round corners. */
function route(x: number, y: number, trunk: number, arrow: Layout["arrow"]): string {
  if (arrow.down) return `M${x} ${y}H${trunk - ROUND}Q${trunk} ${y} ${trunk} ${y + ROUND}V${arrow.y - 1}`;
  const far = Math.abs(arrow.y - y);
  if (far < 1) return `M${x} ${y}H${arrow.x - 1}`;
  const round = Math.min(ROUND, far / 2);
  const way = Math.sign(arrow.y - y) * round;
  return `M${x} ${y}H${trunk - round}Q${trunk} ${y} ${trunk} ${y + way}V${arrow.y - way}Q${trunk} ${arrow.y} ${trunk + round} ${arrow.y}H${arrow.x - 1}`;
}
