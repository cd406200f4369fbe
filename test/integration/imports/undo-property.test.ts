/** For any files in any order: an undo leaves every table as it was before, but for what was changed since. */
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { duplicateModes, type Entity } from '../../../workers/api/wire.ts';
import { businessRows } from '../../support/business-rows.ts';
import { importLab, type ImportLab } from '../../support/import-lab.ts';

interface Kind {
  header: string;
  /** A row about record `key`, in one of several wordings; `variant` 0 leaves out what can be left out. */
  row(key: number, variant: number): string;
  keyColumn: string;
  keyOf(key: number): string;
}

const kinds: Record<Entity, Kind> = {
  customer: {
    header: 'Customer Number,Name,City,Email',
    row: (key, variant) => `C${key},Name ${variant % 2},${variant === 0 ? '' : `City ${variant}`},`,
    keyColumn: 'number',
    keyOf: (key) => `C${key}`,
  },
  carrier: {
    header: 'USDOT Number,Legal Name,City,ZIP',
    row: (key, variant) => `${1000 + key},Name ${variant % 2},${variant === 0 ? '' : `City ${variant}`},`,
    keyColumn: 'usdot',
    keyOf: (key) => String(1000 + key),
  },
  lead: {
    header: 'Company,Email,City,Phone',
    row: (key, variant) => `Name ${variant % 2},l${key}@x.com,${variant === 0 ? '' : `City ${variant}`},`,
    keyColumn: 'match_key',
    keyOf: (key) => `email:l${key}@x.com`,
  },
  invoice: {
    header: 'Invoice Number,Bill To,Invoice Date,Description,Quantity,Unit Price',
    row: (key, variant) => `I${key},Acme,2026-03-01,Item ${variant},1,10.00`,
    keyColumn: 'number',
    keyOf: (key) => `I${key}`,
  },
};

const record = fc.record({ key: fc.nat(6), variant: fc.nat(3) });
const file = fc.array(record, { minLength: 1, maxLength: 12 });
const plan = fc.record({
  file,
  mode: fc.constantFrom(...duplicateModes),
  /** Imported afterwards and taken back before, or not at all. */
  newer: fc.option(file),
  edited: fc.uniqueArray(fc.nat(6), { maxLength: 2 }),
});

describe.each(Object.entries(kinds) as [Entity, Kind][])('%s', (entity, kind) => {
  const labs: ImportLab[] = [];
  let edits = 0;
  afterAll(() => {
    for (const lab of labs) lab.remove();
  });

  async function newLab(): Promise<ImportLab> {
    const lab = await importLab();
    labs.push(lab);
    return lab;
  }

  const take = (on: ImportLab, rows: { key: number; variant: number }[], mode = 'update') =>
    on.take([kind.header, ...rows.map(({ key, variant }) => kind.row(key, variant))].join('\n'), {
      entity,
      onDuplicate: mode as 'update',
    });

  /** What a person does to a record; false when there is none to do it to. */
  function edit(on: ImportLab, key: number): boolean {
    const row = on
      .rows(entity)
      .find((one) => one[kind.keyColumn] === kind.keyOf(key) && one['deleted_at'] === null);
    // An issued invoice can only be sent, and that once.
    if (row === undefined || row['status'] === 'sent') return false;
    edits += 1;
    on.store.write('user:clerk', (tx) => {
      if (entity === 'invoice') tx.update('invoice', String(row['id']), { status: 'sent' });
      else tx.update(entity, String(row['id']), { city: `Edit ${edits}` });
    });
    return true;
  }

  const byKey = (on: ImportLab) =>
    new Map(
      (businessRows(on.store)[entity] ?? []).map((row) => [String(row[kind.keyColumn]), JSON.stringify(row)]),
    );

  it('an undo leaves all as it was, and what was changed since as it is', async () => {
    const on = await newLab();
    await fc.assert(
      fc.asyncProperty(plan, async ({ file: rows, mode, newer, edited }) => {
        const before = businessRows(on.store);
        const keysBefore = byKey(on);
        const view = await take(on, rows, mode);
        if (newer !== null) {
          const other = await take(on, newer);
          if (other.created + other.updated > 0) await on.undo(other.importId);
        }
        const changed = new Set(edited.filter((key) => edit(on, key)).map((key) => kind.keyOf(key)));
        if (view.created + view.updated === 0) return;
        const edits = byKey(on);
        const { undo } = await on.undo(view.importId);
        expect(undo?.state).toBe('done');
        expect((undo?.undone ?? 0) + (undo?.kept ?? 0)).toBe(view.created + view.updated);
        const wanted = new Map([...keysBefore].filter(([key]) => !changed.has(key)));
        for (const [key, row] of edits) if (changed.has(key)) wanted.set(key, row);
        expect(byKey(on)).toEqual(wanted);
        if (changed.size === 0) {
          expect(undo?.kept).toBe(0);
          expect(businessRows(on.store)).toEqual(before);
        }
      }),
      { numRuns: 6 },
    );
  }, 180_000);

  it('a file twice is a file once', async () => {
    const on = await newLab();
    await fc.assert(
      fc.asyncProperty(file, fc.constantFrom(...duplicateModes), async (rows, mode) => {
        await take(on, rows, mode);
        const once = businessRows(on.store);
        const again = await take(on, rows, mode);
        expect(again.created).toBe(0);
        expect(businessRows(on.store)).toEqual(once);
      }),
      { numRuns: 3 },
    );
  }, 120_000);
});
