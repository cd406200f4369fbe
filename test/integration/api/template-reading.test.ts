/** What a template, or an earlier import, lays down of how a file is read: used for the next file, unless that contradicts. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReadingChoice } from '../../../workers/api/wire.ts';
import { workbook, type TestSheet } from '../../support/workbook.ts';
import { failure, startTestApi, type Client, type TestApi } from './api.ts';

let api: TestApi;
let client: Client;
beforeAll(async () => {
  api = await startTestApi();
  ({ client } = api);
});
afterAll(() => api.close());

async function stage(content: string | Buffer, name = 'file.csv') {
  const path = join(api.dataDir, name);
  writeFileSync(path, content);
  const { sha256 } = await client.files.stage({ path });
  return { sha256, name };
}

const refusal = async (promise: Promise<unknown>) => {
  const { data, message } = await failure(promise);
  return [(data as { code: string }).code, message];
};

const imported = async (input: Parameters<Client['imports']['start']>[0]) =>
  client.imports.get({ importId: (await client.imports.start(input)).importId });

/** Left to itself, it is read with commas: "Short" and "City" would be columns. */
const semicolons = 'USDOT;Legal Name,Short,City\n1;Acme, the,A\n2;Bolt, the,B\n';
const mapping = { usdot: 'USDOT', legalName: 'Legal Name,Short,City' };
const draft = (dialect?: ReadingChoice, more: object = {}) => ({
  entity: 'carrier' as const,
  headings: Object.values(mapping),
  mapping,
  onDuplicate: 'merge' as const,
  dialect,
  ...more,
});

describe('a template', () => {
  it('that is made of an import has what was chosen for that, and no more', async () => {
    const file = await stage(semicolons);
    const dialect = { delimiter: ';' };
    const { importId } = await imported({ ...file, entity: 'carrier', mapping, dialect, dryRun: true });
    const made = await client.importTemplates.create({ name: 'Of import', from: { importId } });
    expect(made.dialect).toEqual(dialect);
    const { importId: second } = await imported({ ...file, template: 'Of import', dryRun: true });
    const again = await client.importTemplates.create({ name: 'Of the second', from: { importId: second } });
    expect(again.dialect).toEqual(dialect);
  });

  it('reads the file as it lays down, in the inspection and in the import', async () => {
    const dialect = { delimiter: ';', quote: null };
    const made = await client.importTemplates.create({ name: 'Semi', from: { draft: draft(dialect) } });
    expect(made.dialect).toEqual(dialect);
    const file = await stage(semicolons);
    expect((await client.imports.inspect({ ...file, entity: 'carrier' })).dialect.delimiter).toBe(',');
    const seen = await client.imports.inspect({ ...file, template: 'Semi' });
    expect(seen).toMatchObject({ headers: Object.values(mapping), mapping, chosen: dialect, notices: [] });
    const view = await imported({ ...file, template: 'Semi' });
    expect(view).toMatchObject({ mapping, onDuplicate: 'merge', dialect });
  });

  it('takes it along in a file', async () => {
    const file = await client.importTemplates.export({ template: 'Semi' });
    expect(file.dialect).toEqual({ delimiter: ';', quote: null });
    const carried: unknown = JSON.parse(JSON.stringify(file));
    const copy = await client.importTemplates.import({ file: carried, name: 'Semi copy' });
    expect(copy.dialect).toEqual(file.dialect);
    const wrong = { ...file, dialect: { delimiter: '' } };
    expect((await refusal(client.importTemplates.import({ file: wrong, name: 'x' })))[0]).toBe(
      'template-file-invalid',
    );
  });

  it('counts for its columns alone where the reading is to be found out anew', async () => {
    const file = await stage(semicolons);
    const seen = await client.imports.inspect({ ...file, template: 'Semi', anew: true });
    expect([seen.dialect.delimiter, seen.chosen]).toEqual([',', {}]);
  });

  it('gives way to what a person says, part by part', async () => {
    const file = await stage(`Title;\n${semicolons}`);
    const dialect = { headerLine: 2 };
    const seen = await client.imports.inspect({ ...file, template: 'Semi', dialect });
    expect(seen).toMatchObject({ mapping, dialect: { delimiter: ';', headerLine: 2 } });
    const comma = await client.imports.inspect({ ...file, template: 'Semi', dialect: { delimiter: ',' } });
    expect(comma.dialect.delimiter).toBe(',');
  });

  it('reads a file without a header by position', async () => {
    const byPlace = { usdot: 'Column 1', legalName: 'Column 2' };
    const headings = Object.values(byPlace);
    const from = { draft: draft({ headerLine: 0 }, { mapping: byPlace, headings }) };
    await client.importTemplates.create({ name: 'Bare', from });
    const file = await stage('one,two\n1,Acme\n');
    const seen = await client.imports.inspect({ ...file, template: 'Bare' });
    expect([seen.dialect.headerLine, seen.preview.length]).toEqual([0, 2]);
    expect((await imported({ ...file, template: 'Bare' })).dialect.headerLine).toBe(0);
  });
});

describe('a file that contradicts its template', () => {
  it('with another delimiter is read as it is, if all columns are there then, and that is said', async () => {
    const from = {
      draft: draft(
        { delimiter: ';', headerLine: 3 },
        { headings: ['USDOT', 'Legal Name'], mapping: { usdot: 'USDOT', legalName: 'Legal Name' } },
      ),
    };
    await client.importTemplates.create({ name: 'Moved', from });
    const file = await stage('USDOT,Legal Name\n1,Acme\n2,Bolt\n');
    const seen = await client.imports.inspect({ ...file, template: 'Moved' });
    expect(seen.dialect).toMatchObject({ delimiter: ',', headerLine: 1 });
    expect(seen.notices.join()).toMatch(/"Moved" lays down the delimiter ";", the header on line 3/);
    expect((await imported({ ...file, template: 'Moved' })).dialect).toMatchObject({ headerLine: 1 });
  });

  it('with its header on another line has it found by the columns', async () => {
    const file = await stage('Report\n\n\nUSDOT;Legal Name\n1;Acme\n');
    const seen = await client.imports.inspect({ ...file, template: 'Moved' });
    expect(seen.dialect).toMatchObject({ delimiter: ';', headerLine: 4 });
    expect(seen.notices.join()).toMatch(/lays down the header on line 3\./);
  });

  it('and has not its columns in any way is refused at the start', async () => {
    const file = await stage('USDOT;Other\n1;Acme\n');
    const [code, message] = await refusal(client.imports.start({ ...file, template: 'Moved' }));
    expect(code).toBe('template-unfit');
    expect(message).toMatch(/"Legal Name"/);
  });

  it.each<[string, ReadingChoice['encoding'], Buffer, string]>([
    ['UTF-8 with a mark', 'windows-1252', Buffer.from('\ufeffUSDOT,Legal Name\n1,Café\n'), 'Café'],
    ['UTF-8 throughout', 'windows-1252', Buffer.from('USDOT,Legal Name\n1,Café\n'), 'Café'],
    ['no UTF-8', 'utf-8', Buffer.from('USDOT,Legal Name\n1,Caf\u00e9\n', 'latin1'), 'Café'],
    ['sixteen-bit text', 'utf-8', Buffer.from('\ufeffUSDOT,Legal Name\n1,Café\n', 'utf16le'), 'Café'],
    // Here the bytes do not say, and the template does.
    [
      'a mixture, which it settles',
      'windows-1252',
      Buffer.concat([Buffer.from('USDOT,Legal Name\n1,Café é\n2,'), Buffer.from('\u00e9\n', 'latin1')]),
      'CafÃ© Ã©',
    ],
  ])('by its letters, being %s, is read by what its bytes say', async (what, encoding, bytes, name) => {
    const headings = ['USDOT', 'Legal Name'];
    const own = { headings, mapping: { usdot: 'USDOT', legalName: 'Legal Name' } };
    const template = `Letters ${what}`;
    await client.importTemplates.create({ name: template, from: { draft: draft({ encoding }, own) } });
    const seen = await client.imports.inspect({ ...(await stage(bytes)), template });
    expect(seen.preview[0]?.[1]).toBe(name);
    expect(seen.notices.some((notice) => notice.includes(`lays down the encoding ${encoding}`))).toBe(
      seen.dialect.encoding !== encoding,
    );
  });
});

describe('a workbook', () => {
  const own = { headings: ['USDOT', 'Legal Name'], mapping: { usdot: 'USDOT', legalName: 'Legal Name' } };
  const sheet = (name: string, legalName: string): TestSheet => ({
    name,
    rows: [
      ['USDOT', 'Legal Name'],
      ['1', legalName],
    ],
  });
  const book = (...sheets: TestSheet[]) => stage(workbook({ sheets }), 'book.xlsx');

  it('is read by the sheet that the template lays down', async () => {
    await client.importTemplates.create({
      name: 'Second',
      from: { draft: draft({ sheet: 'Late' }, own) },
    });
    const file = await book(sheet('Early', 'A'), sheet('Late', 'B'));
    const seen = await client.imports.inspect({ ...file, template: 'Second' });
    expect([seen.dialect.sheet, seen.preview, seen.chosen]).toEqual([
      'Late',
      [['1', 'B']],
      { sheet: 'Late' },
    ]);
    const view = await imported({ ...file, template: 'Second' });
    expect(view.sheet).toBe('Late');
    const { dialect } = await client.importTemplates.create({
      name: 'Second again',
      from: { importId: view.importId },
    });
    expect(dialect).toEqual({ sheet: 'Late' });
    const other = await client.imports.inspect({ ...file, template: 'Second', sheet: 'Early' });
    expect(other.dialect.sheet).toBe('Early');
  });

  it('without that sheet is shown with a notice, and refused until somebody names one', async () => {
    const file = await book(sheet('Early', 'A'), sheet('Other', 'B'));
    const seen = await client.imports.inspect({ ...file, template: 'Second' });
    expect(seen.notices.join()).toMatch(/"Second" reads the sheet "Late".*"Early", "Other"/);
    const [code, message] = await refusal(client.imports.start({ ...file, template: 'Second' }));
    expect(code).toBe('template-unfit');
    expect(message).toMatch(/Name the sheet/);
    expect((await imported({ ...file, template: 'Second', sheet: 'Other' })).sheet).toBe('Other');
  });

  it('and a text go by the same template: a text has but one table', async () => {
    const file = await stage('USDOT,Legal Name\n1,A\n');
    const seen = await client.imports.inspect({ ...file, template: 'Second' });
    expect([seen.headers, seen.notices]).toEqual([['USDOT', 'Legal Name'], []]);
  });

  it('is read by the sheet that was chosen for such a workbook the last time', async () => {
    const carriers = (day: string): TestSheet => ({
      name: 'Carriers',
      rows: [
        ['DOT no', 'Haulier'],
        ['77', day],
      ],
    });
    const cover: TestSheet = {
      name: 'Cover',
      rows: [
        ['Page', 'Subject'],
        ['1', 'Hauliers'],
      ],
    };
    const asked = { entity: 'carrier' as const, mapping: { usdot: 'DOT no', legalName: 'Haulier' } };
    const first = await book(cover, carriers('Monday'));
    expect((await client.imports.inspect(first)).dialect.sheet).toBe('Cover');
    await imported({ ...first, ...asked, sheet: 'Carriers' });
    const next = await client.imports.inspect(await book(cover, carriers('Tuesday')));
    expect(next).toMatchObject({
      dialect: { sheet: 'Carriers' },
      mapping: asked.mapping,
      chosen: { sheet: 'Carriers' },
    });
    expect(next.remembered).not.toBeNull();
    const without = await client.imports.inspect(await book(cover));
    expect([without.dialect.sheet, without.remembered]).toEqual(['Cover', null]);
  });
});

describe('without a template', () => {
  const file = (name: string) => stage(`Carrier no;Trading as,Short,City\n9;${name}, the,A\n8;B, the,B\n`);
  const asked = {
    entity: 'carrier' as const,
    mapping: { usdot: 'Carrier no', legalName: 'Trading as,Short,City' },
    dialect: { delimiter: ';' },
  };

  it('a check is not remembered; an import is, with how its file was read', async () => {
    await imported({ ...(await file('Acme')), ...asked, dryRun: true });
    expect((await client.imports.inspect(await file('Bolt'))).dialect.delimiter).toBe(',');
    await imported({ ...(await file('Acme')), ...asked });
    const next = await file('Bolt');
    const seen = await client.imports.inspect(next);
    expect(seen).toMatchObject({ mapping: asked.mapping, chosen: asked.dialect, onDuplicate: 'update' });
    expect(seen.remembered).not.toBeNull();
    // As the wizard starts it: by the mapping that it was shown.
    const { mapping: shown, entity } = seen;
    const view = await imported({ ...next, entity: entity ?? 'lead', mapping: shown });
    expect(view).toMatchObject({ dialect: { delimiter: ';' }, mapping: asked.mapping });
  });

  it('the reading is found out anew where a person wants that, and then so for the next file', async () => {
    const next = await file('Dray');
    expect((await client.imports.inspect(next)).dialect.delimiter).toBe(';');
    const seen = await client.imports.inspect({ ...next, anew: true });
    expect([seen.dialect.delimiter, seen.chosen, seen.headers[0]]).toEqual([
      ',',
      {},
      'Carrier no;Trading as',
    ]);
    const mapping = { usdot: 'City', legalName: 'Short' };
    const view = await imported({ ...next, entity: 'carrier', mapping, anew: true });
    expect(view.dialect.delimiter).toBe(',');
    expect((await client.imports.inspect(await file('East'))).dialect.delimiter).toBe(',');
    // For what comes below.
    await imported({ ...(await file('Acme')), ...asked });
  });

  it('what is found out all the same is not remembered, as after a check', async () => {
    const plain = (name: string) => stage(`Haulier no,Haulier name\n31,${name}\n`);
    const { dialect } = await client.imports.inspect(await plain('Acme'));
    const { encoding, delimiter, quote, headerLine } = dialect;
    await imported({
      ...(await plain('Acme')),
      entity: 'carrier',
      mapping: { usdot: 'Haulier no', legalName: 'Haulier name' },
      dialect: { encoding, delimiter, quote, headerLine },
    });
    const seen = await client.imports.inspect(await plain('Bolt'));
    expect([seen.remembered === null, seen.chosen]).toEqual([false, {}]);
  });

  it('what a person says goes before what is remembered', async () => {
    const seen = await client.imports.inspect({ ...(await file('Cargo')), dialect: { delimiter: ',' } });
    expect(seen.dialect.delimiter).toBe(',');
  });
});
