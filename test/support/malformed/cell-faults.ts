/** The kinds of single faults, in the manner of the Pollock benchmark: of cells, rows and line ends. */
import { around, inRow, whole, type Fault } from './fault.ts';
import { csvLine, quoteAll } from './table.ts';

/** The cells of a row with one replaced, written by `write`. */
const withCell = (cells: readonly string[], at: number, text: string) =>
  cells.map((cell, i) => (i === at ? text : csvLine([cell]))).join(',');
const name = (cells: readonly string[]) => cells[1] ?? '';
/** The row with something before and behind its name. */
const named = (before: string, behind: string) => (cells: string[]) =>
  cells.with(1, before + name(cells) + behind);
const towned = (town: string) => (cells: string[]) => cells.with(3, town);

const quotes: Fault[] = [
  inRow('the opening quote is missing', (_, cells) => withCell(cells, 1, `${name(cells)}"`)),
  inRow('the closing quote is missing', (_, cells) => withCell(cells, 1, `"${name(cells)}`)),
  inRow('both quotes are missing', (_, cells) => withCell(cells, 1, name(cells))),
  inRow('an opening quote too many', (_, cells) => withCell(cells, 3, `"${cells[3] ?? ''}`)),
  inRow('a closing quote too many', (_, cells) => withCell(cells, 3, `${cells[3] ?? ''}"`)),
  inRow('a quote in a plain cell', (_, cells) => withCell(cells, 3, 'Kö"ln')),
  inRow('a quote in a quoted cell', (_, cells) => withCell(cells, 1, `"Ac"me, Inc."`)),
  inRow('the opening quote doubled', (_, cells) => withCell(cells, 1, `""${name(cells)}"`)),
  inRow('the closing quote doubled', (_, cells) => withCell(cells, 1, `"${name(cells)}""`)),
  inRow('both quotes doubled', (_, cells) => withCell(cells, 1, `""${name(cells)}""`)),
  inRow('both quotes tripled', (_, cells) => withCell(cells, 1, `"""${name(cells)}"""`), named('"', '"')),
  inRow('single quotes', (_, cells) => withCell(cells, 1, `'${name(cells)}'`)),
  inRow('typographic quotes', (_, cells) => withCell(cells, 1, `“${name(cells)}”`)),
  inRow('backticks', (_, cells) => withCell(cells, 1, `\`${name(cells)}\``)),
  inRow(
    'quotes escaped by a backslash',
    (_, cells) => withCell(cells, 1, `"\\"Big\\" ${name(cells)}"`),
    named('"Big" ', ''),
  ),
  inRow('a space before the quote', (_, cells) => withCell(cells, 1, ` "${name(cells)}"`)),
  inRow('a space behind the quote', (_, cells) => withCell(cells, 1, `"${name(cells)}" `)),
  inRow('spaces around the quotes', (_, cells) => withCell(cells, 1, `  "${name(cells)}"  `)),
  inRow('text behind the closing quote', (_, cells) => withCell(cells, 1, `"${name(cells)}" (old)`)),
  inRow('text before the opening quote', (_, cells) => withCell(cells, 1, `old "${name(cells)}"`)),
  inRow('the row quoted as a whole', (text) => `"${text.replaceAll('"', '""')}"`),
  inRow('every cell quoted', (_, cells) => quoteAll(cells).join(',')),
  inRow('a quote before the row', (text) => `"${text}`),
  inRow('a quote behind the row', (text) => `${text}"`),
  inRow('two stray quotes in one row', (_, cells) => withCell(cells, 3, `"Köln`).replace('CA', 'CA"')),
  inRow('a cell that is one quote', (_, cells) => withCell(cells, 3, '"')),
  inRow('a cell that is three quotes', (_, cells) => withCell(cells, 3, '"""')),
  inRow('a line break in a quoted cell', (_, cells) => withCell(cells, 3, '"Kö\nln"'), towned('Kö\nln')),
  inRow('a blank line in a quoted cell', (_, cells) => withCell(cells, 3, '"Kö\n\nln"'), towned('Kö\n\nln')),
];

const swap = (cells: readonly string[], delimiter: string) => csvLine(cells, delimiter);

const delimiters: Fault[] = [
  inRow('semicolons in one row', (_, cells) => swap(cells, ';')),
  inRow('tabs in one row', (_, cells) => swap(cells, '\t')),
  inRow('pipes in one row', (_, cells) => swap(cells, '|')),
  inRow('spaces in one row', (_, cells) => swap(cells, ' ')),
  inRow('two spaces in one row', (_, cells) => swap(cells, '  ')),
  inRow('comma and space in one row', (_, cells) => cells.map((cell) => csvLine([cell])).join(', ')),
  inRow('doubled commas in one row', (_, cells) => cells.map((cell) => csvLine([cell])).join(',,')),
  inRow('one delimiter is missing', (text) => text.replace(',Köln', 'Köln')),
  inRow('the last delimiter is missing', (text) => text.replace(/,(\d+)$/, '$1')),
  inRow('the first delimiter is missing', (text) => text.replace(',', '')),
  inRow('one delimiter is another', (text) => text.replace(',Köln', ';Köln')),
  inRow('one delimiter is a tab', (text) => text.replace(',Köln', '\tKöln')),
  inRow('one delimiter is a period', (text) => text.replace(',Köln', '.Köln')),
  inRow('one delimiter doubled', (text) => text.replace(',Köln', ',,Köln')),
  inRow('a delimiter before the row', (text) => `,${text}`),
  inRow('a delimiter behind the row', (text) => `${text},`),
  inRow('many delimiters behind the row', (text) => `${text},,,,,,,,,`),
  inRow('a delimiter in a plain cell', (text) => text.replace('Köln', 'Köln, Stadt')),
  inRow('a delimiter escaped by a backslash', (_, cells) =>
    withCell(cells, 1, name(cells).replace(',', '\\,')),
  ),
  inRow('a cell too many', (text) => `${text},surplus`),
  inRow('a hundred cells too many', (text) => text + ',x'.repeat(100)),
  inRow('the last cell is missing', (_, cells) => csvLine(cells.slice(0, -1))),
  inRow('the last three cells are missing', (_, cells) => csvLine(cells.slice(0, -3))),
  inRow('only the first cell is left', (_, cells) => csvLine(cells.slice(0, 1))),
  inRow('only two cells are left', (_, cells) => csvLine(cells.slice(0, 2))),
  inRow('the first cell is missing', (_, cells) => csvLine(cells.slice(1))),
  inRow('a cell in the middle is missing', (_, cells) => csvLine(cells.filter((__, i) => i !== 3))),
  inRow('a cell stands twice', (_, cells) => csvLine([...cells.slice(0, 4), ...cells.slice(3)])),
];

const lineEnds: Fault[] = [
  inRow('CRLF behind one row', (text) => `${text}\r`),
  inRow('two CR before the LF of one row', (text) => `${text}\r\r`),
  inRow('CR in a plain cell', (text) => text.replace('Köln', 'Kö\rln')),
  inRow('CR in a quoted cell', (text) => text.replace('Köln', '"Kö\rln"'), towned('Kö\rln')),
  inRow('LF in a plain cell', (text) => text.replace('Köln', 'Kö\nln')),
  inRow('a row cut in two', (text) => text.replace(',Köln', '\n,Köln')),
  inRow('a vertical tab in a cell', (text) => text.replace('Köln', 'Kö\u000bln')),
  inRow('a form feed before the row', (text) => `\f${text}`),
  ...[0, 40, 82].map((place) =>
    around(
      `CR instead of LF behind row ${place}`,
      (draft) => {
        draft.rows.splice(place, 2, `${draft.rows[place] ?? ''}\r${draft.rows[place + 1] ?? ''}`);
      },
      place,
    ),
  ),
  ...[0, 40, 82].map((place) =>
    around(
      `no line end behind row ${place}`,
      (draft) => {
        draft.rows.splice(place, 2, `${draft.rows[place] ?? ''}${draft.rows[place + 1] ?? ''}`);
      },
      place,
    ),
  ),
  whole('no line end behind the last row', (clean) => clean.trimEnd()),
  whole('many line ends at the end', (clean) => `${clean}\n\n\n\n`),
  whole('CRLF', (clean) => clean.replaceAll('\n', '\r\n')),
  whole('CR', (clean) => clean.replaceAll('\n', '\r')),
  whole('LFCR', (clean) => clean.replaceAll('\n', '\n\r')),
  whole('CRCRLF', (clean) => clean.replaceAll('\n', '\r\r\n')),
  whole('CR behind the header', (clean) => clean.replace('\n', '\r')),
  whole('CRLF behind the header', (clean) => clean.replace('\n', '\r\n')),
  whole('LF behind the header, CR behind the rows', (clean) =>
    clean.replaceAll('\n', '\r').replace('\r', '\n'),
  ),
  whole('CRLF behind the header, CR behind the rows', (clean) =>
    clean.replaceAll('\n', '\r').replace('\r', '\r\n'),
  ),
  whole('half LF, half CRLF', (clean) => {
    const middle = clean.length / 2;
    return clean.slice(0, middle) + clean.slice(middle).replaceAll('\n', '\r\n');
  }),
  whole('half LF, half CR', (clean) => {
    const middle = clean.length / 2;
    return clean.slice(0, middle) + clean.slice(middle).replaceAll('\n', '\r');
  }),
  whole('blank lines between all rows', (clean) => clean.replaceAll('\n', '\n\n')),
  whole('the file ends in the middle of a row', (clean) => clean.slice(0, -12), { place: 83 }),
  whole('the file ends in a quoted cell', (clean) => clean.slice(0, clean.lastIndexOf(', Inc.')), {
    place: 83,
  }),
  whole('Ctrl-Z at the end', (clean) => `${clean}\u001a`),
  whole('NULs at the end', (clean) => clean + '\0'.repeat(4096)),
];

const characters: Fault[] = [
  inRow('a NUL in a cell', (text) => text.replace('Köln', 'Kö\0ln')),
  inRow('a run of NULs behind a cell', (text) => text.replace('Köln', `Köln${'\0'.repeat(20)}`)),
  inRow('a control character in a cell', (text) => text.replace('Köln', 'Kö\u0007ln')),
  inRow('a colour code in a cell', (text) => text.replace('Köln', '\u001b[31mKöln\u001b[0m')),
  inRow('a backspace in a cell', (text) => text.replace('Köln', 'Kö\bln')),
  inRow('a byte order mark before the row', (text) => `\ufeff${text}`),
  inRow('a byte order mark in a cell', (text) => text.replace('Köln', 'K\ufefföln')),
  inRow('a no-break space around a cell', (text) => text.replace('Köln', '\u00a0Köln\u00a0')),
  inRow('a zero-width space in a cell', (text) => text.replace('Köln', 'Köln\u200b')),
  inRow('a cell of 100,000 characters', (text) => text.replace('Köln', 'K'.repeat(100_000))),
  inRow('a cell of two million characters', (text) => text.replace('Köln', 'K'.repeat(2_000_000))),
  inRow('a quoted cell of two million characters', (text) =>
    text.replace('Köln', `"${'K'.repeat(2_000_000)}"`),
  ),
  inRow('tabs around a cell', (text) => text.replace('Köln', '\tKöln\t')),
  inRow('spaces around all cells', (_, cells) => cells.map((cell) => `  ${csvLine([cell])}  `).join(',')),
];

export const cellFaults: readonly Fault[] = [...quotes, ...delimiters, ...lineEnds, ...characters];
