/** What lists and searches show after rows have vanished, and what the router says of an undo. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { undoImport } from '../../../workers/jobs/undo-import.ts';
import { labOn, settleJobs, type ImportLab } from '../../support/import-lab.ts';
import { jobContext } from '../../support/job-context.ts';
import { failure, startTestApi, type TestApi } from './api.ts';

let api: TestApi;
let lab: ImportLab;

beforeAll(async () => {
  api = await startTestApi();
  lab = labOn(api.store, api.dataDir);
});
afterAll(() => api.close());

const leads = (...rows: string[]) => ['Company,Email,City', ...rows].join('\n');
const asLead = { entity: 'lead' } as const;
const list = async (search?: string) => {
  const page = await api.client.partners.list({ ...asLead, ...(search === undefined ? {} : { search }) });
  return { total: page.total, names: page.rows.map((row) => row.name) };
};

function setState(importId: string, state: string): void {
  api.store.write('user:test', () =>
    api.store.raw.prepare('UPDATE import SET state = ? WHERE id = ?').run(state, importId),
  );
}

async function undo(importId: string) {
  settleJobs(api.store);
  const answer = await api.client.imports.undo({ importId });
  await undoImport(jobContext(api.store, { importId }));
  settleJobs(api.store);
  return answer;
}

describe('after an undo', () => {
  it('lists, counts and searches follow, also where numbers are given again', async () => {
    await lab.take(leads('Stays,s@x.com,Elko'), asLead);
    const { importId } = await lab.take(leads('Wanes,w@x.com,Reno', 'Walks,k@x.com,Reno'), asLead);
    expect(await list()).toEqual({ total: 3, names: ['Wanes', 'Walks', 'Stays'] });
    expect(await list('wa')).toEqual({ total: 2, names: ['Wanes', 'Walks'] });
    expect(await undo(importId)).toMatchObject({ undo: 'started' });
    expect(await list()).toEqual({ total: 1, names: ['Stays'] });
    expect(await list('wa')).toEqual({ total: 0, names: [] });
    await lab.take(leads('Comes,c@x.com,Fallon'), asLead);
    expect(await list()).toEqual({ total: 2, names: ['Comes', 'Stays'] });
    expect(await list('comes')).toEqual({ total: 1, names: ['Comes'] });
    expect(await list('wanes')).toEqual({ total: 0, names: [] });
  });

  it('a search finds former values again', async () => {
    const { importId } = await lab.take(leads('Stays Inc,s@x.com,Ely'), asLead);
    expect(await list('stays inc')).toMatchObject({ total: 1 });
    await undo(importId);
    expect(await list('ely')).toMatchObject({ total: 0 });
    expect(await list('elko')).toEqual({ total: 1, names: ['Stays'] });
  });

  it('the invoices of an import are those that are left', async () => {
    const file = (...numbers: string[]) =>
      ['Invoice Number,Bill To,Invoice Date,Description,Quantity,Unit Price']
        .concat(numbers.map((number) => `${number},Acme,2026-03-01,Freight,1,10.00`))
        .join('\n');
    const first = await lab.take(file('A-1', 'A-1', 'A-2'), { entity: 'invoice' });
    const same = await lab.take(file('A-1', 'A-1', 'A-2'), { entity: 'invoice' });
    const numbers = async (importId: string) =>
      (await api.client.invoices.list({ importId })).rows.map(({ number }) => number);
    expect(await numbers(same.importId)).toEqual(['A-2', 'A-1']);
    expect(await numbers(first.importId)).toEqual(['A-2', 'A-1']);
    await undo(first.importId);
    expect(await numbers(first.importId)).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await lab.take(file('B-1', 'B-2'), { entity: 'invoice' });
    expect(await numbers(first.importId)).toEqual([]);
    expect(await numbers(same.importId)).toEqual([]);
  });
});

describe('the router', () => {
  it('lists what was kept, with the reasons, in pages', async () => {
    const { importId } = await lab.take(
      leads('One,1@x.com,Elko', 'Two,2@x.com,Elko', 'Three,3@x.com,Elko'),
      asLead,
    );
    const newer = await lab.take(leads('One,1@x.com,Reno', 'Three,3@x.com,Reno'), asLead);
    await undo(importId);
    const { no } = api.store.raw.prepare('SELECT no FROM import WHERE id = ?').get(newer.importId) as {
      no: number;
    };
    const kept = await api.client.imports.undoIssues({ importId });
    expect(kept).toEqual({
      total: 2,
      rows: [4, 2].map((line) => ({
        line,
        key: `email:${line === 4 ? 3 : 1}@x.com`,
        reason: 'changed',
        message: `This was changed since, by import ${no}, so it was kept as it is.`,
      })),
    });
    expect((await api.client.imports.undoIssues({ importId, limit: 1, offset: 1 })).rows).toMatchObject([
      { line: 2 },
    ]);
    expect((await api.client.imports.get({ importId })).undo).toMatchObject({
      state: 'done',
      undone: 1,
      kept: 2,
    });
  });

  it('says when there is nothing to undo, and when it was done before', async () => {
    const { importId } = await lab.take(leads('Late,late@x.com,Elko'), asLead);
    setState(importId, 'running');
    expect(await failure(api.client.imports.undo({ importId }))).toMatchObject({
      data: { code: 'import-under-way' },
    });
    setState(importId, 'done');
    await undo(importId);
    expect(await api.client.imports.undo({ importId })).toMatchObject({ undo: 'done-before' });
  });

  it('shows an undo whose job ended without a word as failed, and lets it go on', async () => {
    const { importId } = await lab.take(leads('Last,last@x.com,Elko'), asLead);
    settleJobs(api.store);
    await api.client.imports.undo({ importId });
    settleJobs(api.store);
    expect((await api.client.imports.get({ importId })).undo).toMatchObject({ state: 'failed' });
    expect(await undo(importId)).toMatchObject({ undo: 'started' });
    expect((await api.client.imports.get({ importId })).undo).toMatchObject({ state: 'done', undone: 1 });
  });
});
