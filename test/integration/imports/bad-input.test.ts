/** What people drop in by mistake: each a clear error, nothing half-done, and the next file goes in as if nothing had been. */
import { createWriteStream, existsSync, readdirSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importLab, type ImportLab } from '../../support/import-lab.ts';

const header = 'USDOT,Legal Name,ZIP\n';
const good = `${header}1234567,Acme Freight,02101\n`;

let lab: ImportLab;
beforeEach(async () => void (lab = await importLab()));
afterEach(async () => {
  // Whatever was tried before: the next file goes in, and no half-staged file lies about.
  expect(await lab.take(good)).toMatchObject({ state: 'done', failed: 0 });
  const { temp } = lab.store.paths;
  expect(existsSync(temp) ? readdirSync(temp) : []).toEqual([]);
  lab.remove();
});

const binary = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7) % 256));

describe('a file that cannot be imported is refused before anything is written', () => {
  it.each<[string, string | Buffer, string, RegExp]>([
    ['empty', '', 'file-empty', /is empty/],
    ['only blank lines', '\n\n  \n', 'no-table', /no rows/],
    ['only a header', header, 'only-header', /no rows under it/],
    ['no header', '1234567,Acme,02101\n1234568,Bolt,02102\n', 'no-header', /Add a first row/],
    ['binary', binary, 'binary-file', /not a CSV/],
    ['a PDF', '%PDF-1.7\n1,2\n', 'binary-file', /is a PDF/],
    ['without the key column', 'Contact,ZIP\nAnn,02101\n', 'missing-column', /USDOT number/],
    [
      'with the key column twice',
      'USDOT,USDOT,Legal Name\n1234567,1,A\n',
      'duplicate-header',
      /more than once/,
    ],
  ])('%s', async (_what, content, code, words) => {
    await expect(lab.take(content)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(words) as string,
    });
    expect(lab.rows('carrier')).toEqual([]);
    expect(lab.rows('import')).toEqual([]);
  });

  it('a path that is not there, and a folder', async () => {
    await expect(lab.take({ path: join(lab.dataDir, 'nowhere.csv') })).rejects.toMatchObject({
      code: 'file-unreadable',
    });
    await expect(lab.take({ path: lab.dataDir })).rejects.toMatchObject({ code: 'file-is-folder' });
  });

  it('a mapping of a field or a column that does not exist', async () => {
    const unknownField = lab.take(good, { mapping: { usdot: 'USDOT', colour: 'ZIP' } });
    await expect(unknownField).rejects.toMatchObject({ code: 'unknown-field' });
    const unknownColumn = lab.take(good, { mapping: { usdot: 'USDOT', legalName: 'Nmae' } });
    await expect(unknownColumn).rejects.toMatchObject({ code: 'unknown-column' });
  });
});

describe('a file with bad rows gives the good ones and names the bad', () => {
  it('ragged rows: short ones are taken with a warning, long ones refused', async () => {
    const view = await lab.take(`${header}1,Acme\n2,Bolt,02102,extra\n3,Cargo,02103\n`);
    expect(view).toMatchObject({ state: 'done', total: 3, created: 2, failed: 1 });
    expect(view.issues).toEqual([
      expect.objectContaining({ line: 2, severity: 'warning', code: 'row-short' }),
      expect.objectContaining({ line: 3, severity: 'error', code: 'row-long' }),
    ]);
  });

  it('says the physical line on which a row starts, after a cell of several lines', async () => {
    const view = await lab.take(`${header}1234567,"Two\nlines",02101\nbad,Name,02101\n`);
    expect(view).toMatchObject({ created: 1, failed: 1 });
    expect(view.issues).toEqual([
      expect.objectContaining({ line: 4, column: 'USDOT', code: 'usdot-invalid' }),
    ]);
  });

  it('one stray quote in a file without quotes loses no row', async () => {
    const rows = Array.from(
      { length: 2000 },
      (_, i) => `${1_000_000 + i},${i === 100 ? '"' : ''}Carrier ${i},02101`,
    );
    const view = await lab.take(`${header}${rows.join('\n')}\n`);
    expect(view).toMatchObject({ total: 2000, created: 2000, failed: 0 });
    expect(view.issues.map(({ line }) => line)).toEqual([102]);
  });

  it('a cell of 200 MB is one refused row, and its neighbours are in', async () => {
    const path = join(lab.dataDir, 'huge.csv');
    const out = createWriteStream(path);
    out.write(`${header}1234567,Before,02101\n1234568,"`);
    const piece = Buffer.alloc(1 << 20, 'a');
    for (let i = 0; i < 200; i += 1) if (!out.write(piece)) await once(out, 'drain');
    out.end('",02102\n1234569,After,02103\n');
    await finished(out);
    const view = await lab.take({ path });
    expect(view).toMatchObject({ state: 'done', created: 2, failed: 1 });
    expect(lab.rows('carrier').map((row) => row['legal_name'])).toEqual(['Before', 'After']);
    expect(view.issues[0]?.line).toBe(3);
  });

  it('ten thousand columns, and headings that are names of JavaScript', async () => {
    const wide = Array.from({ length: 10_000 }, (_, i) => `c${i}`).join(',');
    const view = await lab.take(`USDOT,Legal Name,__proto__,constructor,${wide}\n1234567,Acme,B,C,${wide}\n`);
    expect(view).toMatchObject({ created: 1, failed: 0 });
    expect(({} as Record<string, unknown>)['c0']).toBeUndefined();
  });

  it('every row bad: all refused and all kept', async () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => `x${i},Name,02101`).join('\n');
    const view = await lab.take(`${header}${rows}\n`);
    expect(view).toMatchObject({ state: 'done', total: 30_000, created: 0, failed: 30_000 });
    const kept = lab.store.raw.prepare('SELECT count(*) AS n FROM import_issue WHERE raw IS NOT NULL').get();
    expect(kept).toEqual({ n: 30_000 });
  });
});

describe('encodings come out right', () => {
  const text = `${header}1234567,Łódź Śpedycja €,02101\n`;
  it.each<[string, Buffer]>([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16LE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16BE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ])('%s', async (_name, bytes) => {
    await lab.take(bytes);
    expect(lab.rows('carrier')[0]).toMatchObject({ legal_name: 'Łódź Śpedycja €', postal_code: '02101' });
  });

  it('Windows-1252', async () => {
    await lab.take(Buffer.from(`${header}1234567,Caf\u00e9 \u0080uro,02101\n`, 'latin1'));
    expect(lab.rows('carrier')[0]).toMatchObject({ legal_name: 'Café €uro' });
  });
});

it('a full disk fails the import with nothing half-done, and it can be started again', async () => {
  const rows = Array.from({ length: 20_000 }, (_, i) => `${2_000_000 + i},Carrier ${i},02101`).join('\n');
  const pages = Number(lab.store.raw.pragma('page_count', { simple: true }));
  lab.store.raw.pragma(`max_page_count = ${pages + 40}`);
  await expect(lab.take(`${header}${rows}\n`)).rejects.toMatchObject({ code: 'disk-full' });
  const [failed] = lab.rows('import');
  expect(failed).toMatchObject({ state: 'failed', created: lab.rows('carrier').length });
  lab.store.raw.pragma('max_page_count = 1073741823');
  const again = await lab.take(`${header}${rows}\n`);
  expect(again).toMatchObject({ state: 'done', failed: 0 });
  expect(lab.rows('carrier')).toHaveLength(20_000);
});
