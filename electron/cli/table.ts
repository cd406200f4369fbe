/** Tables for people: aligned, short, one line a row. */

export interface Column<Row> {
  title: string;
  value(row: Row): string;
  /** Numbers stand flush right. */
  right?: boolean;
  /** May be cut where the terminal is too narrow. */
  flexible?: boolean;
}

const gap = '  ';
const smallestFlexible = 8;

/**
 * @param width columns of the terminal; Infinity where there is none.
 * @returns lines with a heading; '' for no rows.
 */
export function table<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  width = Number.POSITIVE_INFINITY,
): string {
  if (rows.length === 0) return '';
  const cells = rows.map((row) => columns.map((column) => oneLine(column.value(row))));
  const lines = [columns.map(({ title }) => title), ...cells];
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => displayWidth(line[index] ?? ''))));
  shrink(columns, widths, width);
  return `${lines.map((line) => layOut(columns, widths, line)).join('\n')}\n`;
}

/** Takes what is too much from the widest of the flexible columns, again and again. */
function shrink<Row>(columns: readonly Column<Row>[], widths: number[], width: number): void {
  const total = () => widths.reduce((sum, each) => sum + each, 0) + gap.length * (widths.length - 1);
  while (total() > width) {
    const flexible = widths.map((each, index) => (columns[index]?.flexible === true ? each : 0));
    const widest = Math.max(...flexible);
    if (widest <= smallestFlexible) return;
    widths[flexible.indexOf(widest)] = widest - 1;
  }
}

function layOut<Row>(
  columns: readonly Column<Row>[],
  widths: readonly number[],
  line: readonly string[],
): string {
  const cells = columns.map((column, index) => {
    const wanted = widths[index] ?? 0;
    const text = cut(line[index] ?? '', wanted);
    const padding = ' '.repeat(Math.max(0, wanted - displayWidth(text)));
    return column.right === true ? padding + text : text + padding;
  });
  return cells.join(gap).trimEnd();
}

const segmenter = new Intl.Segmenter();

/** Columns that a terminal gives a text: two for East Asian wide characters and emoji. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += isWide(segment.codePointAt(0) ?? 0) ? 2 : 1;
  return width;
}

/** The blocks that Unicode's East Asian Width (UAX 11) gives as wide, as far as names and addresses use them. */
function isWide(point: number): boolean {
  return (
    (point >= 0x1100 && point <= 0x115f) ||
    (point >= 0x2e80 && point <= 0xa4cf) ||
    (point >= 0xac00 && point <= 0xd7a3) ||
    (point >= 0xf900 && point <= 0xfaff) ||
    (point >= 0xff00 && point <= 0xff60) ||
    (point >= 0x1f300 && point <= 0x1faff) ||
    (point >= 0x20000 && point <= 0x3fffd)
  );
}

function cut(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  for (const { segment } of segmenter.segment(text)) {
    if (displayWidth(kept + segment) > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

/** Values come from files that somebody else wrote: a line break or an escape sequence must not reach the terminal. */
export function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replaceAll(/[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]+/g, ' ').trim();
}
