/** A data folder of its own with invoices in it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import type { Clock } from '../../workers/clock.ts';
import { migrateStore } from '../../workers/store/migrate.ts';
import { openStore, type Store } from '../../workers/store/open.ts';
import { invoice, invoiceLine, site } from '../../workers/store/schema.ts';
import { invoiceRecord, type Sample } from './invoice-samples.ts';

export interface TestStore {
  dataDir: string;
  store: Store;
  /** Writes an invoice as an import would. @returns its id. */
  add(sample?: Sample): string;
  row(id: string): typeof invoice.$inferSelect;
  remove(): void;
}

export async function testStore(clock?: Clock): Promise<TestStore> {
  const dataDir = mkdtempSync(join(tmpdir(), 'dockhand-pdf-'));
  const store = openStore({ dataDir, ...(clock === undefined ? {} : { clock }) });
  await migrateStore(store);
  const { legalName, address, phone, email, mcNumber, usdot, taxId, remitTo } = invoiceRecord().site;
  store.write('user:test', ({ orm }) =>
    orm.update(site).set({ legalName, address, phone, email, mcNumber, usdot, taxId, remitTo }).run(),
  );
  return {
    dataDir,
    store,
    add(sample = {}) {
      const { invoice: values, lines } = invoiceRecord(sample);
      return store.write('user:test', (tx) => {
        const { id } = tx.create('invoice', {
          number: values.number,
          customerNumber: sample.invoice?.customerNumber ?? null,
          billToName: values.billToName,
          billToAddress: values.billToAddress,
          shipToName: values.shipToName,
          shipToCity: values.shipToCity,
          shipToCountry: values.shipToCountry,
          loadNumber: values.loadNumber,
          poNumber: values.poNumber,
          bolNumber: values.bolNumber,
          proNumber: values.proNumber,
          issueDate: values.issueDate,
          dueDate: values.dueDate,
          currency: values.currency,
          subtotalCents: values.subtotalCents,
          taxCents: values.taxCents,
          totalCents: values.totalCents,
          notes: values.notes,
          status: values.status,
        });
        for (const {
          position,
          code,
          description,
          quantityMilli,
          unitPriceE4,
          discountBp,
          amountCents,
        } of lines) {
          tx.orm
            .insert(invoiceLine)
            .values({
              invoiceId: id,
              position,
              code,
              description,
              quantityMilli,
              unitPriceE4,
              discountBp,
              amountCents,
            })
            .run();
        }
        return id;
      });
    },
    row(id) {
      const row = store.orm.select().from(invoice).where(eq(invoice.id, id)).get();
      if (row === undefined) throw new Error(`There is no invoice ${id}.`);
      return row;
    },
    remove() {
      store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
