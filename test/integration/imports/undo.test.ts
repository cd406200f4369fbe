/** Taking back a whole import. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requestUndo } from '../../../workers/imports/undo.ts';
import { undoImport } from '../../../workers/jobs/undo-import.ts';
import { businessRows } from '../../support/business-rows.ts';
import { importLab, settleJobs, type ImportLab } from '../../support/import-lab.ts';
import { jobContext } from '../../support/job-context.ts';

const customers = (...rows: string[]) => ['Customer Number,Name,City,Email', ...rows].join('\n');
const asCustomer = { entity: 'customer' } as const;

describe('an undo', () => {
  let lab: ImportLab;
  beforeEach(async () => {
    lab = await importLab();
  });
  afterEach(() => lab.remove());

  const versionOf = (number: string) =>
    lab.rows('customer').find((row) => row['number'] === number)?.['version'];
  const marks = (importId: string) =>
    lab.store.raw
      .prepare('SELECT r.line, r.undo FROM import_row r JOIN import i ON i.no = r.import_no WHERE i.id = ?')
      .all(importId);
  const setState = (importId: string, state: string) =>
    lab.store.write('user:test', () =>
      lab.store.raw.prepare('UPDATE import SET state = ? WHERE id = ?').run(state, importId),
    );
  const edit = (number: string, city: string) =>
    lab.store.write('user:clerk', (tx) => {
      const row = lab.rows('customer').find((one) => one['number'] === number);
      tx.update('customer', String(row?.['id']), { city });
    });

  it('gives changed rows their former values, and lets new ones vanish', async () => {
    await lab.take(customers('1,Acme,Fresno,', '2,Bolt,Reno,'), asCustomer);
    const before = businessRows(lab.store);
    const { importId } = await lab.take(
      customers('1,Acme Inc,Oakland,a@acme.com', '3,New,Elko,'),
      asCustomer,
    );
    expect(await lab.undo(importId)).toMatchObject({ created: 1, updated: 1 });
    expect(businessRows(lab.store)).toEqual(before);
    expect(versionOf('1')).toBe(3);
    expect(lab.rows('import')[1]).toMatchObject({ undo_state: 'done', undone: 2, undo_kept: 0 });
  });

  it('goes backwards where several rows are about one record', async () => {
    await lab.take(customers('1,Acme,Fresno,'), asCustomer);
    const before = businessRows(lab.store);
    const { importId } = await lab.take(
      customers('1,A,B,', '2,New,Elko,', '1,C,D,', '2,Newer,Elko,', '1,E,F,'),
      asCustomer,
    );
    await lab.undo(importId);
    expect(businessRows(lab.store)).toEqual(before);
    expect(lab.rows('import')[1]).toMatchObject({ undone: 5, undo_kept: 0 });
  });

  it('keeps what was changed since, and says so', async () => {
    const { importId } = await lab.take(customers('1,Acme,Fresno,', '2,Bolt,Reno,'), asCustomer);
    edit('2', 'Elko');
    await lab.undo(importId);
    expect(lab.rows('customer').map((row) => row['number'])).toEqual(['2']);
    expect(marks(importId)).toEqual([
      { line: 2, undo: 1 },
      { line: 3, undo: 2 },
    ]);
  });

  it('keeps what a newer import has changed, until that one is undone', async () => {
    await lab.take(customers('1,Acme,Fresno,', '2,Bolt,Reno,'), asCustomer);
    const before = businessRows(lab.store);
    const first = await lab.take(customers('1,Acme,Oakland,', '2,Bolt,Oakland,', '3,New,Elko,'), asCustomer);
    const second = await lab.take(customers('1,Acme,Stockton,', '3,Newer,Elko,'), asCustomer);
    await lab.undo(second.importId);
    await lab.undo(first.importId);
    expect(businessRows(lab.store)).toEqual(before);
    const third = await lab.take(customers('1,Acme,Oakland,', '2,Bolt,Oakland,'), asCustomer);
    await lab.take(customers('1,Acme,Stockton,'), asCustomer);
    await lab.undo(third.importId);
    expect(lab.rows('customer').map((row) => row['city'])).toEqual(['Stockton', 'Reno']);
    expect(lab.rows('import')[3]).toMatchObject({ undone: 1, undo_kept: 1 });
  });

  it('is not deceived by two changes that look like one that was taken back', async () => {
    const first = await lab.take(customers('1,Acme,Fresno,'), asCustomer);
    const second = await lab.take(customers('1,Acme,Oakland,'), asCustomer);
    await lab.undo(second.importId);
    edit('1', 'Elko');
    edit('1', 'Reno');
    await lab.undo(first.importId);
    expect(lab.rows('customer')).toMatchObject([{ city: 'Reno' }]);
  });

  it('deletes again what the import brought back', async () => {
    await lab.take(customers('1,Acme,Fresno,'), asCustomer);
    lab.store.write('user:clerk', (tx) => tx.remove('customer', String(lab.rows('customer')[0]?.['id'])));
    const before = businessRows(lab.store);
    const { importId, updated } = await lab.take(customers('1,Acme,Fresno,'), asCustomer);
    expect(updated).toBe(1);
    await lab.undo(importId);
    expect(businessRows(lab.store)).toEqual(before);
  });

  it('marks deleted what the central API has seen', async () => {
    const { importId } = await lab.take(customers('1,Acme,Fresno,'), asCustomer);
    lab.store.write('user:sync', () => lab.store.raw.prepare('UPDATE customer SET base_version = 1').run());
    await lab.undo(importId);
    expect(lab.rows('customer')).toMatchObject([{ number: '1', version: 2 }]);
    expect(lab.rows('customer')[0]?.['deleted_at']).not.toBeNull();
  });

  it('keeps new customers that an invoice names; changed ones get their values back', async () => {
    await lab.take(customers('1,Acme,Fresno,'), asCustomer);
    const { importId } = await lab.take(
      customers('1,Acme,Oakland,', '2,Bolt,Reno,', '3,New,Elko,'),
      asCustomer,
    );
    await lab.take(invoices('A-1,1', 'A-2,2'), { entity: 'invoice' });
    await lab.undo(importId);
    expect(lab.rows('customer').map(({ number, city }) => [number, city])).toEqual([
      ['1', 'Fresno'],
      ['2', 'Reno'],
    ]);
    expect(marks(importId)).toContainEqual({ line: 3, undo: 3 });
  });

  it('takes invoices back with their lines, and keeps those whose PDF was made', async () => {
    await lab.take(customers('1,Acme,Fresno,'), asCustomer);
    const before = businessRows(lab.store);
    const { importId } = await lab.take(invoices('A-1,1', 'A-2,1', 'A-1,1', 'A-2,1'), { entity: 'invoice' });
    lab.store.write('job:1', () =>
      lab.store.raw.prepare(`UPDATE invoice SET pdf_sha256 = 'x', pdf_at = 1 WHERE number = 'A-2'`).run(),
    );
    await lab.undo(importId);
    expect(lab.rows('invoice').map((row) => row['number'])).toEqual(['A-2']);
    expect(lab.rows('invoice_line')).toHaveLength(2);
    expect(lab.rows('import')[1]).toMatchObject({ created: 2, undone: 1, undo_kept: 1 });
    const all = await importLab();
    await all.take(customers('1,Acme,Fresno,'), asCustomer);
    const again = await all.take(invoices('A-1,1', 'A-2,1', 'A-1,1'), { entity: 'invoice' });
    await all.undo(again.importId);
    expect(businessRows(all.store)['invoice_line']).toEqual(before['invoice_line']);
    expect(all.rows('invoice')).toEqual([]);
    all.remove();
  });

  it('does nothing a second time, also where its numbers belong to others now', async () => {
    const { importId } = await lab.take(customers('1,Acme,Fresno,'), asCustomer);
    await lab.undo(importId);
    await lab.take(customers('2,Bolt,Reno,'), asCustomer);
    expect(lab.rows('customer')).toMatchObject([{ no: 1, number: '2' }]);
    expect(requestUndo(lab.store, 'user:test', importId)).toMatchObject({ undo: 'done-before' });
    await undoImport(jobContext(lab.store, { importId }));
    expect(lab.rows('customer')).toHaveLength(1);
  });

  it('is refused for a check, for an import that changed nothing, and for one under way', async () => {
    const ask = (importId: string) => () => requestUndo(lab.store, 'user:test', importId);
    const running = await lab.take(customers('1,Acme,Fresno,'), asCustomer);
    setState(running.importId, 'running');
    expect(ask(running.importId)).toThrow(expect.objectContaining({ code: 'import-under-way' }));
    setState(running.importId, 'done');
    const check = await lab.take(customers('2,Bolt,Reno,'), { ...asCustomer, dryRun: true });
    const nothing = await lab.take(customers('1,Acme,Fresno,'), asCustomer);
    settleJobs(lab.store);
    for (const { importId } of [check, nothing])
      expect(ask(importId)).toThrow(expect.objectContaining({ code: 'nothing-to-undo' }));
    expect(ask(running.importId)()).toMatchObject({ undo: 'started' });
    expect(ask(running.importId)()).toMatchObject({ undo: 'under-way' });
  });
});

function invoices(...rows: string[]): string {
  return [
    'Invoice Number,Customer Number,Bill To,Invoice Date,Description,Quantity,Unit Price',
    ...rows.map((row) => `${row},Acme,2026-03-01,Freight,1,10.00`),
  ].join('\n');
}
