/** Random work in a ledger: each step one thing that a person could do, refused or not. */
import { applyCreditNote, creditInvoice } from '../../workers/invoices/ledger/credit.ts';
import { changeDraft, createDraft, removeDraft } from '../../workers/invoices/ledger/drafts.ts';
import { issueInvoice } from '../../workers/invoices/ledger/issue.ts';
import { applyPayment, recordPayment, reversePayment } from '../../workers/invoices/ledger/payments.ts';
import { voidInvoice } from '../../workers/invoices/ledger/void.ts';
import { addDays, today } from '../../workers/invoices/ledger/warehouse-days.ts';
import type { Store } from '../../workers/store/open.ts';
import { lineOf } from './ledger.ts';

const clerk = 'user:clerk';

/**
 * @param random from 0 to below 1. @param customers ids. @param backdate whether documents and payments may bear earlier days.
 * @returns a step: what it did, or the code with which it was refused. It throws what is no refusal.
 */
export function randomSteps(
  store: Store,
  random: () => number,
  { customers, backdate }: { customers: readonly string[]; backdate: boolean },
): () => string {
  const below = (n: number) => Math.floor(random() * n);
  const pick = <T>(list: readonly T[]): T | undefined => list[below(list.length)];
  const cents = () => 1 + below(200_00);
  const any = (sql: string) => pick(store.raw.prepare<[], string>(sql).pluck().all()) ?? 'none';
  const draft = () => any(`SELECT id FROM invoice WHERE status = 'draft' AND deleted_at IS NULL`);
  // Mostly one that can be worked on, now and then any.
  const document = () =>
    random() < 0.9
      ? any(`SELECT id FROM invoice WHERE status IN ('issued', 'sent', 'paid')`)
      : any('SELECT id FROM invoice');
  const payment = () => any('SELECT id FROM payment');
  const date = () => (backdate && random() < 0.4 ? addDays(today(store), -below(40)) : undefined);
  const lines = () => Array.from({ length: 1 + below(3) }, () => lineOf(cents()));

  const steps: Record<string, () => unknown> = {
    create: () =>
      createDraft(store, clerk, {
        customer: pick(customers),
        currency: random() < 0.8 ? 'USD' : 'EUR',
        termsDays: below(40),
        taxCents: below(3) * 123,
        lines: lines(),
      }),
    change: () => changeDraft(store, clerk, document(), { notes: `n${below(9)}`, lines: lines() }),
    'change draft': () => changeDraft(store, clerk, draft(), { lines: lines() }),
    remove: () => removeDraft(store, clerk, random() < 0.2 ? draft() : document()),
    issue: () => issueInvoice(store, clerk, draft(), { issueDate: date() }),
    'issue again': () => issueInvoice(store, clerk, document()),
    void: () => voidInvoice(store, clerk, document(), 'r', random() < 0.3),
    credit: () => creditInvoice(store, clerk, document(), { reason: 'r', date: date() }),
    'credit in part': () =>
      creditInvoice(store, clerk, document(), {
        reason: 'r',
        lines: [{ position: 1, amountCents: cents() }],
      }),
    pay: () =>
      recordPayment(store, clerk, {
        customer: pick(customers),
        currency: random() < 0.8 ? 'USD' : 'EUR',
        amountCents: cents(),
        method: 'check',
        date: date(),
        ...(random() < 0.3 ? { shares: [{ invoice: document(), amountCents: cents() }] } : {}),
      }),
    'pay on account': () =>
      recordPayment(store, clerk, {
        customer: pick(customers),
        amountCents: cents(),
        method: 'ach',
        shares: [],
      }),
    apply: () => applyPayment(store, clerk, payment()),
    'apply credit note': () =>
      applyCreditNote(store, clerk, any(`SELECT id FROM invoice WHERE kind = 'credit-note'`)),
    reverse: () => reversePayment(store, clerk, payment(), 'r'),
    send: () => store.write('job:mail', (tx) => tx.update('invoice', document(), { status: 'sent' })),
    overwrite: () =>
      store.write(clerk, (tx) => tx.update('invoice', document(), { billToName: `x${below(99)}` })),
  };
  // Without enough of these there is nothing to work on.
  const names = [...Object.keys(steps), 'create', 'create', 'issue', 'issue', 'issue', 'pay'];

  return () => {
    const name = pick(names) ?? 'create';
    try {
      steps[name]?.();
      return name;
    } catch (error) {
      if ((error as Error).name === 'UserError') return `${name}: ${(error as { code?: string }).code}`;
      throw error;
    }
  };
}
