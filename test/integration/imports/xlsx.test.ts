/** Workbooks: the same rows as from text, whoever wrote them, and the row numbers that the spreadsheet shows. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Entity } from '../../../workers/api/wire.ts';
import { inspectFile } from '../../../workers/imports/inspect.ts';
import { rejectedRows } from '../../../workers/imports/rejected.ts';
import { stageFile } from '../../../workers/imports/stage.ts';
import { carrierHeaders, carrierRow } from '../../support/carrier-file.ts';
import { importLab, type ImportLab } from '../../support/import-lab.ts';
import { sheetOf, workbook, type TestCell, type TestSheet } from '../../support/workbook.ts';
import { writeFileSync } from 'node:fs';

let lab: ImportLab;
beforeEach(async () => void (lab = await importLab()));
afterEach(() => {
  const { temp } = lab.store.paths;
  expect(existsSync(temp) ? readdirSync(temp) : []).toEqual([]);
  lab.remove();
});

const header = ['USDOT', 'Legal Name', 'ZIP'];

async function inspect(bytes: Buffer, question: { sheet?: string; entity?: Entity } = {}) {
  const path = join(lab.dataDir, 'book.xlsx');
  writeFileSync(path, bytes);
  const { sha256, name } = await stageFile(lab.store, path, 'book.xlsx');
  return inspectFile(lab.store, { sha256, name, ...question });
}

function carriers(of: ImportLab) {
  return of.rows('carrier').map((row) => {
    const { id, created_at, updated_at, ...rest } = row;
    expect([typeof id, typeof created_at, typeof updated_at]).toEqual(['string', 'number', 'number']);
    return rest;
  });
}

describe('the same table', () => {
  const rows = Array.from({ length: 500 }, (_, i) => carrierRow(i, 'random'));
  const csv = [[...carrierHeaders], ...rows]
    .map((cells) => cells.map((cell) => (/[",]/.test(cell) ? `"${cell}"` : cell)).join(','))
    .join('\n');

  it.each<[string, (cells: TestCell[][]) => Buffer]>([
    ['with shared texts', (cells) => sheetOf(cells)],
    ['with texts in the cells', (cells) => workbook({ inline: true, sheets: [{ name: 'A', rows: cells }] })],
    [
      'with numbers as numbers and postal codes by their format',
      (cells) =>
        workbook({
          formats: ['00000'],
          sheets: [
            {
              name: 'A',
              rows: cells.map((row, i) =>
                row.map((cell, column) =>
                  i === 0 || typeof cell !== 'string'
                    ? cell
                    : column === 8
                      ? { value: Number(cell), style: 1 }
                      : column === 0 || column === 11
                        ? Number(cell)
                        : cell,
                ),
              ),
            },
          ],
        }),
    ],
    ['with a prefix before every name', (cells) => prefixed(sheetOfParts(cells))],
    ['in the strict form, with absolute names of parts', (cells) => strict(cells)],
    ['without places of rows and cells', (cells) => withoutPlaces(cells)],
    ['in sixteen-bit XML', (cells) => sixteenBit(cells)],
  ])('%s gives the rows that its CSV gives', async (_what, make) => {
    const other = await importLab();
    try {
      await other.take(csv);
      const view = await lab.take(make([[...carrierHeaders], ...rows]));
      expect(view).toMatchObject({ state: 'done', created: 500, failed: 0, warnings: 0 });
      expect(carriers(lab)).toEqual(carriers(other));
    } finally {
      other.remove();
    }
  });
});

function sheetOfParts(rows: TestCell[][]) {
  return (change: (name: string, xml: string) => string) =>
    workbook({
      sheets: [{ name: 'A', rows }],
      parts: (parts) =>
        parts.map(({ name, content }) => ({ name, content: change(name, content.toString()) })),
    });
}

/** `<x:row>`, as the Open XML SDK writes; and `ns:id` for a sheet's relation. */
function prefixed(make: ReturnType<typeof sheetOfParts>): Buffer {
  return make((name, xml) =>
    name.endsWith('.rels')
      ? xml
      : xml
          .replaceAll(/<(\/?)([a-zA-Z])/g, '<$1x:$2')
          .replace(' xmlns=', ' xmlns:x=')
          .replaceAll('r:id=', 'ns:id=')
          .replace('xmlns:r=', 'xmlns:ns='),
  );
}

function strict(rows: TestCell[][]): Buffer {
  return sheetOfParts(rows)((_name, xml) =>
    xml
      .replaceAll(
        'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
        'http://purl.oclc.org/ooxml/spreadsheetml/main',
      )
      .replaceAll(
        'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
        'http://purl.oclc.org/ooxml/officeDocument/relationships',
      )
      .replaceAll(/Target="(worksheets|styles|sharedStrings)/g, 'Target="/xl/$1')
      .replaceAll('Target="xl/', 'Target="/xl/'),
  );
}

/** Without places an empty cell has to be there, or those behind it would move. */
function withoutPlaces(rows: TestCell[][]): Buffer {
  const whole = rows.map((cells) => cells.map((cell) => (cell === '' ? { xml: '<c/>' } : cell)));
  return sheetOfParts(whole)((_name, xml) => xml.replaceAll(/(<(?:row|c)) r="[A-Z]*\d+"/g, '$1'));
}

function sixteenBit(rows: TestCell[][]): Buffer {
  return workbook({
    sheets: [{ name: 'A', rows }],
    parts: (parts) =>
      parts.map(({ name, content }) => ({
        name,
        content: Buffer.from(`\ufeff${content.toString().replace('UTF-8', 'UTF-16')}`, 'utf16le'),
      })),
  });
}

describe('cells', () => {
  it('of every kind are imported as they are shown', async () => {
    const view = await lab.take(
      workbook({
        formats: ['00000'],
        sheets: [
          {
            name: 'A',
            rows: [
              ['USDOT', 'Legal Name', 'DBA', 'ZIP', 'Contact', 'City', 'Power Units'],
              [
                { value: '1.234567E6', style: 0 },
                {
                  xml: '<c t="inlineStr"><is><r><rPr><b/></rPr><t>Rich </t></r><r><t>Text</t></r><rPh><t>reading</t></rPh></is></c>',
                },
                { xml: '<c t="str"><f>"a"&amp;"b"</f><v>Made by formula</v></c>' },
                { value: 2101, style: 1 },
                'Two\r\nlines "quoted"',
                { xml: '<c t="b"><v>1</v></c>' },
                { xml: '<c><f>1+2</f><v>3</v></c>' },
              ],
            ],
          },
        ],
      }),
    );
    expect(view).toMatchObject({ created: 1, failed: 0, warnings: 0 });
    expect(lab.rows('carrier')[0]).toMatchObject({
      usdot: '1234567',
      legal_name: 'Rich Text',
      dba: 'Made by formula',
      postal_code: '02101',
      contact_name: 'Two\nlines "quoted"',
      city: 'TRUE',
      power_units: 3,
    });
  });

  it('with the error of a formula are empty, with a warning', async () => {
    const error = { xml: '<c t="e"><f>VLOOKUP(1,A:A,1)</f><v>#N/A</v></c>' };
    const view = await lab.take(sheetOf([header, [1234567, 'Acme', error], [1234568, error, '02101']]));
    expect(view).toMatchObject({ created: 1, failed: 1 });
    expect(view.issues).toEqual([
      expect.objectContaining({ line: 2, column: 'ZIP', code: 'formula-error', severity: 'warning' }),
      expect.objectContaining({ line: 3, column: 'Legal Name', code: 'formula-error', severity: 'warning' }),
      expect.objectContaining({ line: 3, column: 'Legal Name', code: 'required', severity: 'error' }),
    ]);
  });

  it('with dates are dates, counted from 1900 or from 1904', async () => {
    const invoice = (number: string, from1904: boolean) =>
      workbook({
        from1904,
        formats: [14, 'dd/mm/yyyy'],
        sheets: [
          {
            name: 'A',
            rows: [
              [
                'Invoice Number',
                'Customer Name',
                'Invoice Date',
                'Due Date',
                'Description',
                'Quantity',
                'Unit Price',
              ],
              [
                number,
                'Acme',
                { value: 46_085 - (from1904 ? 1462 : 0), style: 1 },
                { value: 46_087 - (from1904 ? 1462 : 0), style: 2 },
                'Line haul',
                2,
                19.989999999999998,
              ],
            ],
          },
        ],
      });
    for (const [number, from1904] of [
      ['A-1', false],
      ['A-2', true],
    ] as const) {
      expect(await lab.take(invoice(number, from1904), { entity: 'invoice' })).toMatchObject({
        created: 1,
        failed: 0,
      });
    }
    expect(lab.rows('invoice')).toEqual(
      ['A-1', 'A-2'].map(
        (number) =>
          expect.objectContaining({ number, issue_date: '2026-03-04', due_date: '2026-03-06' }) as unknown,
      ),
    );
    expect(lab.rows('invoice_line')[0]).toMatchObject({ unit_price_e4: 199_900 });
  });

  it('right of the last heading are told of and cost no row; missing ones at the end are no fault', async () => {
    const view = await lab.take(
      sheetOf([
        header,
        [1234567, 'Acme'],
        [1234568, 'Bolt', '02101', null, 'call back!'],
        [null, null, null, 'a remark'],
      ]),
    );
    expect(view).toMatchObject({ created: 2, failed: 0 });
    expect(view.issues).toEqual([
      expect.objectContaining({ line: 3, code: 'cell-beside-table', severity: 'warning' }),
    ]);
  });
});

describe('rows', () => {
  it('are named as the spreadsheet names them: titles, gaps and cells of several lines do not shift them', async () => {
    const view = await lab.take(
      sheetOf([
        ['Carriers of the week'],
        [],
        ['As of', '2026-03-04'],
        [],
        header,
        [1234567, 'One\nTwo'],
        [],
        [],
        ['bad', 'Acme'],
      ]),
    );
    expect(view).toMatchObject({ created: 1, failed: 1 });
    expect(view.issues.map(({ line }) => line)).toEqual([9]);
    let refused = '';
    for await (const piece of rejectedRows(lab.store, view.importId)) refused += piece;
    expect(refused).toContain('bad,Acme,,9,');
  });

  it('that are hidden are imported, and that is said; so are merged cells and formulas without result', async () => {
    const bytes = sheetOf(
      [header, [1234567, 'Acme', '02101'], [1234568, 'Bolt', { xml: '<c><f>A1</f></c>' }]],
      { hiddenRows: [3], after: '<mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells>' },
    );
    const { notices, dialect } = await inspect(bytes);
    expect(dialect).toMatchObject({ sheet: 'Sheet1', headerLine: 1 });
    expect(notices).toEqual([
      expect.stringMatching(/^One row is hidden/),
      expect.stringMatching(/merged/),
      expect.stringMatching(/^One formula was saved without a result/),
    ]);
    expect(await lab.take(bytes)).toMatchObject({ created: 2 });
  });

  it('longer than a row can be are refused alone', async () => {
    const long = Array.from({ length: 40 }, () => 'x'.repeat(32_000));
    const view = await lab.take(
      sheetOf([header, [1234567, 'Acme'], [1234568, 'Bolt', '02101', ...long], [1234569, 'Cargo']]),
    );
    expect(view).toMatchObject({ created: 2, failed: 1 });
    expect(view.issues.filter(({ severity }) => severity === 'error')).toEqual([
      expect.objectContaining({ line: 3, code: 'line-too-long' }),
    ]);
  });

  it('in the last row and the last column of the grid are read', async () => {
    const xml = `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>USDOT</t></is></c><c r="B1" t="inlineStr"><is><t>Legal Name</t></is></c></row><row r="1048576"><c r="A1048576"><v>1234567</v></c><c r="B1048576" t="inlineStr"><is><t>Acme</t></is></c><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>`;
    const view = await lab.take(sheetOf([], { xml }));
    expect(view).toMatchObject({ created: 1 });
    expect(view.issues).toEqual([expect.objectContaining({ line: 1_048_576, code: 'cell-beside-table' })]);
  });
});

describe('sheets', () => {
  const cover: TestSheet = { name: 'Read me', rows: [['Carriers'], ['as of March'], ['by the office']] };
  const first: TestSheet = { name: 'West', rows: [header, [1234567, 'Acme', '02101']] };
  const second: TestSheet = {
    name: 'East & North',
    rows: [header, [2234567, 'Bolt', '02102'], [2234568, 'Cargo', '02103']],
  };
  const secret: TestSheet = { name: 'Old', state: 'veryHidden', rows: [header, [3234567, 'Gone', '02104']] };
  const book = workbook({ sheets: [secret, cover, first, second] });

  it('are listed, and the first with a table that is not hidden is taken', async () => {
    const { sheets, dialect, preview } = await inspect(book);
    expect(sheets).toEqual([
      { name: 'Old', hidden: true },
      { name: 'Read me', hidden: false },
      { name: 'West', hidden: false },
      { name: 'East & North', hidden: false },
    ]);
    expect(dialect.sheet).toBe('West');
    expect(preview).toEqual([['1234567', 'Acme', '02101']]);
  });

  it('are chosen by name, whatever its case; the import is of that one, and is known by it', async () => {
    expect((await inspect(book, { sheet: 'east & north' })).preview).toHaveLength(2);
    const view = await lab.take(book, { sheet: 'East & North' });
    expect(view).toMatchObject({ created: 2, sheet: 'East & North' });
    expect((await inspect(book, { sheet: 'East & North' })).seenBefore).toHaveLength(1);
    expect((await inspect(book, { sheet: 'West' })).seenBefore).toEqual([]);
    // The headings are the same, and so the sheet of the last time is offered again.
    expect((await inspect(book)).dialect.sheet).toBe('East & North');
  });

  it('that do not exist are refused with the names of those that do', async () => {
    await expect(lab.take(book, { sheet: 'South' })).rejects.toMatchObject({
      code: 'unknown-sheet',
      message: expect.stringContaining('"Read me", "West", "East & North"') as string,
    });
    await expect(lab.take('USDOT,Legal Name\n1,A\n', { sheet: 'West' })).rejects.toMatchObject({
      code: 'unknown-sheet',
    });
  });

  it('that were converted and are gone again are converted again, for an inspection and for a job', async () => {
    await lab.take(book);
    const { staged } = lab.store.paths;
    const converted = readdirSync(staged).filter((name) => /sheet|workbook/.test(name));
    expect(converted.length).toBeGreaterThan(1);
    for (const name of converted) rmSync(join(staged, name));
    expect(await lab.take(book, { sheet: 'West' })).toMatchObject({ unchanged: 1, failed: 0 });
    for (const name of converted.filter((each) => !each.endsWith('.json'))) rmSync(join(staged, name));
    expect((await inspect(book)).preview).toEqual([['1234567', 'Acme', '02101']]);
  });
});
