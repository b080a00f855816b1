/** The measures of the graph, in pixels at the usual size of the page's font, and the shapes that they make. */

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Around and between boxes. */
export const PAD = 12;
export const GAP = 8;
export const BETWEEN = 14;

/** The head of a frame with one line, and each further line. */
export const HEAD = 28;
export const TITLE = 15;

/** Of a caller's box: its sign, the line with its kind, each line of its name, and what is above and below. */
export const SIGN = 34;
export const KIND = 16;
export const NAME = 17;
export const ROOM = 14;

/** What a line to the role takes: beside the callers, and inside their boxes. */
export const SLOT = 42;
export const ROW = 34;

/** Widths of characters, with some to spare: fonts differ. */
export const MONO = 7.6;
export const SANS = 6.9;
export const SMALL = 6.7;
export const BOLD = 7.9;
