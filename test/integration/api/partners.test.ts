import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../../workers/store/open.ts';
import { startTestApi, failure, type Client, type TestApi } from './api.ts';
import { makeCarrier, makeCarriersInBulk, makeImport, makeImportRow } from './rows.ts';

let api: TestApi;
let client: Client;
/** The connection of another process, such as the one that imports. */
let other: Store;

beforeAll(async () => {
  api = await startTestApi();
  ({ client } = api);
  other = openStore({ dataDir: api.dataDir });
});

afterAll(async () => {
  other.close();
  await api.close();
});

const list = (input: { search?: string; limit?: number; offset?: number } = {}) =>
  client.partners.list({ entity: 'carrier', ...input });
const names = async (search: string) => (await list({ search })).rows.map(({ name }) => name);
const numberOf = (usdot: string) =>
  (other.raw.prepare('SELECT no FROM carrier WHERE usdot = ?').get(usdot) as { no: number }).no;

describe('the list of carriers', () => {
  it('is empty at first', async () => {
    expect(await list()).toEqual({ rows: [], total: 0 });
    expect(await list({ search: 'x' })).toEqual({ rows: [], total: 0 });
  });

  it('shows what there is, newest first, in pages', async () => {
    makeCarriersInBulk(other, 25_000, (i) => `Hauler ${i} LLC`);
    const first = await list({ limit: 2 });
    expect(first.total).toBe(25_000);
    expect(first.rows.map(({ name }) => name)).toEqual(['Hauler 24999 LLC', 'Hauler 24998 LLC']);
    expect(first.rows[0]).toEqual({
      id: expect.any(String) as string,
      key: expect.stringMatching(/^\d+$/) as string,
      name: 'Hauler 24999 LLC',
      city: 'Pittsburgh',
      region: null,
      country: null,
      phone: null,
      email: null,
      status: 'pending',
    });
    const deep = await list({ limit: 3, offset: 24_998 });
    expect(deep.rows.map(({ name }) => name)).toEqual(['Hauler 1 LLC', 'Hauler 0 LLC']);
    expect((await list({ offset: 1_000_000 })).rows).toEqual([]);
  });

  it('leaves deleted rows out of pages, counts and searches', async () => {
    const id = makeCarrier(api.store, { usdot: '77', legalName: 'Short Lived Freight' });
    expect((await list({ limit: 1 })).rows[0]?.id).toBe(id);
    expect(await names('lived')).toEqual(['Short Lived Freight']);
    api.store.write('user:test', (tx) => {
      tx.remove('carrier', id);
    });
    const page = await list({ limit: 1, offset: 0 });
    expect(page).toMatchObject({ total: 25_000, rows: [{ name: 'Hauler 24999 LLC' }] });
    expect(await names('lived')).toEqual([]);
    expect((await client.system.status()).counts.carrier).toBe(25_000);
  });

  it('turns the same pages where numbers have gaps', async () => {
    const gaps = await startTestApi();
    makeCarriersInBulk(gaps.store, 100, (i) => `Gap ${i}`);
    gaps.store.raw.prepare('DELETE FROM carrier WHERE no % 10 = 0').run();
    const page = await gaps.client.partners.list({ entity: 'carrier', limit: 3, offset: 8 });
    expect(page.total).toBe(90);
    expect(page.rows.map(({ name }) => name)).toEqual(['Gap 90', 'Gap 88', 'Gap 87']);
    await gaps.close();
  });
});

describe('a search', () => {
  beforeAll(() => {
    makeCarrier(other, {
      usdot: '313131',
      legalName: 'Müller Spedition',
      city: 'Łódź',
      email: 'info@mueller.example',
    });
    makeCarrier(other, { usdot: '31313199', legalName: '100 % Cargo_Lines', phone: '+1 248 555 0100' });
    makeCarrier(other, { usdot: '99', legalName: '__proto__ Trucking \\ Co', docket: 'MC313131' });
  });

  it.each([
    ['MULLER', ['Müller Spedition']],
    ['müller', ['Müller Spedition']],
    ['spedition łó', ['Müller Spedition']],
    ['mueller.example', ['Müller Spedition']],
    ['100 %', ['100 % Cargo_Lines']],
    ['cargo_l', ['100 % Cargo_Lines']],
    ['_', ['__proto__ Trucking \\ Co', '100 % Cargo_Lines']],
    ['%', ['100 % Cargo_Lines']],
    ['__proto__', ['__proto__ Trucking \\ Co']],
    ['\\', ['__proto__ Trucking \\ Co']],
    ['555 0100', ['100 % Cargo_Lines']],
    ["' OR 1=1 --", []],
    ['" OR ""="', []],
    ['nothing like this', []],
    ['\u0000', null],
    ['   ', null],
  ])('for %j finds exactly that', async (search, found) => {
    if (found === null)
      expect((await list({ search, limit: 1 })).total).toBe((await list({ limit: 1 })).total);
    else expect(await names(search)).toEqual(found);
  });

  it('puts the company with exactly that number first', async () => {
    expect(await names('313131')).toEqual([
      'Müller Spedition',
      '__proto__ Trucking \\ Co',
      '100 % Cargo_Lines',
    ]);
  });

  it('counts what it found and turns its pages', async () => {
    const all = await list({ search: 'hauler 1234', limit: 500 });
    expect(all.total).toBe(all.rows.length);
    const pages = [
      ...(await list({ search: 'hauler 1234', limit: 4 })).rows,
      ...(await list({ search: 'hauler 1234', limit: 500, offset: 4 })).rows,
    ];
    expect(pages).toEqual(all.rows);
  });

  it('stops counting where nobody would turn so many pages, and says so', async () => {
    expect(await list({ search: 'hauler', limit: 1 })).toMatchObject({ total: 10_000, atLeast: true });
  });

  it('sees rows that another process has just written', async () => {
    makeCarrier(other, { usdot: '5', legalName: 'Latest Arrival Inc' });
    expect(await names('latest arrival')).toEqual(['Latest Arrival Inc']);
  });

  it('sees a change made through the write layer', async () => {
    const { id } = (await list({ search: 'müller' })).rows[0] ?? { id: '' };
    other.write('user:test', (tx) => tx.update('carrier', id, { legalName: 'Schmidt Spedition' }));
    expect(await names('schmidt')).toEqual(['Schmidt Spedition']);
    expect(await names('müller')).toEqual([]);
  });

  it('sees what an import has changed', async () => {
    const imported = makeImport(other, 'carrier');
    const dry = makeImport(other, 'carrier');
    other.raw.prepare('UPDATE import SET dry_run = 1 WHERE no = ?').run(dry.no);
    other.raw.prepare("UPDATE carrier SET legal_name = 'Renamed By Import' WHERE usdot = '313131'").run();
    makeImportRow(other, imported.no, 2, 2, numberOf('313131'));
    makeImportRow(other, imported.no, 3, 3, numberOf('99'));
    expect(await names('renamed by')).toEqual(['Renamed By Import']);
    other.raw.prepare("UPDATE carrier SET legal_name = 'Renamed Again' WHERE usdot = '99'").run();
    makeImportRow(other, imported.no, 4, 2, numberOf('99'));
    expect(await names('renamed')).toEqual(['Renamed Again', 'Renamed By Import']);
  });
});

describe('hostile inputs', () => {
  it.each([
    { limit: 0 },
    { limit: 501 },
    { limit: 1e9 },
    { limit: 1.5 },
    { limit: -1 },
    { offset: -1 },
    { limit: Number.NaN },
    { offset: Number.POSITIVE_INFINITY },
    { search: 7 },
    { search: { $gt: '' } },
    { entity: 'site' },
    { entity: '__proto__' },
    { entity: 'carrier; DROP TABLE carrier' },
    { entity: undefined },
  ])('%j are refused', async (input) => {
    const error = await failure(client.partners.list({ entity: 'carrier', ...input } as never));
    expect(error.code).toBe('BAD_REQUEST');
  });

  it('a search of any length and with any character is answered', async () => {
    for (const search of [
      'x'.repeat(100_000),
      '\ud800',
      '\u202e\u0000\uffff',
      '💥'.repeat(100),
      'ﷺ'.repeat(200),
      '%'.repeat(5000),
    ])
      expect((await list({ search })).rows).toEqual([]);
  });

  it('the largest offset there is gives an empty page', async () => {
    expect((await list({ offset: Number.MAX_SAFE_INTEGER })).rows).toEqual([]);
    expect((await list({ search: 'hauler', offset: Number.MAX_SAFE_INTEGER })).rows).toEqual([]);
  });
});

it('customers and leads are listed by their own keys', async () => {
  api.store.write('user:test', (tx) => {
    tx.create('customer', { number: 'ALFKI', legalName: 'Alfreds Futterkiste', country: 'Germany' });
    tx.create('lead', { matchKey: 'email:a@b.example', company: 'Exotic Liquids', stage: 'new' });
  });
  expect((await client.partners.list({ entity: 'customer', search: 'alfk' })).rows).toMatchObject([
    { key: 'ALFKI', name: 'Alfreds Futterkiste', status: 'active', country: 'Germany' },
  ]);
  expect((await client.partners.list({ entity: 'lead' })).rows).toMatchObject([
    { key: 'email:a@b.example', name: 'Exotic Liquids', status: 'new' },
  ]);
});
