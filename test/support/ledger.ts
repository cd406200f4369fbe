/** A ledger for tests: a store in Chicago with a clock that stands still until it is moved, customers, drafts. */
import { eq } from 'drizzle-orm';
import { createDraft, type DraftChange } from '../../workers/invoices/ledger/drafts.ts';
import { issueInvoice } from '../../workers/invoices/ledger/issue.ts';
import type { DraftLine } from '../../workers/invoices/ledger/lines.ts';
import type { Invoice } from '../../workers/invoices/ledger/find.ts';
import type { Store } from '../../workers/store/open.ts';
import { invoice, site } from '../../workers/store/schema.ts';
import type { Values } from '../../workers/store/write.ts';
import { tempStore } from '../fixtures/queues/temp-store.ts';
import { VirtualClock } from './virtual-clock.ts';

export interface Ledger {
  store: Store;
  dataDir: string;
  clock: VirtualClock;
  /** @returns its id. */
  customer(number: string, values?: Partial<Values<'customer'>>): string;
  /** With one line of so many cents. */
  draft(cents: number, change?: DraftChange): Invoice;
  issued(cents: number, change?: DraftChange, issueDate?: string): Invoice;
  row(id: string): Invoice;
  remove(): void;
}

export const clerk = 'user:clerk';

export function lineOf(cents: number, description = 'Line haul, Joliet IL to Columbus OH'): DraftLine {
  return { code: 'line-haul', description, quantityMilli: 1000, unitPriceE4: cents * 100, discountBp: 0 };
}

/** @param now moment at which the clock stands, such as `2026-03-15T12:00:00-05:00`. */
export async function ledger(now = '2026-03-15T12:00:00-05:00'): Promise<Ledger> {
  const clock = new VirtualClock(Date.parse(now));
  const { store, dataDir, remove } = await tempStore(clock);
  store.write('user:test', ({ orm }) =>
    orm
      .update(site)
      .set({
        timeZone: 'America/Chicago',
        legalName: 'Prairie Gate LLC',
        address: '4410 Cass Street\nJoliet, IL',
      })
      .run(),
  );
  const draft = (cents: number, change: DraftChange = {}) =>
    createDraft(store, clerk, { billToName: 'Cash customer', lines: [lineOf(cents)], ...change });
  const row = (id: string) => {
    const found = store.orm.select().from(invoice).where(eq(invoice.id, id)).get();
    if (found === undefined) throw new Error(`There is no invoice ${id}.`);
    return found;
  };
  return {
    store,
    dataDir,
    clock,
    draft,
    row,
    remove,
    customer: (number, values = {}) =>
      store.write(
        'user:test',
        (tx) => tx.create('customer', { number, legalName: `Customer ${number}`, ...values }).id,
      ),
    issued: (cents, change, issueDate) =>
      issueInvoice(store, clerk, draft(cents, change).id, { issueDate }).invoice,
  };
}

/** The code of the UserError that a call throws. */
export function refusal(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
  return 'nothing was refused';
}
