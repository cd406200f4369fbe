/**
 * How the cells of a sheet stand in the text that it is converted to. One row is one line, blank rows are blank lines, so that a line
 * number is the row's number in the spreadsheet. ASCII's own separators stand between cells: nothing has to be quoted, nothing guessed.
 */

/** Between two cells. None stands behind the last cell that holds anything. */
export const cellSeparator = '\u001f';
/** At the start of a line: the sheet could not be read from this row on; or the row is too long, and this is its beginning. */
export const brokenMark = '\u001c';
export const longMark = '\u001b';
const lineBreak = '\u001e';
const quotationMark = '\u001d';

/** What cannot stand in a line as it is: controls but the tab, line ends, and the quotation mark, so that a reader need not look for it. */
// oxlint-disable-next-line no-control-regex -- control characters are what is meant
const special = /[\0-\u0008\n-\u001f\u007f"]/;
// oxlint-disable-next-line no-control-regex -- as above
const controls = /[\0-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** The text of a cell as it is written. Control characters, which no cell shows, are left out. */
export function encodeCell(text: string): string {
  if (!special.test(text)) return text;
  return text
    .replaceAll(controls, '')
    .replaceAll(/\r\n?|\n/g, lineBreak)
    .replaceAll('"', quotationMark);
}

/** What the mark at the start of a line says. */
export function faultMarked(text: string, at: number): 'sheet-broken' | 'line-too-long' | null {
  const code = text.charCodeAt(at);
  if (code === brokenMark.charCodeAt(0)) return 'sheet-broken';
  return code === longMark.charCodeAt(0) ? 'line-too-long' : null;
}

/** Whether a piece of a converted sheet holds a cell that is not written as it is. */
export function holdsEncoded(text: string): boolean {
  return text.includes(lineBreak) || text.includes(quotationMark);
}

/** The inverse of `encodeCell`. */
export function decodeCell(text: string): string {
  return text.replaceAll(lineBreak, '\n').replaceAll(quotationMark, '"');
}
