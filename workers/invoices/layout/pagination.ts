/**
 * Which piece stands where: blocks before the table, its rows, the closing block, blocks after it. Pure arithmetic over heights.
 *
 * Rules, in the order of their weight:
 * 1. Every line of every row and block is placed exactly once, in order, within the page's body.
 * 2. The closing block is whole and stands below at least one row (or two lines of a long one).
 * 3. A row is whole, unless it is taller than a page's body: then it goes on over pages, at least two lines at a time.
 * 4. What follows the closing block goes where that goes, if it is short: it would look lost on a page of its own. Rather the gap
 *    above it is made smaller, or the last row goes to the next page with the closing block.
 * 5. A page that shows rows shows the table's head first, then, if rows came before, the sum brought forward; if rows follow on
 *    another page, the sum carried forward stands below the last.
 */

/** Something that fills a height and may be cut. */
export interface Flowing<Self> {
  height: number;
  /** Distance to what follows; falls away at a page's end. */
  gapBelow: number;
  /** Cuts off what fits into `room`; null when nothing does, or the block must stay whole. */
  split(room: number): [Self, Self] | null;
}

export interface RowExtent {
  /** At least 1. */
  lines: number;
  /** What the row adds to the running sum, in cents. */
  cents: number;
}

export interface Frame {
  /** Where the body begins on the first page and on the others, and where it ends; points from the page's top. */
  firstTop: number;
  top: number;
  bottom: number;
}

export interface TableMetrics {
  head: number;
  /** Height of a line of carried or brought forward. */
  carry: number;
  /** Around the text of a row or part of one. */
  rowPadding: number;
  lineHeight: number;
}

export type Piece<Block> =
  | { kind: 'block'; y: number; block: Block }
  | { kind: 'table-head'; y: number }
  | { kind: 'brought-forward'; y: number; cents: number }
  /** Lines `from` up to, not including, `to`; the figures stand where `from` is 0. */
  | { kind: 'row'; y: number; row: number; from: number; to: number }
  | { kind: 'carried-forward'; y: number; cents: number }
  | { kind: 'closing'; y: number };

export interface Contents<Block> {
  frame: Frame;
  table: TableMetrics;
  before: readonly Block[];
  /** At least one. */
  rows: readonly RowExtent[];
  /** At most `mostClosing` high. */
  closing: { height: number; gapBelow: number };
  after: readonly Block[];
}

/** A long row begins on a page only where this many lines of it fit, and never leaves fewer than two for a page. */
const leastStart = 4;
const leastPart = 2;

/** Between the closing block and what follows it, where that would stand alone otherwise. */
const tightGap = 6;
/** What follows the closing block is short up to this part of a page's body. */
const shortPart = 1 / 3;

/** The tallest closing block that can still stand below two lines of a row. */
export function mostClosing({ top, bottom }: Frame, { head, carry, rowPadding, lineHeight }: TableMetrics) {
  return bottom - top - head - carry - rowPadding - leastPart * lineHeight;
}

/** @returns the pieces of each page, from its top to its bottom. */
export function paginate<Block extends Flowing<Block>>(contents: Contents<Block>): Piece<Block>[][] {
  const { frame, table, rows, closing, after } = contents;
  if (closing.height > mostClosing(frame, table)) throw new Error('The closing block is taller than a page.');
  const pages: Piece<Block>[][] = [[]];
  let page = pages[0] as Piece<Block>[];
  let y = frame.firstTop;
  let hasRows = false;
  let anyRows = false;
  let carried = 0;

  const push = (piece: Piece<Block>, height: number) => {
    page.push(piece);
    y += height;
  };

  const turnPage = () => {
    if (hasRows) push({ kind: 'carried-forward', y, cents: carried }, table.carry);
    page = [];
    pages.push(page);
    y = frame.top;
    hasRows = false;
  };

  const placeBlock = (block: Block) => {
    for (let rest = block; ;) {
      const room = frame.bottom - y;
      if (rest.height <= room) {
        push({ kind: 'block', y, block: rest }, rest.height + rest.gapBelow);
        return;
      }
      const parts = rest.split(room);
      if (parts !== null) {
        push({ kind: 'block', y, block: parts[0] }, parts[0].height);
        rest = parts[1];
      } else if (page.length === 0) {
        throw new Error('A block that cannot be cut is taller than a page.');
      }
      turnPage();
    }
  };

  /** Lines of a row that fit above `reserve` points at the body's end. */
  const fitting = (from: number, needsHead: boolean, reserve: number) => {
    const above = needsHead ? table.head + (anyRows ? table.carry : 0) : 0;
    return Math.floor((frame.bottom - reserve - from - above - table.rowPadding) / table.lineHeight);
  };

  const placeLines = (row: number, from: number, to: number) => {
    if (!hasRows) {
      push({ kind: 'table-head', y }, table.head);
      if (anyRows) push({ kind: 'brought-forward', y, cents: carried }, table.carry);
    }
    push({ kind: 'row', y, row, from, to }, table.rowPadding + (to - from) * table.lineHeight);
    hasRows = true;
    anyRows = true;
    if (from === 0) carried += rows[row]?.cents ?? 0;
  };

  const placeRow = (row: number, lines: number, reserve: number) => {
    const here = fitting(y, !hasRows, reserve);
    if (lines <= here) return placeLines(row, 0, lines);
    if (lines <= fitting(frame.top, true, reserve)) {
      turnPage();
      return placeLines(row, 0, lines);
    }
    if (page.length > 0 && fitting(y, !hasRows, table.carry) < leastStart) turnPage();
    for (let from = 0; ;) {
      const left = lines - from;
      if (left <= fitting(y, !hasRows, reserve)) return placeLines(row, from, lines);
      const part = Math.min(fitting(y, !hasRows, table.carry), left - leastPart);
      placeLines(row, from, from + part);
      from += part;
      turnPage();
    }
  };

  /** Keeps what follows the closing block with it: by the gap above it, or by a new page for the last row. @returns the gap. */
  const gapAfter = (lines: number): number => {
    const short = (frame.bottom - frame.top) * shortPart;
    const rest =
      after.reduce((sum, { height, gapBelow }) => sum + height + gapBelow, 0) - (after.at(-1)?.gapBelow ?? 0);
    if (after.length === 0 || rest > short) return closing.gapBelow;
    const reserve = (gap: number) => closing.height + gap + rest;
    const here = (gap: number) => lines <= fitting(y, !hasRows, reserve(gap));
    if (here(closing.gapBelow)) return closing.gapBelow;
    const least = Math.min(tightGap, closing.gapBelow);
    if (here(least)) return least;
    if (hasRows && lines <= fitting(frame.top, true, reserve(closing.gapBelow))) turnPage();
    return closing.gapBelow;
  };

  for (const block of contents.before) placeBlock(block);
  for (const [row, { lines }] of rows.slice(0, -1).entries()) placeRow(row, lines, table.carry);
  const lastLines = rows.at(-1)?.lines ?? 1;
  const gapBelow = gapAfter(lastLines);
  placeRow(rows.length - 1, lastLines, closing.height);
  push({ kind: 'closing', y }, closing.height + gapBelow);
  hasRows = false;
  for (const block of after) placeBlock(block);
  return pages;
}
