/** The ways in which programs write the same small table: each is read exactly, and each fault is told with its line. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFileWhole } from '../../support/read-file.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dockhand-dialects-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fields = ['company', 'city', 'source'];
const names = ['name', 'city', 'note'];
const filled = fields.map((field, i) => ({ field, heading: names[i] ?? '' }));
/** Accents, a delimiter and a line break in a cell: what tells a right reading from a lucky one. */
const people = [
  ['Müller GmbH', 'Köln', 'first'],
  ['Acme, Inc.', 'Reno', 'café; sí | no'],
  ['Żabka', 'Łódź', 'two\nlines'],
  ['Plain Freight', 'Omaha', 'last'],
];
/** Only what Windows-1252 can hold, and nothing that needs quotes. */
const western = [
  ['Müller GmbH', 'Köln', '€ 5'],
  ['Acme', 'Reno', '“café”'],
  ['Bolt', 'Omaha', ''],
];

function csv(rows: readonly string[][], delimiter = ',', eol = '\n'): string {
  const special = new RegExp(`["\\n\\r${delimiter === '|' ? '\\|' : delimiter}]`);
  const cell = (text: string) => (special.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => row.map(cell).join(delimiter) + eol).join('');
}

const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const cp1252 = (text: string) =>
  Buffer.from(text.replace('€', '\u0080').replace('“', '\u0093').replace('”', '\u0094'), 'latin1');

const whole = [names, ...people];
const plain = [names, ['Acme', 'Reno', 'x'], ['Bolt', 'Omaha', 'y'], ['Cargo', 'Tulsa', 'z']];
const plainText = csv(plain);

interface Case {
  what: string;
  content: string | Buffer;
  rows: string[][];
  /** `line code` of everything that is said. */
  said?: string[];
}

const cases: Case[] = [
  { what: 'UTF-8', content: csv(whole), rows: people },
  { what: 'UTF-8 with a byte order mark', content: `\ufeff${csv(whole)}`, rows: people },
  {
    what: 'UTF-16LE with tabs, as Excel writes',
    content: utf16(`\ufeff${csv(whole, '\t', '\r\n')}`),
    rows: people,
  },
  { what: 'UTF-16LE with commas', content: utf16(`\ufeff${csv(whole, ',', '\r\n')}`), rows: people },
  { what: 'UTF-16LE without a mark', content: utf16(csv(whole)), rows: people },
  { what: 'UTF-16BE', content: utf16(`\ufeff${csv(whole)}`).swap16(), rows: people },
  { what: 'Windows-1252', content: cp1252(csv([names, ...western])), rows: western },
  { what: 'CR only', content: csv(plain, ',', '\r'), rows: plain.slice(1) },
  {
    what: 'LF behind the header, CRLF behind the rows',
    content: csv([names]) + csv(people, ',', '\r\n'),
    rows: people,
  },
  {
    what: 'CRLF behind the header, LF behind the rows',
    content: csv([names], ',', '\r\n') + csv(people),
    rows: people,
  },
  { what: 'semicolons', content: csv(whole, ';'), rows: people },
  { what: 'tabs', content: csv(whole, '\t'), rows: people },
  { what: 'pipes', content: csv(whole, '|'), rows: people },
  { what: 'a line that names the delimiter', content: `sep=;\r\n${csv(whole, ';', '\r\n')}`, rows: people },
  {
    what: 'a title and a blank row above the header',
    content: `Leads of March, all\n\n${csv(whole)}`,
    rows: people,
  },
  { what: 'blank lines', content: plainText.replaceAll('\n', '\n\n'), rows: plain.slice(1) },
  {
    what: 'a comma behind each data row',
    content: `${names.join(',')}\nAcme,Reno,x,\n"Bolt, Inc.",Omaha,y,\n`,
    rows: [
      ['Acme', 'Reno', 'x'],
      ['Bolt, Inc.', 'Omaha', 'y'],
    ],
  },
  {
    what: 'ragged rows',
    content: `${plainText}Delta,Boise\nEcho,Provo,w,too,many\nFox,Mesa,v\n`,
    rows: [...plain.slice(1), ['Delta', 'Boise', ''], ['Fox', 'Mesa', 'v']],
    said: ['5 row-short', '6 row-long'],
  },
  {
    what: 'a stray quote',
    content: csv([names, ['Acme', 'Reno', 'x']]) + 'Bo"lt,"Omaha,y\n' + csv([['Cargo', 'Tulsa', 'z']]),
    rows: [
      ['Acme', 'Reno', 'x'],
      ['Bo"lt', '"Omaha', 'y'],
      ['Cargo', 'Tulsa', 'z'],
    ],
    said: ['3 stray-quote'],
  },
  {
    what: 'a quote that is never closed',
    content: csv([names, ['Acme, Inc.', 'Reno', 'x']]) + '"Bolt,Omaha,y\n' + csv(people),
    rows: [['Acme, Inc.', 'Reno', 'x'], ['"Bolt', 'Omaha', 'y'], ...people],
    said: ['3 stray-quote'],
  },
  {
    what: 'a space before a quote',
    content: `name, city, note\n"Acme, Inc.", "Reno", "x, y"\nBolt, "Omaha", z\n`,
    rows: [
      ['Acme, Inc.', 'Reno', 'x, y'],
      ['Bolt', 'Omaha', 'z'],
    ],
  },
];

describe('a file in any dialect is read exactly', () => {
  it.each(cases)('$what', async ({ content, rows, said = [] }) => {
    const read = await readFileWhole(folder, content, filled, 'lead');
    expect(read.format.headings).toEqual(names);
    expect(read.rows.map(({ values }) => fields.map((field) => values[field]))).toEqual(rows);
    expect(read.issues.map(({ line, code }) => `${line} ${code}`)).toEqual(said);
  });
});
