import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pdfPath } from '../../../workers/invoices/pdf-files.ts';
import { until } from '../../support/until.ts';
import { failure, startTestApi, type Client, type TestApi } from './api.ts';
import { makeImport, makeImportRow, makeInvoice, settleJob } from './rows.ts';

let api: TestApi;
let client: Client;

beforeAll(async () => {
  api = await startTestApi();
  ({ client } = api);
  makeInvoice(api.store, {
    number: 'A-1',
    issueDate: '2026-01-05',
    poNumber: 'PO-77',
    customerNumber: 'ALFKI',
  });
  makeInvoice(api.store, { number: 'A-2', issueDate: '2026-03-05', billToName: 'Bólido Comidas' });
  makeInvoice(api.store, { number: 'A-3', issueDate: '2026-02-05', loadNumber: 'L 100%' });
});

afterAll(() => api.close());

/** The PDF of an invoice as its job leaves it. */
function keepPdf(id: string, content: string): string {
  const sha256 = createHash('sha256').update(content).digest('hex');
  const path = pdfPath(api.store.paths, sha256);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  api.store.raw
    .prepare('UPDATE invoice SET pdf_sha256 = ?, pdf_bytes = ?, pdf_at = 5 WHERE id = ?')
    .run(sha256, content.length, id);
  return path;
}

const numbers = async (input: Parameters<Client['invoices']['list']>[0]) =>
  (await client.invoices.list(input)).rows.map(({ number }) => number);
const idOf = async (number: string) => (await client.invoices.list({ search: number })).rows[0]?.id ?? '';

describe('the list of invoices', () => {
  it('shows the latest issue date first, in pages', async () => {
    expect(await numbers({})).toEqual(['A-2', 'A-3', 'A-1']);
    expect(await numbers({ limit: 1, offset: 1 })).toEqual(['A-3']);
    expect((await client.invoices.list({ limit: 1 })).rows[0]).toEqual({
      id: expect.any(String) as string,
      version: 1,
      kind: 'invoice',
      number: 'A-2',
      billToName: 'Bólido Comidas',
      customerNumber: null,
      issueDate: '2026-03-05',
      dueDate: null,
      daysOverdue: 0,
      currency: 'USD',
      totalCents: 1400,
      openCents: 1400,
      status: 'issued',
      pdf: null,
    });
  });

  it.each([
    ['bolido', ['A-2']],
    ['po-77', ['A-1']],
    ['alfki', ['A-1']],
    ['100%', ['A-3']],
    ['%', ['A-3']],
    ['a-', ['A-2', 'A-3', 'A-1']],
    ['nothing', []],
  ])('finds %j by number, name and reference', async (search, found) => {
    expect(await numbers({ search })).toEqual(found);
  });

  it('tells those with a PDF from those without, alone and in a search', async () => {
    keepPdf(await idOf('A-3'), '%PDF one');
    expect(await numbers({ pdf: 'made' })).toEqual(['A-3']);
    expect(await numbers({ pdf: 'missing' })).toEqual(['A-2', 'A-1']);
    expect(await client.invoices.list({ pdf: 'missing', limit: 1 })).toMatchObject({ total: 2 });
    expect(await client.invoices.list({ pdf: 'made', search: 'a-' })).toMatchObject({ total: 1 });
    expect(await numbers({ pdf: 'missing', search: 'a-' })).toEqual(['A-2', 'A-1']);
  });

  it('leaves deleted invoices out everywhere', async () => {
    const id = makeInvoice(api.store, { number: 'A-9', issueDate: '2026-09-09', status: 'draft' });
    api.store.write('user:test', (tx) => {
      tx.remove('invoice', id);
    });
    expect(await client.invoices.list({})).toMatchObject({ total: 3, rows: [{ number: 'A-2' }, {}, {}] });
    expect(await client.invoices.list({ pdf: 'missing' })).toMatchObject({ total: 2 });
    expect(await numbers({ pdf: 'missing' })).toEqual(['A-2', 'A-1']);
    expect(await numbers({ search: 'a-9' })).toEqual([]);
    expect((await failure(client.invoices.get({ id }))).data).toEqual({ code: 'not-found' });
  });

  it('narrows to what one import wrote or found, while it goes on', async () => {
    const no = (number: string) =>
      (api.store.raw.prepare('SELECT no FROM invoice WHERE number = ?').get(number) as { no: number }).no;
    const { id, no: importNo } = makeImport(api.store, 'invoice');
    expect(await numbers({ importId: id })).toEqual([]);
    makeImportRow(api.store, importNo, 2, 1, no('A-1'));
    makeImportRow(api.store, importNo, 3, 1, no('A-1'));
    makeImportRow(api.store, importNo, 4, 5, null);
    expect(await client.invoices.list({ importId: id })).toMatchObject({
      total: 1,
      rows: [{ number: 'A-1' }],
    });
    makeImportRow(api.store, importNo, 5, 3, no('A-3'));
    expect(await numbers({ importId: id })).toEqual(['A-3', 'A-1']);
    expect(await numbers({ importId: id, pdf: 'made' })).toEqual(['A-3']);
    expect(await numbers({ importId: id, search: 'po-77' })).toEqual(['A-1']);
    expect(await numbers({ importId: id, search: 'bolido' })).toEqual([]);
    expect(await numbers({ importId: makeImport(api.store, 'carrier').id })).toEqual([]);
    expect((await failure(client.invoices.list({ importId: 'x' }))).data).toEqual({ code: 'not-found' });
  });
});

describe('an invoice', () => {
  it('is shown with its lines in the order printed', async () => {
    const id = makeInvoice(
      api.store,
      { number: 'B-1', billToAddress: 'Obere Str. 57\n12209 Berlin', taxCents: 10 },
      [
        { position: 2, description: 'Fuel', code: 'fuel', quantityMilli: 2500, discountBp: 1500 },
        { position: 1, description: '<b>Line haul</b>' },
      ],
    );
    expect(await client.invoices.get({ id })).toMatchObject({
      number: 'B-1',
      billToAddress: 'Obere Str. 57\n12209 Berlin',
      taxCents: 10,
      lines: [
        { position: 1, description: '<b>Line haul</b>' },
        { position: 2, code: 'fuel', quantityMilli: 2500, discountBp: 1500 },
      ],
    });
  });

  it('that does not exist is said not to', async () => {
    expect(await failure(client.invoices.get({ id: 'nope' }))).toMatchObject({
      code: 'USER_ERROR',
      data: { code: 'not-found' },
    });
  });
});

describe('making PDFs', () => {
  it('wants one job for whatever was selected, and remembers who wanted it', async () => {
    const one = await client.invoices.makePdfs({ numbers: ['A-1'] });
    expect(one.count).toBe(1);
    expect(payload(one.jobId)).toEqual({ invoiceId: await idOf('A-1') });
    const all = await client.invoices.makePdfs({ all: true });
    expect(all.count).toBe(4);
    const { createdBy } = await client.jobs.get({ id: all.jobId });
    expect(createdBy).toMatch(/^user:./);
  });

  it('takes exactly what the list shows for a filter', async () => {
    expect((await client.invoices.makePdfs({ matching: { search: 'a-', pdf: 'missing' } })).count).toBe(2);
    expect((await client.invoices.makePdfs({ matching: { search: '', pdf: 'made' } })).count).toBe(1);
    expect((await client.invoices.makePdfs({ matching: {} })).count).toBe(4);
    const none = await failure(client.invoices.makePdfs({ matching: { search: 'no such invoice' } }));
    expect(none.data).toEqual({ code: 'nothing-selected' });
  });

  it('refuses numbers that there are not, and then starts nothing', async () => {
    const jobs = (await client.jobs.list({})).total;
    const error = await failure(client.invoices.makePdfs({ numbers: ['A-1', 'Z-404'] }));
    expect(error).toMatchObject({ code: 'USER_ERROR', data: { code: 'invoice-unknown' } });
    expect(error.message).toContain('Z-404');
    expect((await client.jobs.list({})).total).toBe(jobs);
  });

  it.each([{}, { ids: [] }, { numbers: [] }, { all: false }, { ids: [1] }, { matching: { pdf: 'x' } }])(
    'refuses the selection %j',
    async (selection) => {
      expect((await failure(client.invoices.makePdfs(selection as never))).code).toBe('BAD_REQUEST');
    },
  );
});

describe('opening a PDF', () => {
  it('gives the file under the invoice’s name, over HTTP and over a port', async () => {
    const id = await idOf('A-3');
    for (const each of [client, api.window().client]) {
      const file = await each.invoices.pdf({ id });
      expect(file.name).toBe('Invoice-A-3.pdf');
      expect(file.type).toBe('application/pdf');
      expect(await file.text()).toBe('%PDF one');
    }
  });

  it.each(['was never made', 'was lost from the disk'])('has it made first where it %s', async (how) => {
    const id = makeInvoice(api.store, { number: `C-${how}` });
    if (how !== 'was never made') rmSync(keepPdf(id, how));
    const before = (await client.jobs.list({})).total;
    const opening = client.invoices.pdf({ id });
    await until('its job is wanted', async () => (await client.jobs.list({})).total === before + 1);
    const [job] = (await client.jobs.list({ limit: 1 })).rows;
    expect(payload(job?.id ?? '')).toEqual({ invoiceId: id });
    keepPdf(id, `%PDF ${how}`);
    settleJob(api.store, job?.id ?? '', 'completed');
    expect(await (await opening).text()).toBe(`%PDF ${how}`);
    expect(api.context.feed.watchers).toBe(0);
  });

  it('says why where it cannot be made', async () => {
    const id = makeInvoice(api.store, { number: 'D-1' });
    const before = (await client.jobs.list({})).total;
    const opening = failure(client.invoices.pdf({ id }));
    await until('its job is wanted', async () => (await client.jobs.list({})).total === before + 1);
    const [job] = (await client.jobs.list({ limit: 1 })).rows;
    settleJob(api.store, job?.id ?? '', 'failed', { code: 'no-lines', message: 'It has no lines.' });
    const error = await opening;
    expect(error.data).toEqual({ code: 'no-lines' });
    expect(error.message).toBe('The PDF of invoice D-1 could not be made. It has no lines.');
  });

  it('stops waiting when nobody waits any more', async () => {
    const id = makeInvoice(api.store, { number: 'E-1' });
    const gone = new AbortController();
    const opening = failure(client.invoices.pdf({ id }, { signal: gone.signal }));
    await until('it waits', () => api.context.feed.watchers === 1);
    gone.abort();
    await opening;
    await until('nobody watches', () => api.context.feed.watchers === 0);
  });
});

function payload(jobId: string): unknown {
  const row = api.store.raw.prepare('SELECT payload FROM outbox WHERE id = ?').get(jobId);
  return JSON.parse((row as { payload: string }).payload);
}
