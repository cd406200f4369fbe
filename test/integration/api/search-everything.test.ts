/** The search everywhere, as the console asks for it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../../workers/store/open.ts';
import { startTestApi, type TestApi } from './api.ts';
import { makeCarrier, makeCarriersInBulk, makeImport, makeInvoice, makeJob } from './rows.ts';

let api: TestApi;
let other: Store;
beforeAll(async () => {
  api = await startTestApi();
  other = openStore({ dataDir: api.dataDir });
});
afterAll(async () => {
  other.close();
  await api.close();
});

const ask = (text: string, options: { limit?: number; kinds?: ('carrier' | 'invoice' | 'job')[] } = {}) =>
  api.client.search.everything({ text, ...options });
const titles = async (text: string) =>
  (await ask(text)).groups.map(({ kind, hits }) => [kind, ...hits.map(({ title }) => title)]);

describe('the search everywhere', () => {
  beforeAll(() => {
    makeCarrier(other, { usdot: '313131', legalName: 'Müller Spedition', city: 'Łódź', docket: 'MC-889900' });
    makeCarrier(other, {
      usdot: '555',
      legalName: 'Harbor Iron',
      dba: 'Müller Harbor',
      phone: '+1 248 555 0177',
    });
    other.write('user:test', (tx) => {
      tx.create('customer', { number: 'C-17', legalName: 'Harbor & Sons' });
      tx.create('lead', { matchKey: 'name:harbor lights|', company: 'Harbor Lights', city: 'Gdańsk' });
    });
    makeInvoice(other, { number: 'INV-B7-00042', billToName: 'Harbor & Sons', poNumber: 'PO 4711' });
    makeImport(other, 'carrier');
  });

  it.each([
    ['lodz', [['carrier', 'Müller Spedition']]],
    ['spedition muller', [['carrier', 'Müller Spedition']]],
    ['mul', [['carrier', 'Müller Spedition', 'Harbor Iron']]],
    ['MC-889900', [['carrier', 'Müller Spedition']]],
    ['889900', [['carrier', 'Müller Spedition']]],
    ['(248) 555-0177', [['carrier', 'Harbor Iron']]],
    ['5550177', [['carrier', 'Harbor Iron']]],
    ['inv-b7-00042', [['invoice', 'INV-B7-00042']]],
    ['42', [['invoice', 'INV-B7-00042']]],
    ['po 4711', [['invoice', 'INV-B7-00042']]],
    ['gdansk', [['lead', 'Harbor Lights']]],
    ['rows.csv', [['import', 'rows.csv']]],
    ['nothing like this', []],
    ['" OR 1', []],
    ['h', []],
    ['', []],
    ['NEAR(harbor iron)', []],
    ['harbor* NOT iron', []],
  ])('for %j finds %j', async (text, found) => {
    expect(await titles(text)).toEqual(found);
  });

  it('groups what it finds, and begins with the group that fits best', async () => {
    expect((await titles('harbor')).map(([kind]) => kind)).toEqual([
      'customer',
      'carrier',
      'lead',
      'invoice',
    ]);
    expect((await titles('555')).at(0)).toEqual(['carrier', 'Harbor Iron']);
  });

  it('puts an exact number before names, and names that begin so before others', async () => {
    makeCarrier(other, { usdot: '777001', legalName: '555 Freight' });
    makeCarrier(other, { usdot: '777002', legalName: 'Zed Iron Works' });
    makeCarrier(other, { usdot: '777003', legalName: 'Iron Horse' });
    makeCarrier(other, { usdot: '777004', legalName: 'Plain Co', city: 'Ironton' });
    const carriers = async (text: string) =>
      (await ask(text, { kinds: ['carrier'] })).groups[0]?.hits.map(({ title }) => title);
    expect(await carriers('555')).toEqual(['Harbor Iron', '555 Freight']);
    expect(await carriers('iron')).toEqual(['Iron Horse', 'Zed Iron Works', 'Harbor Iron', 'Plain Co']);
  });

  it('finds what was saved a moment ago, under its new name alone', async () => {
    const id = makeCarrier(other, { usdot: '888', legalName: 'Quondam Lines' });
    expect(await titles('quondam')).toEqual([['carrier', 'Quondam Lines']]);
    other.write('user:test', (tx) => tx.update('carrier', id, { legalName: 'Newname Lines' }));
    expect(await titles('quondam')).toEqual([]);
    expect(await titles('newname')).toEqual([['carrier', 'Newname Lines']]);
    other.write('user:test', (tx) => {
      tx.remove('carrier', id);
    });
    expect(await titles('newname')).toEqual([]);
  });

  it('finds jobs by the beginning of their id, and by what they do', async () => {
    const id = makeJob(other);
    const { groups } = await ask(id.slice(0, 20));
    expect(groups).toMatchObject([
      { kind: 'job', hits: [{ id, title: 'Make an invoice PDF', state: 'waiting' }] },
    ]);
    const byName = await ask('invoice pdf', { kinds: ['job'] });
    expect(byName.groups[0]?.hits[0]?.id).toBe(id);
  });

  it('takes any text', async () => {
    for (const text of ['x'.repeat(100_000), 'ab '.repeat(5000), '\u0000', '\u{1e900}\u{1e901}', '%_\\', "'"])
      expect((await ask(text)).groups).toEqual([]);
  });

  it('says how much it cannot find yet, and counts no further than a hundred', async () => {
    makeCarriersInBulk(other, 1500, (i) => `Hauler ${i} LLC`);
    const before = await ask('hauler');
    expect(before).toEqual({ groups: [], left: 1500 });
    // The job that the search has asked for.
    const { searchIndex } = await import('../../../workers/jobs/search-index.ts');
    const { jobContext } = await import('../../support/job-context.ts');
    await searchIndex(jobContext(other, {}));
    const after = await ask('hauler', { limit: 3 });
    expect(after.left).toBe(0);
    expect(after.groups).toMatchObject([{ kind: 'carrier', total: 100, atLeast: true }]);
    expect(after.groups[0]?.hits).toHaveLength(3);
  });
});

describe('diagnostics', () => {
  const finding = async () => (await api.client.system.doctor()).find(({ id }) => id === 'search-index');

  it(
    'say that the search is complete, that rows are missing, and make it anew',
    { timeout: 120_000 },
    async () => {
      expect(await finding()).toMatchObject({ level: 'ok' });
      api.context.desk.index.raw.exec('DELETE FROM carrier WHERE rowid < 900');
      expect(await finding()).toMatchObject({ level: 'warning', mend: 'Make it anew' });
      await api.client.system.mend({ id: 'search-index' });
      expect((await ask('hauler')).left).toBeGreaterThan(1000);
    },
  );
});
