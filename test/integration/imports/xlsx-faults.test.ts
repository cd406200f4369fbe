/** Workbooks that are damaged, locked, made to harm or no workbooks: each a clear error, and nothing of it is left. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inspectFile } from '../../../workers/imports/inspect.ts';
import { stageFile } from '../../../workers/imports/stage.ts';
import { importLab, type ImportLab } from '../../support/import-lab.ts';
import { until } from '../../support/until.ts';
import { sheetOf, workbook, type TestCell } from '../../support/workbook.ts';
import { zip, type ZipPart } from '../../support/zip.ts';

let lab: ImportLab;
beforeEach(async () => void (lab = await importLab()));
afterEach(() => lab.remove());

function filesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

const header = ['USDOT', 'Legal Name', 'ZIP'];
const rows: TestCell[][] = [
  header,
  ...Array.from({ length: 3000 }, (_, i) => [1_000_000 + i, `Carrier ${i}`, '02101']),
];
const good = sheetOf(rows);

/** The good workbook with one part changed. */
function changed(name: RegExp, change: (part: ZipPart) => ZipPart | null): Buffer {
  return workbook({
    sheets: [{ name: 'A', rows }],
    parts: (parts) =>
      parts.flatMap((part) => {
        const result = name.test(part.name) ? change(part) : part;
        return result === null ? [] : [result];
      }),
  });
}

const bomb = Buffer.alloc(400 * 1024 * 1024, ' ');

describe('a workbook is refused as a whole', () => {
  it.each<[string, () => Buffer, string, RegExp]>([
    ['cut off', () => good.subarray(0, good.length - 3000), 'workbook-damaged', /cut off/],
    ['with nothing but its first bytes', () => good.subarray(0, 100), 'workbook-damaged', /cut off/],
    [
      'with zeros in the middle of its cells',
      () => changed(/sheet1/, (part) => ({ ...part, change: (packed) => packed.fill(0, packed.length / 2) })),
      'workbook-damaged',
      /damaged/,
    ],
    [
      'with a wrong checksum of its cells',
      () => changed(/sheet1/, (part) => ({ ...part, crc: 1 })),
      'workbook-damaged',
      /checksum/,
    ],
    [
      'with a wrong checksum of its texts',
      () => changed(/shared/, (part) => ({ ...part, crc: 1 })),
      'workbook-damaged',
      /checksum/,
    ],
    ['without its sheet', () => changed(/sheet1/, () => null), 'workbook-damaged', /missing/],
    [
      'without the texts that its cells refer to',
      () => changed(/sharedStrings/, () => null),
      'workbook-damaged',
      /texts/,
    ],
    [
      'without the list of its parts',
      () => changed(/workbook\.xml\.rels/, () => null),
      'workbook-damaged',
      /where its sheet "A" is/,
    ],
    [
      'with texts that break off',
      () =>
        changed(/sharedStrings/, (part) => ({ ...part, content: part.content.toString().slice(0, 5000) })),
      'workbook-damaged',
      /sharedStrings/,
    ],
    [
      'with a sheet that is no XML',
      () => changed(/sheet1/, (part) => ({ ...part, content: 'nothing' })),
      'workbook-damaged',
      /nothing of its sheet/,
    ],
    [
      'that says a part is smaller than it is',
      () => changed(/sheet1/, (part) => ({ ...part, uncompressedSize: 1000 })),
      'workbook-damaged',
      /sheet1/,
    ],
    [
      'that declares entities',
      () =>
        changed(/sheet1/, (part) => ({
          ...part,
          content: part.content
            .toString()
            .replace('<worksheet', '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet'),
        })),
      'workbook-unsafe',
      /entities/,
    ],
    [
      'that unpacks to more than a sheet can',
      () => changed(/sheet1/, (part) => ({ ...part, content: bomb })),
      'workbook-too-large',
      /would unpack to 400 MB/,
    ],
    [
      'that hides what it unpacks to',
      () => changed(/sheet1/, (part) => ({ ...part, content: bomb, uncompressedSize: 20_000_000 })),
      'workbook-too-large',
      /has no end/,
    ],
    [
      'with a password',
      () =>
        Buffer.concat([
          Buffer.from('d0cf11e0a1b11ae1', 'hex'),
          Buffer.alloc(3_000_000),
          Buffer.from('EncryptedPackage', 'utf16le'),
          Buffer.alloc(500),
        ]),
      'workbook-encrypted',
      /take the password off/,
    ],
    [
      'of an old Excel',
      () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(5000)]),
      'binary-file',
      /\.xls\).*\.xlsx/,
    ],
    [
      'in binary form',
      () =>
        zip([
          { name: '[Content_Types].xml', content: '' },
          { name: 'xl/workbook.bin', content: 'x' },
        ]),
      'binary-file',
      /\.xlsb.*\.xlsx/,
    ],
    [
      'of LibreOffice',
      () =>
        zip([
          { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet' },
          { name: 'content.xml', content: '' },
        ]),
      'binary-file',
      /OpenDocument.*LibreOffice/,
    ],
    [
      'of Numbers',
      () => zip([{ name: 'Index/Document.iwa', content: 'x' }]),
      'binary-file',
      /Numbers.*Export To/,
    ],
    [
      'that is a Word document with its relations',
      () =>
        zip([
          {
            name: '_rels/.rels',
            content:
              '<Relationships><Relationship Id="1" Type="a/officeDocument" Target="word/document.xml"/></Relationships>',
          },
          { name: 'word/document.xml', content: '<w/>' },
        ]),
      'binary-file',
      /Word/,
    ],
    [
      'that is a Word document',
      () => zip([{ name: 'word/document.xml', content: '<w/>' }]),
      'binary-file',
      /Word/,
    ],
    [
      'that is some zip archive',
      () => zip([{ name: 'carriers.csv', content: 'USDOT\n1\n' }]),
      'binary-file',
      /Unpack it first/,
    ],
    ['that is an empty zip archive', () => zip([]), 'binary-file', /zip archive/],
  ])('%s', async (_what, make, code, words) => {
    await expect(lab.take(make())).rejects.toMatchObject({
      code,
      message: expect.stringMatching(words) as string,
    });
    expect(lab.rows('import')).toEqual([]);
    expect([...filesIn(lab.store.paths.temp), ...filesIn(lab.store.paths.staged)]).toEqual([]);
  });

  it('with a sheet that is empty', async () => {
    await expect(lab.take(sheetOf([]))).rejects.toMatchObject({ code: 'no-table' });
    await expect(lab.take(sheetOf([header]))).rejects.toMatchObject({ code: 'only-header' });
  });
});

describe('a sheet whose XML breaks', () => {
  const broken = () =>
    changed(/sheet1/, (part) => {
      const xml = part.content.toString();
      return { ...part, content: `${xml.slice(0, xml.indexOf('<row r="1503">') + 40)}<<` };
    });

  it('gives the rows before, and one refused row says where the rest begins', async () => {
    const view = await lab.take(broken());
    expect(view).toMatchObject({ state: 'done', created: 1501, failed: 1 });
    expect(view.issues).toEqual([
      expect.objectContaining({ line: 1503, code: 'sheet-broken', severity: 'error' }),
    ]);
  });

  it('says so when it is looked at, and gives no invoices, which could lack lines', async () => {
    const path = join(lab.dataDir, 'broken.xlsx');
    writeFileSync(path, broken());
    const staged = await stageFile(lab.store, path, 'broken.xlsx');
    const { notices } = await inspectFile(lab.store, staged);
    expect(notices[0]).toMatch(/nothing from row 1503 on/);
    await expect(lab.take({ path }, { entity: 'invoice' })).rejects.toMatchObject({
      code: 'workbook-damaged',
    });
  });

  it('is refused as a whole when its checksum is wrong too: then nothing before is sure either', async () => {
    const bytes = changed(/sheet1/, (part) => ({
      ...part,
      content: part.content.toString().replace('<row r="1503">', '<row r="1503"><<'),
      crc: 1,
    }));
    await expect(lab.take(bytes)).rejects.toMatchObject({ code: 'workbook-damaged' });
  });

  it.each([
    ['a row before the one above it', '<row r="7"><c r="A7"><v>1</v></c></row>'],
    ['a row below the grid', '<row r="1048577"><c r="A1048577"><v>1</v></c></row>'],
    ['a cell right of the grid', '<row r="3002"><c r="XFE3002"><v>1</v></c></row>'],
    [
      'a cell before the one left of it',
      '<row r="3002"><c r="B3002"><v>1</v></c><c r="A3002"><v>1</v></c></row>',
    ],
  ])('or has %s, is read up to there', async (_what, row) => {
    const bytes = changed(/sheet1/, (part) => ({
      ...part,
      content: part.content.toString().replace('</sheetData>', `${row}</sheetData>`),
    }));
    const view = await lab.take(bytes);
    expect(view).toMatchObject({ created: 3000, failed: 1 });
    expect(view.issues).toEqual([expect.objectContaining({ code: 'sheet-broken' })]);
  });
});

it('a workbook is found whatever its main part is called', async () => {
  const bytes = workbook({
    sheets: [{ name: 'A', rows: [header, [1234567, 'Acme', '02101']] }],
    parts: (parts) =>
      parts.map(({ name, content }) => ({
        name: name.replace('xl/workbook.xml', 'xl/Book1.xml').replace('workbook.xml.rels', 'Book1.xml.rels'),
        content: content.toString().replace('xl/workbook.xml', 'xl/Book1.xml'),
      })),
  });
  expect(await lab.take(bytes)).toMatchObject({ created: 1, failed: 0 });
});

it('a workbook without styles and texts of its own, and with parts that nobody knows, is read', async () => {
  const bytes = workbook({
    inline: true,
    sheets: [{ name: 'A', rows: [header, [1234567, 'Acme', '02101']] }],
    parts: (parts) => [
      ...parts.filter(({ name }) => !name.includes('styles')),
      { name: 'xl/odd.bin', content: 'odd' },
    ],
  });
  expect(await lab.take(bytes)).toMatchObject({ created: 1, failed: 0 });
});

it('an upload that is broken off leaves nothing, even while the sheet is read', async () => {
  const gone = new AbortController();
  const staging = stageFile(lab.store, Readable.from([good]), 'up.xlsx', gone.signal);
  const { temp, staged } = lab.store.paths;
  await until(
    'the sheet is being read',
    () => filesIn(temp).some((name) => name.startsWith('sheet-')) || null,
  );
  gone.abort(new Error('gone'));
  await expect(staging).rejects.toThrow('gone');
  expect([...filesIn(temp), ...filesIn(staged)]).toEqual([]);
});

it('a process that is killed while it stages leaves nothing that counts', async () => {
  const path = join(lab.dataDir, 'book.xlsx');
  writeFileSync(path, good);
  mkdirSync(lab.store.paths.temp, { recursive: true });
  const child = fork(join(import.meta.dirname, '..', '..', 'fixtures', 'staging-process.ts'), [
    lab.dataDir,
    path,
  ]);
  await until(
    'the sheet is being read',
    () => filesIn(lab.store.paths.temp).some((name) => name.startsWith('sheet-')) || null,
  );
  child.kill('SIGKILL');
  await once(child, 'exit');
  // Either it had not come to its end, or the kill was too late and the test shows nothing.
  expect(filesIn(lab.store.paths.staged).filter((name) => /^[0-9a-f]{64}$/.test(name))).toEqual([]);
  expect(await lab.take({ path })).toMatchObject({ created: 3000, failed: 0 });
});
