/** How a file is written can be said by a person: what is said goes before what would be found, in the preview and in the run. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DialectChoice, Inspection } from '../../../workers/api/wire.ts';
import { inspectFile } from '../../../workers/imports/inspect.ts';
import { stageFile } from '../../../workers/imports/stage.ts';
import { startImport } from '../../../workers/imports/start.ts';
import { processCsv } from '../../../workers/jobs/process-csv.ts';
import { importLab, type ImportLab } from '../../support/import-lab.ts';
import { jobContext } from '../../support/job-context.ts';

let lab: ImportLab;
let folder: string;
beforeEach(async () => {
  lab = await importLab();
  folder = mkdtempSync(join(tmpdir(), 'dockhand-choice-'));
});
afterEach(() => {
  lab.remove();
  rmSync(folder, { recursive: true, force: true });
});

async function inspect(content: string | Buffer, dialect?: DialectChoice): Promise<Inspection> {
  const path = join(folder, 'in.csv');
  writeFileSync(path, content);
  const { sha256, name } = await stageFile(lab.store, path, 'in.csv');
  return inspectFile(lab.store, { sha256, name, entity: 'carrier', dialect });
}

/** Names of the carriers that come in, in the file's order. */
async function run(content: string | Buffer, dialect: DialectChoice, mapping?: Record<string, string>) {
  const { file } = await inspect(content, dialect);
  const { importId } = await startImport(lab.store, 'user:test', {
    ...file,
    entity: 'carrier',
    mapping,
    dialect,
    dryRun: false,
  });
  await processCsv(jobContext(lab.store, { importId }));
  return lab.rows('carrier').map((row) => row['legal_name']);
}

describe('what a person says of a file goes before what would be found', () => {
  it('the encoding', async () => {
    const bytes = Buffer.from('USDOT,Legal Name\n1,Café\n');
    expect((await inspect(bytes)).preview).toEqual([['1', 'Café']]);
    const dialect = { encoding: 'windows-1252' } as const;
    expect((await inspect(bytes, dialect)).preview).toEqual([['1', 'CafÃ©']]);
    expect(await run(bytes, dialect)).toEqual(['CafÃ©']);
  });

  it('the delimiter', async () => {
    const content = 'USDOT;Legal Name,Short\n1;Acme, the,A\n2;Bolt, the,B\n';
    const dialect = { delimiter: ';' };
    const { headers, preview } = await inspect(content, dialect);
    expect([headers, preview[0]]).toEqual([
      ['USDOT', 'Legal Name,Short'],
      ['1', 'Acme, the,A'],
    ]);
    const mapping = { usdot: 'USDOT', legalName: 'Legal Name,Short' };
    expect(await run(content, dialect, mapping)).toEqual(['Acme, the,A', 'Bolt, the,B']);
  });

  it('the quotation mark, or that there is none', async () => {
    const content = 'USDOT,Legal Name\n1,"Acme"\n2,"Bolt"\n';
    expect((await inspect(content)).preview[0]).toEqual(['1', 'Acme']);
    expect((await inspect(content, { quote: null })).preview[0]).toEqual(['1', '"Acme"']);
    const tildes = 'USDOT,Legal Name\n1,~Acme, Inc.~\n2,~Bolt\nInc.~\n3,Cargo\n';
    expect(await run(tildes, { quote: '~' })).toEqual(['Acme, Inc.', 'Bolt\nInc.', 'Cargo']);
  });

  it('the header line: what stands above it is left out', async () => {
    const content = 'USDOT,Legal Name\n1,Old\nUSDOT,Legal Name\n2,New\n';
    const { dialect, preview, notices } = await inspect(content, { headerLine: 3 });
    expect([dialect.headerLine, preview]).toEqual([3, [['2', 'New']]]);
    expect(notices.join()).toMatch(/line 3/);
    expect(await run(content, { headerLine: 3 })).toEqual(['New']);
  });

  it('the header line of a file that seems to have none', async () => {
    const content = '2024,2025\n1,2\n3,4\n';
    expect((await inspect(content)).headers).toEqual(['Column 1', 'Column 2']);
    expect((await inspect(content, { headerLine: 1 })).headers).toEqual(['2024', '2025']);
  });

  it('that there is no header: columns are called by their place', async () => {
    const content = '1,Acme\n2,Bolt\n';
    const { headers, preview, dialect } = await inspect(content, { headerLine: 0 });
    expect([headers, preview.length, dialect.headerLine]).toEqual([['Column 1', 'Column 2'], 2, 0]);
    const mapping = { usdot: 'Column 1', legalName: 'Column 2' };
    expect(await run(content, { headerLine: 0 }, mapping)).toEqual(['Acme', 'Bolt']);
  });

  it('what inspection shows, said again, changes nothing', async () => {
    const content = Buffer.from('Title\n\nUSDOT;Legal Name\n1;"Käse; Co"\n2;Müller\n', 'latin1');
    const { dialect } = await inspect(content);
    const { encoding, delimiter, quote, headerLine } = dialect;
    const said = { encoding, delimiter, quote, headerLine };
    expect((await inspect(content, said)).dialect).toEqual(dialect);
    expect(await run(content, said)).toEqual(['Käse; Co', 'Müller']);
  });
});

describe('what cannot be is refused, with what to do', () => {
  const content = 'USDOT,Legal Name\n\n1,Acme\n';
  it.each<[string, DialectChoice, string, RegExp]>([
    ['a header line beyond the file', { headerLine: 40 }, 'header-line', /fewer lines.*or 0/],
    ['a header line that is blank', { headerLine: 2 }, 'header-line', /blank.*line 3/],
    ['the last line as header', { headerLine: 3 }, 'only-header', /no rows under it/],
    ['letters as delimiter', { delimiter: 'ab' }, 'dialect-invalid', /such as ; or a tab/],
    ['a line end as delimiter', { delimiter: '\n' }, 'dialect-invalid', /such as ; or a tab/],
    ['a letter as quotation mark', { quote: 'x' }, 'dialect-invalid', /or none/],
    ['the same sign for both', { quote: ';', delimiter: ';' }, 'dialect-invalid', /delimiter/],
  ])('%s', async (_what, dialect, code, words) => {
    await expect(inspect(content, dialect)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(words) as string,
    });
  });
});
