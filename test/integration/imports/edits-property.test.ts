/** Corrections and an editor come to the same: a file corrected here is imported as if its author had corrected it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editFile } from '../../../workers/imports/edits.ts';
import { importLab } from '../../support/import-lab.ts';

const header = 'USDOT,Legal Name,City,Phone\n';
const cell = fc.constantFrom('', 'Acme', 'Reno', 'say "hi"', 'a, b', 'two\nlines', '31', '32', 'x', 'Łódź');
const width = 4;
const written = (rows: readonly (readonly string[])[]) =>
  header +
  rows.map((cells) => `${cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')}\n`).join('');

/** What a person would see: without ids and times. */
async function tablesAfter(content: string, steps: { row: number; column: number; value: string }[][]) {
  const lab = await importLab();
  try {
    const { fileSha256: sha256 } = await lab.take(content, { dryRun: true });
    const lines = [
      ...lab.store.raw.prepare('SELECT line FROM import_row ORDER BY line').pluck().all(),
    ] as number[];
    let editsId: string | undefined;
    for (const step of steps) {
      const cells = step.map(({ row, column, value }) => ({ line: lines[row] ?? 0, column, value }));
      const change = { kind: 'cells' as const, cells };
      const answer = await editFile(lab.store, 'user:test', {
        sha256,
        name: 'in.csv',
        editsId,
        change,
        preview: false,
      });
      editsId = answer.edits?.editsId;
    }
    const done = await lab.take(content, { editsId });
    const carriers = lab
      .rows('carrier')
      .map((row) => [row['usdot'], row['legal_name'], row['city'], row['phone']]);
    const issues = done.issues.map(({ column, code, message }) => [column, code, message]);
    const raw = lab.store.raw
      .prepare(
        'SELECT raw FROM import_issue WHERE raw IS NOT NULL AND import_no = (SELECT max(no) FROM import) ORDER BY line',
      )
      .pluck();
    return { carriers, issues, raw: raw.all(), counts: [done.created, done.updated, done.failed] };
  } finally {
    lab.remove();
  }
}

test('A file with corrections makes the same tables and errors as the file corrected by hand', async () => {
  const row = fc.tuple(fc.integer({ min: 1, max: 20 }).map(String), cell, cell, cell);
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 2, maxLength: 25, size: 'max' }),
      fc.array(
        fc.array(fc.record({ row: fc.nat(), column: fc.nat({ max: width - 1 }), value: cell }), {
          minLength: 1,
          maxLength: 10,
        }),
        { minLength: 1, maxLength: 3 },
      ),
      async (rows, picked) => {
        const steps = picked.map((step) => step.map((edit) => ({ ...edit, row: edit.row % rows.length })));
        const corrected = rows.map((cells) => [...cells] as string[]);
        // An emptied row would not be one any more.
        for (const { row: at, column, value } of steps.flat()) (corrected[at] as string[])[column] = value;
        fc.pre(corrected.every((cells) => cells.some((one) => one !== '')));
        const edited = await tablesAfter(written(rows), steps);
        expect(edited).toEqual(await tablesAfter(written(corrected), []));
      },
    ),
    { numRuns: 10 },
  );
}, 300_000);
