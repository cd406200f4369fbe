/** What may go on paper, what is refused, and what a person's word does to a print of which nobody knows. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { printDocument } from '../../../workers/jobs/print-document.ts';
import { answerPrint } from '../../../workers/printing/answer.ts';
import { previewPrints } from '../../../workers/printing/preview.ts';
import { requestInvoicePrints, requestReprint, requestVoidCopy } from '../../../workers/printing/request.ts';
import { chooseForRole } from '../../../workers/printing/roles.ts';
import { lookAfterPrints } from '../../../workers/printing/watch.ts';
import { resolveEffect } from '../../../workers/queues/resolve-effect.ts';
import type { Printer, PrintSystem } from '../../../workers/printing/print-system.ts';
import { insertEffect, markEffectUnknown } from '../../../workers/store/effect.ts';
import { effectKeyOf, listPrints, movePrint, printById } from '../../../workers/store/print-job.ts';
import { setPrinterRole } from '../../../workers/store/printer-role.ts';
import { invoice, outbox } from '../../../workers/store/schema.ts';
import { testStore, type TestStore } from '../../support/invoice-store.ts';
import { jobContext } from '../../support/job-context.ts';

let site: TestStore;
let made = 0;
beforeAll(async () => {
  site = await testStore();
});
afterAll(() => site.remove());
beforeEach(() => role('Office'));

function role(printer: string, fallback: string | null = null): void {
  const values = { role: 'invoice', printer, fallback, copies: 2, tray: null, duplex: false };
  site.store.write('user:test', (tx) => setPrinterRole(tx, values));
}

function added(status = 'issued'): { no: number; id: string; number: string } {
  const number = `R-${++made}`;
  const id = site.add({ invoice: { number, status } });
  return { no: site.row(id).no, id, number };
}

const setStatus = (id: string, status: string) =>
  site.store.write('user:test', ({ orm }) =>
    orm.update(invoice).set({ status }).where(eq(invoice.id, id)).run(),
  );
const want = (...nos: number[]) => requestInvoicePrints(site.store, 'user:test', nos);
function newest() {
  const [print] = listPrints(site.store, { search: '' }, { limit: 1, offset: 0 }).rows;
  if (print === undefined) throw new Error('Nothing was wanted.');
  return print;
}
const known = () => true;

/** A print whose run was killed between the ledger and the answer of the spooler, and whose job has failed over it. */
function inDoubt() {
  want(added().no);
  const print = newest();
  const jobId = print.jobId ?? '';
  site.store.write('job:test', (tx) => {
    insertEffect(tx, { key: effectKeyOf(print.id), jobId, state: 'intended', result: '{}' });
    markEffectUnknown(tx, effectKeyOf(print.id));
    movePrint(tx, print.id, ['waiting'], { state: 'unknown' });
    tx.orm.update(outbox).set({ state: 'failed', settledAt: tx.now }).where(eq(outbox.id, jobId)).run();
  });
  return printById(site.store, print.id) ?? print;
}

const printer = (name: string, changes: Partial<Printer> = {}): Printer => ({
  name,
  state: 'idle',
  accepting: true,
  reason: '',
  isDefault: false,
  notPaper: null,
  ...changes,
});
const systemWith = (...printers: Printer[]): PrintSystem => ({
  list: () => Promise.resolve(printers),
  submit: () => Promise.reject(new Error('Nothing is to be handed over.')),
  statesOf: () => Promise.resolve(new Map()),
});

describe('a draft or void invoice', () => {
  it('is refused by itself, with the reason', () => {
    expect(() => want(added('draft').no)).toThrow('Issue it first');
    expect(() => want(added('void').no)).toThrow('is void');
  });

  it('is left out of a batch and named, while the others are printed', () => {
    const [good, draft, gone] = [added(), added('draft'), added('void')];
    const result = want(good.no, draft.no, gone.no);
    expect(result).toMatchObject({ made: 1, already: 0, refusedCount: 2 });
    expect(result.refused.map(({ invoiceId, code }) => [invoiceId, code])).toEqual([
      [draft.id, 'invoice-draft'],
      [gone.id, 'invoice-void'],
    ]);
    expect(newest()).toMatchObject({ documentId: good.id, copies: 2 });
  });

  it('is counted beforehand as it will be refused', async () => {
    const [good, printed, draft] = [added(), added(), added('draft')];
    want(printed.no);
    expect(await previewPrints(site.store, [good.no, printed.no, draft.no], { copies: 3 })).toMatchObject({
      invoices: 3,
      prints: 1,
      already: 1,
      copies: 3,
      printer: 'Office',
      uncounted: 1,
      refusedCount: 1,
    });
  });

  it('is not printed when it became void while it waited', async () => {
    const { no, id } = added();
    want(no);
    const print = newest();
    setStatus(id, 'void');
    expect(await printDocument(jobContext(site.store, { printId: print.id }))).toMatchObject({
      state: 'failed',
    });
    expect(printById(site.store, print.id)?.message).toContain('is void');
  });

  it('is printed as a copy when a person says why, once however often it is asked', () => {
    const gone = added('void');
    const ask = { invoice: gone.number, reason: 'the auditor', requestId: crypto.randomUUID() };
    expect(() => requestVoidCopy(site.store, 'user:test', { ...ask, reason: ' ' })).toThrow('Say why');
    expect(() => requestVoidCopy(site.store, 'user:test', { ...ask, invoice: added().number })).toThrow(
      'is not void',
    );
    const id = requestVoidCopy(site.store, 'user:test', ask);
    expect(requestVoidCopy(site.store, 'user:test', ask)).toBe(id);
    expect(newest()).toMatchObject({ id, documentId: gone.id, reason: 'the auditor', state: 'waiting' });
  });
});

describe('a print of which nobody knows', () => {
  it('that came out is printed, and its job does nothing more', async () => {
    const print = inDoubt();
    expect(answerPrint(site.store, 'user:test', { id: print.id, cameOut: true }, known)).toEqual({
      id: null,
    });
    expect(printById(site.store, print.id)).toMatchObject({ state: 'printed' });
    expect(await printDocument(jobContext(site.store, { printId: print.id }))).toMatchObject({
      state: 'printed',
    });
    expect(() => answerPrint(site.store, 'user:test', { id: print.id, cameOut: true }, known)).toThrow(
      'nothing to decide',
    );
  });

  it('that did not come out waits for a new job, and the watch leaves it alone', async () => {
    const print = inDoubt();
    answerPrint(site.store, 'user:test', { id: print.id, cameOut: false }, known);
    const again = printById(site.store, print.id);
    expect(again).toMatchObject({ state: 'waiting', settledAt: null });
    expect(again?.jobId).not.toBe(print.jobId);
    await lookAfterPrints(site.store, () => systemWith());
    expect(printById(site.store, print.id)).toMatchObject({ state: 'waiting' });
  });

  it('is not given up by the watch while the job that a decision has started is still to run', async () => {
    const print = inDoubt();
    const ask = { key: effectKeyOf(print.id), decision: 'not-done', again: true } as const;
    expect(resolveEffect(site.store, 'user:test', ask, known)).not.toBeNull();
    await lookAfterPrints(site.store, () => systemWith());
    expect(printById(site.store, print.id)).toMatchObject({ state: 'unknown', settledAt: null });
  });

  it('that the print system has forgotten is printed again as a print of its own, once', () => {
    want(added().no);
    const { id, documentId } = newest();
    site.store.write('user:test', (tx) =>
      movePrint(tx, id, ['waiting'], { state: 'unknown', settledAt: tx.now }),
    );
    const answered = answerPrint(site.store, 'user:test', { id, cameOut: false }, known);
    expect(printById(site.store, id)).toMatchObject({ state: 'failed' });
    expect(newest()).toMatchObject({ id: answered.id, documentId, state: 'waiting' });
  });
});

it('a reprint that is asked for twice is one', () => {
  want(added().no);
  const { id } = newest();
  site.store.write('user:test', (tx) =>
    movePrint(tx, id, ['waiting'], { state: 'printed', settledAt: tx.now }),
  );
  const requestId = crypto.randomUUID();
  const first = requestReprint(site.store, 'user:test', id, 'torn', requestId);
  expect(requestReprint(site.store, 'user:test', id, 'torn', requestId)).toBe(first);
});

describe('what waits for a printer', () => {
  const held = (name: string) => {
    want(added().no);
    const { id } = newest();
    site.store.write('user:test', (tx) =>
      movePrint(tx, id, ['waiting'], { state: 'held', printer: name, jobId: null }),
    );
    return id;
  };

  it('goes to the printer that takes its role over', async () => {
    const id = held('Office');
    const wish = { role: 'invoice', printer: 'Hall', fallback: null, copies: 1, tray: null, duplex: false };
    expect(await chooseForRole(site.store, 'user:test', systemWith(printer('Hall')), wish, false)).toBe(1);
    await lookAfterPrints(site.store, () => systemWith(printer('Hall')));
    expect(printById(site.store, id)).toMatchObject({ state: 'waiting', printer: 'Hall' });
  });

  it('goes to the role’s own printer again, although it was to go to the fallback', async () => {
    role('Office', 'Second');
    const id = held('Second');
    const paused = printer('Second', { state: 'paused' });
    await lookAfterPrints(site.store, () => systemWith(printer('Office'), paused));
    expect(printById(site.store, id)).toMatchObject({ state: 'waiting' });
  });
});
