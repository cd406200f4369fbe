/** The kinds of single faults, in the manner of the Pollock benchmark: of headers, what stands around the table, and whole files. */
import { around, between, whole, written, type Fault } from './fault.ts';
import { cleanDraft, csvLine, header, join, lineOf, places, quoteAll, table } from './table.ts';

/** One row in another encoding than the file's. */
const bytesInRow = (kind: string, encode: (text: string) => Buffer): Fault => ({
  kind,
  files: () =>
    places.map((place) => {
      const { header: names, rows } = cleanDraft();
      const lines = rows.map((row, i) => (i === place ? encode(`${row}\n`) : Buffer.from(`${row}\n`)));
      return {
        content: Buffer.concat([Buffer.from(`${names}\n`), ...lines]),
        truth: table,
        line: lineOf(place),
      };
    }),
});

const encodings: Fault[] = [
  bytesInRow('one row in Windows-1252', (text) => Buffer.from(text, 'latin1')),
  bytesInRow('a byte that is no character', (text) =>
    Buffer.concat([Buffer.from(text.slice(0, 12)), Buffer.from([0xff]), Buffer.from(text.slice(12))]),
  ),
  bytesInRow('half of a character', (text) => {
    const bytes = Buffer.from(text);
    const at = bytes.indexOf(0xc3);
    return Buffer.concat([bytes.subarray(0, at + 1), bytes.subarray(at + 2)]);
  }),
  whole('one row in UTF-8 in a file of Windows-1252', (clean) => {
    const at = clean.indexOf('Köln');
    return Buffer.concat([
      Buffer.from(clean.slice(0, at), 'latin1'),
      Buffer.from('Köln'),
      Buffer.from(clean.slice(at + 4), 'latin1'),
    ]);
  }),
  whole('Windows-1252', (clean) => Buffer.from(clean, 'latin1')),
  whole('a byte order mark', (clean) => `\ufeff${clean}`),
  whole('two byte order marks', (clean) => `\ufeff\ufeff${clean}`),
  whole('UTF-16LE', (clean) => Buffer.from(`\ufeff${clean}`, 'utf16le')),
  whole('UTF-16BE', (clean) => Buffer.from(`\ufeff${clean}`, 'utf16le').swap16()),
  whole('UTF-16LE without a mark', (clean) => Buffer.from(clean, 'utf16le')),
  whole('UTF-16BE without a mark', (clean) => Buffer.from(clean, 'utf16le').swap16()),
  whole('UTF-16LE that ends in half a character', (clean) =>
    Buffer.from(`\ufeff${clean}`, 'utf16le').subarray(0, -1),
  ),
  whole('UTF-16LE with CR', (clean) => Buffer.from(`\ufeff${clean.replaceAll('\n', '\r')}`, 'utf16le')),
];

const headers: Fault[] = [
  whole('no header', (clean) => clean.slice(clean.indexOf('\n') + 1)),
  around('the header twice', (draft) => draft.head.push(csvLine(header))),
  between('the header again', csvLine(header)),
  between('the header again, quoted', quoteAll(header).join(',')),
  around('a row of groups above the header', (draft) => draft.head.push('Carrier,,Address,,,,,Fleet')),
  around('explanations under the header', (draft) =>
    draft.rows.unshift('(number),(text),(text),(text),(two letters),(text),(text),(count)'),
  ),
  around('a line under the header', (draft) =>
    draft.rows.unshift('-----,-----,-----,-----,-----,-----,-----,-----'),
  ),
  around('the header over two lines', (draft) => {
    draft.head.push('USDOT,Legal,Street,City,State,ZIP,Country,Power');
    draft.header = 'Number,Name,,,,Code,,Units';
  }),
  around('an empty name', (draft) => (draft.header = draft.header.replace('Street', ''))),
  around('only empty names but two', (draft) => (draft.header = 'USDOT,Legal Name,,,,,,')),
  around('a name twice', (draft) => (draft.header = draft.header.replace('Country', 'City'))),
  around(
    'a delimiter of the header missing',
    (draft) => (draft.header = draft.header.replace('City,State', 'City State')),
  ),
  around('the last name missing', (draft) => (draft.header = draft.header.replace(',Power Units', ''))),
  around('a delimiter behind the header', (draft) => (draft.header += ',')),
  around('two names too many', (draft) => (draft.header += ',Fax,Remark')),
  around('the header quoted', (draft) => (draft.header = quoteAll(header).join(','))),
  around('the header quoted as a whole', (draft) => (draft.header = `"${draft.header}"`)),
  around(
    'a stray quote in the header',
    (draft) => (draft.header = draft.header.replace('Street', '"Street')),
  ),
  around(
    'a line break in a name',
    (draft) => (draft.header = draft.header.replace('Street', '"Street\nand number"')),
  ),
  around('a comma in a name', (draft) => (draft.header = draft.header.replace('Street', '"Street, number"'))),
  around('the header with semicolons', (draft) => (draft.header = draft.header.replaceAll(',', ';'))),
  around('the header with tabs', (draft) => (draft.header = draft.header.replaceAll(',', '\t'))),
  around('the header as a comment', (draft) => (draft.header = `# ${draft.header}`)),
  around('the header with spaces', (draft) => (draft.header = header.join(' , '))),
];

const surroundings: Fault[] = [
  around('a title', (draft) => draft.head.push('Carriers of March')),
  around('a title with commas', (draft) => draft.head.push('Carriers, of March, all')),
  around('a title and a blank line', (draft) => draft.head.push('Carriers of March', '')),
  around('a title in quotes', (draft) => draft.head.push('"Carriers, all of them"')),
  around('a title with a stray quote', (draft) => draft.head.push('"Carriers of March')),
  around('a title padded with commas', (draft) => draft.head.push('Carriers,,,,,,,', ',,,,,,,')),
  around('facts of the report', (draft) =>
    draft.head.push('Report:,Carriers', 'Made:,2026-03-01', 'By:,A. Person', ''),
  ),
  around('fifteen lines of conditions', (draft) =>
    draft.head.push(
      ...Array.from({ length: 15 }, (_, i) => `${i + 1}. These data are given, as is, without warranty.`),
    ),
  ),
  around('blank lines above the header', (draft) => draft.head.push('', '', '')),
  around('comments above the header', (draft) =>
    draft.head.push('# made by a program', '# version 2, build 7'),
  ),
  around('sep=, above the header', (draft) => draft.head.push('sep=,')),
  around('a total', (draft) => draft.foot.push('Total,84')),
  around('a total over the whole width', (draft) => draft.foot.push('Total,,,,,,,1704')),
  around('a total without a word', (draft) => draft.foot.push(',,,,,,,1704')),
  around('a total behind a blank line', (draft) => draft.foot.push('', 'Total: 84')),
  around('a count of rows', (draft) => draft.foot.push('(84 rows)')),
  around('a closing remark', (draft) => draft.foot.push('', 'End of report. Printed on 2026-03-01, 10:00.')),
  between('a comment', '# checked until here'),
  between('a comment with commas', '# checked, more or less, until here'),
  between('a line of dashes', '-'.repeat(40)),
  between('a page number', 'Page 2'),
  between('a page head', 'Carriers of March,Page 2'),
  between('a blank line', ''),
  between('a line of spaces', '      '),
  between('a line of tabs', '\t\t'),
  between('a row of delimiters', ',,,,,,,'),
  between('a row of blanks and delimiters', ' , , , , , , , '),
  between('a row of empty quotes', '"","","","","","","",""'),
  between('a row of too many delimiters', ',,,,,,,,,,,,'),
  around('a second table with fewer columns', (draft) =>
    draft.foot.push('', 'Code,Meaning', 'CA,California', 'NV,Nevada'),
  ),
  around('a second table with more columns', (draft) =>
    draft.foot.push('', 'A,B,C,D,E,F,G,H,I,J', ...[1, 2].map((n) => `${n},b,c,d,e,f,g,h,i,j`)),
  ),
  around('a second table as wide', (draft) =>
    draft.foot.push('', 'Load,Customer,Dock,Town,State,ZIP,Country,Pieces', 'L1,Nut,1,Reno,NV,89501,USA,5'),
  ),
  around('a small table before', (draft) => draft.head.push('Key,Value', 'Region,West', 'Count,84', '')),
  whole('two files joined', (clean) => `${clean}\ufeff${clean.replaceAll(/^1(?=\d{6},)/gm, '2')}`, {
    truth: [...table, ...table.map((cells) => cells.with(0, (cells[0] ?? '').replace('1', '2')))],
  }),
];

const single = (cell: string) => (/['\n,]/.test(cell) ? `'${cell.replaceAll("'", "''")}'` : cell);
const escaped = (cell: string) => (/["\n,]/.test(cell) ? `"${cell.replaceAll('"', '\\"')}"` : cell);
const joined = (delimiter: string) => (cells: readonly string[]) =>
  cells
    .map((cell) =>
      /["\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell,
    )
    .join(delimiter);

const dialects: Fault[] = [
  ...(
    [
      ['semicolons', ';'],
      ['tabs', '\t'],
      ['pipes', '|'],
      ['comma and space', ', '],
      ['two pipes', '||'],
      ['two semicolons', ';;'],
      ['carets', '^'],
      ['tildes', '~'],
      ['colons', ':'],
      ['unit separators', '\u001f'],
      ['spaces', ' '],
      ['pipe and tilde', '|~|'],
    ] as const
  ).map(([what, delimiter]) => written(`all delimiters are ${what}`, joined(delimiter))),
  written('all cells quoted', (cells) => quoteAll(cells).join(',')),
  written('all cells quoted, with spaces between', (cells) => quoteAll(cells).join(', ')),
  written('all quotes are single ones', (cells) => cells.map((cell) => single(cell)).join(',')),
  written('all cells in single quotes', (cells) =>
    cells.map((cell) => `'${cell.replaceAll("'", "''")}'`).join(','),
  ),
  written('all quotes escaped by backslashes', (cells) => cells.map((cell) => escaped(cell)).join(',')),
  written('all rows quoted as a whole', (cells) => `"${csvLine(cells).replaceAll('"', '""')}"`),
  written('a delimiter behind every row', (cells) => `${csvLine(cells)},`),
  written('a delimiter before every row', (cells) => `,${csvLine(cells)}`),
  whole('a delimiter behind every data row', () => {
    const draft = cleanDraft();
    return join({ ...draft, rows: draft.rows.map((row) => `${row},`) });
  }),
  whole('a single row', () => join({ ...cleanDraft(), rows: cleanDraft().rows.slice(0, 1) }), {
    truth: table.slice(0, 1),
  }),
];

export const fileFaults: readonly Fault[] = [...encodings, ...headers, ...surroundings, ...dialects];
