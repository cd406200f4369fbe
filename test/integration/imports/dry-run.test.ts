/** A check says exactly what the import then does. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { importRows } from '../../../workers/imports/row-view.ts';
import { importLab, type ImportLab } from '../../support/import-lab.ts';

const header = 'USDOT,Legal Name,City,Status\n';

/** Mostly new records, some that come again at once or much later, some that are known. */
const row = fc.record({
  key: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 100_000 }) },
    fc.integer({ min: 1, max: 30 }),
  ),
  name: fc.constantFrom('Acme', 'Bolt', 'Cargo, Inc.', ''),
  city: fc.constantFrom('Reno', 'Provo', ''),
  status: fc.constantFrom('active', ''),
});
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;

const text = (rows: readonly Row[]) =>
  header + rows.map(({ key, name, city, status }) => `${key},"${name}",${city},${status}\n`).join('');

async function whatBecame(lab: ImportLab, importId: string) {
  const { rows } = await importRows(lab.store, { importId, filter: 'all', limit: 500, offset: 0 });
  return rows;
}

test('Whatever a file repeats, and whatever is known before, a check foretells the import row by row', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { maxLength: 40, size: 'max' }),
      fc.array(row, { minLength: 1, maxLength: 180, size: 'max' }),
      fc.constantFrom('update', 'merge', 'skip'),
      async (before, rows, onDuplicate) => {
        const lab = await importLab();
        try {
          if (before.length > 0) await lab.take(text(before));
          const known = lab.rows('carrier');
          const check = await lab.take(text(rows), { dryRun: true, onDuplicate });
          expect(lab.rows('carrier')).toEqual(known);
          const foretold = await whatBecame(lab, check.importId);
          const done = await lab.take(text(rows), { onDuplicate });
          expect(foretold).toEqual(await whatBecame(lab, done.importId));
          const { created, updated, unchanged, skipped, failed, warnings } = done;
          expect(check).toMatchObject({ created, updated, unchanged, skipped, failed, warnings });
        } finally {
          lab.remove();
        }
      },
    ),
    { numRuns: 12 },
  );
}, 300_000);
