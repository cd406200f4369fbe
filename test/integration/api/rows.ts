/** Rows for the api's tests, made through the write layer or, where there must be many, in bulk as an import makes them. */
import { v7 as uuidv7 } from 'uuid';
import { enqueue } from '../../../workers/queues/enqueue.ts';
import { invoiceLine } from '../../../workers/store/schema.ts';
import type { Store } from '../../../workers/store/open.ts';
import type { Values } from '../../../workers/store/write.ts';

const actor = 'user:test';

/** @returns its id. */
export function makeCarrier(store: Store, values: Partial<Values<'carrier'>> & { usdot: string }): string {
  return store.write(
    actor,
    (tx) => tx.create('carrier', { legalName: `Carrier ${values.usdot}`, ...values }).id,
  );
}

/** @returns its id. */
export function makeInvoice(
  store: Store,
  values: Partial<Values<'invoice'>> & { number: string },
  lines: Partial<typeof invoiceLine.$inferInsert>[] = [{}],
): string {
  return store.write(actor, (tx) => {
    const invoice = tx.create('invoice', {
      billToName: 'Alfreds Futterkiste',
      issueDate: '2026-03-15',
      subtotalCents: 1400,
      totalCents: 1400,
      ...values,
    });
    for (const [i, line] of lines.entries()) {
      tx.orm
        .insert(invoiceLine)
        .values({
          invoiceId: invoice.id,
          position: i + 1,
          description: 'Line haul',
          quantityMilli: 1000,
          unitPriceE4: 140_000,
          amountCents: 1400,
          ...line,
        })
        .run();
    }
    return invoice.id;
  });
}

/** Many carriers at once, as another process writes them: without audit entries of their own. */
export function makeCarriersInBulk(store: Store, count: number, name: (i: number) => string): void {
  const insert = store.raw.prepare(
    `INSERT INTO carrier (id, usdot, legal_name, city, created_at, created_by, updated_at, updated_by)
     VALUES (?, ?, ?, ?, 1, 'import:1', 1, 'import:1')`,
  );
  store.raw.transaction(() => {
    for (let i = 0; i < count; i += 1)
      insert.run(
        uuidv7(),
        String(1_000_000 + ((i * 7919) % 900_001)),
        name(i),
        i % 2 === 0 ? 'Fresno' : 'Pittsburgh',
      );
  })();
}

/** A job that waits. @returns its id. */
export function makeJob(store: Store, invoiceId: string = uuidv7()): string {
  return store.write(actor, (tx) => enqueue(tx, 'invoice/generate-pdf', { invoiceId }));
}

/** A job's row as its worker would leave it. */
export function settleJob(
  store: Store,
  id: string,
  state: 'completed' | 'failed',
  error: { code: string; message: string } | null = null,
): void {
  store.raw
    .prepare(
      `UPDATE outbox SET state = ?, settled_at = ?, error = ?, attempts = 1, progress = 1000,
         change = (SELECT max(change) + 1 FROM outbox) WHERE id = ?`,
    )
    .run(state, store.clock.now(), error === null ? null : JSON.stringify(error), id);
}

/** An import that is under way. @returns its id and number. */
export function makeImport(store: Store, entity: string): { id: string; no: number } {
  const id = uuidv7();
  const { lastInsertRowid } = store.raw
    .prepare(
      `INSERT INTO import (id, entity, file_name, file_sha256, file_bytes, dialect, mapping, on_duplicate, created_at, created_by, state)
       VALUES (?, ?, 'rows.csv', ?, 100, '{}', '{}', 'update', 1, 'user:test', 'running')`,
    )
    .run(id, entity, 'a'.repeat(64));
  return { id, no: Number(lastInsertRowid) };
}

/** @param outcome 1 created · 2 updated · 3 unchanged. */
export function makeImportRow(
  store: Store,
  importNo: number,
  line: number,
  outcome: number,
  targetNo: number | null,
): void {
  store.raw
    .prepare('INSERT INTO import_row (import_no, line, outcome, target_no) VALUES (?, ?, ?, ?)')
    .run(importNo, line, outcome, targetNo);
}
