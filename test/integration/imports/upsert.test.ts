/** What an import makes of rows that are there already, and of rows that stand twice in the file. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importLab, type ImportLab } from '../../support/import-lab.ts';

let lab: ImportLab;
beforeEach(async () => void (lab = await importLab()));
afterEach(() => lab.remove());

const header = 'USDOT,Legal Name,Phone,ZIP\n';
const first = `${header}1234567,Acme Freight,,02101\n1234568,Bolt Lines,(248) 555-0101,02102\n`;
const changed = `${header}1234567,Acme Logistics,(248) 555-0100,02101\n1234568,Bolt Lines,(248) 555-0101,02102\n1234569,Cargo,,\n`;
const named = () => lab.rows('carrier').map((row) => [row['usdot'], row['legal_name'], row['version']]);

it('the same file twice makes nothing new and touches nothing', async () => {
  await lab.take(first);
  const before = lab.rows('carrier');
  expect(await lab.take(first)).toMatchObject({ created: 0, updated: 0, unchanged: 2, failed: 0 });
  expect(lab.rows('carrier')).toEqual(before);
});

it('update replaces what the file gives, and keeps the former values for an undo', async () => {
  await lab.take(first);
  expect(await lab.take(changed)).toMatchObject({ created: 1, updated: 1, unchanged: 1 });
  expect(named()[0]).toEqual(['1234567', 'Acme Logistics', 2]);
  const [kept] = lab.store.raw.prepare('SELECT before FROM import_row WHERE outcome = 2').all() as {
    before: string;
  }[];
  expect(kept?.before).toContain('Acme Freight');
});

it('merge fills only what is empty', async () => {
  await lab.take(first);
  await lab.take(changed, { onDuplicate: 'merge' });
  expect(lab.rows('carrier')[0]).toMatchObject({ legal_name: 'Acme Freight' });
  expect(lab.rows('carrier')[0]?.['phone']).toBeTruthy();
});

it('skip leaves what is there alone', async () => {
  await lab.take(first);
  const before = lab.rows('carrier');
  expect(await lab.take(changed, { onDuplicate: 'skip' })).toMatchObject({
    created: 1,
    updated: 0,
    skipped: 2,
  });
  expect(lab.rows('carrier').slice(0, 2)).toEqual(before);
});

it('a dry run counts what the run then does, a key that stands twice included, and writes nothing', async () => {
  await lab.take(first);
  const file = `${changed}1234569,Cargo Two,,\n`;
  const dry = await lab.take(file, { dryRun: true });
  expect(lab.rows('carrier')).toHaveLength(2);
  const { created, updated, unchanged, skipped, failed } = await lab.take(file);
  expect(dry).toMatchObject({ created, updated, unchanged, skipped, failed });
});

describe('invoices', () => {
  const head = 'Invoice #,Bill To,Invoice Date,Item,Qty,Unit Price,Discount %,Freight\n';
  const a1 = 'A-1,Acme,2026-01-05,Line haul,1,100.05,10,20.00\n';
  const b1 = 'B-1,Bolt,2026-01-06,Line haul,2,10.00,0,0\n';
  const a2 = 'A-1,Acme,2026-01-05,Detention,1,100.05,10,20.00\n';

  it('gather their rows from anywhere in the file and add up to the cent', async () => {
    expect(await lab.take(head + a1 + b1 + a2, { entity: 'invoice' })).toMatchObject({
      total: 2,
      created: 2,
    });
    expect(lab.rows('invoice').map((row) => [row['number'], row['total_cents']])).toEqual([
      ['A-1', 20_009],
      ['B-1', 2_000],
    ]);
    const amounts = lab.rows('invoice_line').map((row) => row['amount_cents']);
    expect(amounts.reduce<number>((sum, amount) => sum + Number(amount), 0)).toBe(22_009);
  });

  it('are all or nothing: one bad line refuses the whole document and says why', async () => {
    const view = await lab.take(head + a1 + a2.replace('1,100.05', 'many,100.05') + b1, {
      entity: 'invoice',
    });
    expect(view).toMatchObject({ created: 1, failed: 1 });
    expect(lab.rows('invoice').map((row) => row['number'])).toEqual(['B-1']);
    expect(view.issues.some(({ line, column }) => line === 3 && column === 'Qty')).toBe(true);
  });

  it('once in are not changed by a later file', async () => {
    await lab.take(head + b1, { entity: 'invoice' });
    const before = lab.rows('invoice');
    const view = await lab.take(head + b1.replace('10.00', '99.00'), { entity: 'invoice' });
    expect(view).toMatchObject({ created: 0, updated: 0, failed: 1 });
    expect(view.issues[0]).toMatchObject({ code: 'invoice-issued' });
    expect(lab.rows('invoice')).toEqual(before);
  });
});

it('ids ascend in the order in which the records are made, whatever the order of the file', async () => {
  const keys = Array.from({ length: 2000 }, (_, i) => 1_000_000 + ((i * 7919) % 2000));
  await lab.take(header + keys.map((key) => `${key},Carrier ${key},,\n`).join(''));
  const made = lab.rows('carrier');
  expect(made.map((row) => row['usdot'])).toEqual(keys.toSorted((a, b) => a - b).map(String));
  const ids = made.map((row) => row['id'] as string);
  expect(ids).toEqual(ids.toSorted());
  expect(new Set(ids).size).toBe(2000);
  expect(ids[0]).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
});
