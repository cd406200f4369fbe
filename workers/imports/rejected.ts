/** The rows that are not in, refused or left out for a reason, as a file for people: the file's own columns, and why. */
import { refusedRowsAfter } from '../store/import-issues.ts';
import { getImport } from '../store/import-record.ts';
import type { Store } from '../store/open.ts';
import type { FileFormat } from './format.ts';
import { isNote, noteHeadings } from './origin.ts';

/**
 * CSV text in pieces, with a byte order mark so that spreadsheets read it as UTF-8. Formula cells are neutralised by an apostrophe,
 * which an import takes off again. The headings of the last two columns say which import it was (see origin.ts).
 * @throws UserError `not-found`
 */
export async function* rejectedRows(store: Store, importId: string): AsyncGenerator<string> {
  const { no, dialect } = getImport(store, importId);
  const { headings } = JSON.parse(dialect) as FileFormat;
  // Rows that were refused before carry the notes of that time.
  const own = headings.map((heading, i) => ({ heading, i })).filter(({ heading }) => !isNote(heading));
  yield `\ufeff${csvLine([...own.map(({ heading }) => heading), ...noteHeadings(no)])}`;
  for (let line = 0; ;) {
    const rows = refusedRowsAfter(store, no, line);
    const last = rows.at(-1);
    if (last === undefined) return;
    line = last.line;
    yield rows
      .map(({ line: at, raw, reasons: why }) => {
        const cells = JSON.parse(raw) as string[];
        const kept = own.map(({ i }) => cells[i] ?? '');
        // More cells than headings: the last column keeps them visible.
        const extra = cells.slice(headings.length).filter((cell) => cell !== '');
        const reasons = why.map(({ column, message }) => (column === '' ? message : `${column}: ${message}`));
        if (extra.length > 0) reasons.push(`Cells beyond the last column: ${extra.join(' | ')}`);
        return csvLine([...kept, String(at), reasons.join('\n')]);
      })
      .join('');
    // Other requests are served between two pages.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => csvCell(cell)).join(',')}\r\n`;
}

/** RFC 4180, with what a spreadsheet would compute made text (OWASP, CSV injection); plain numbers stay numbers. */
function csvCell(cell: string): string {
  const harmless = /^[-+]?[\d.,\s]+$/.test(cell) || !/^[=+\-@\t\r]/.test(cell) ? cell : `'${cell}`;
  return /[",\r\n]/.test(harmless) || harmless !== harmless.trim()
    ? `"${harmless.replaceAll('"', '""')}"`
    : harmless;
}
