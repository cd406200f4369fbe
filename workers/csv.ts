/** Writing CSV for people: RFC 4180, and safe to open in a spreadsheet. */

/** Before the first line: without it Excel takes UTF-8 for the system's old encoding. */
export const utf8Mark = '\ufeff';

/** One line with its end. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(value: string): string {
  const cell = withoutFormula(value);
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/**
 * A cell that a spreadsheet would compute gets an apostrophe in front, as a person would type it; an import takes it away again.
 * Numbers with a sign stay what they are: they compute to themselves.
 */
export function withoutFormula(cell: string): string {
  if (!/^[=+\-@\t\r]/.test(cell) || /^-?\d+(?:\.\d+)?%?$/.test(cell)) return cell;
  return `'${cell}`;
}
