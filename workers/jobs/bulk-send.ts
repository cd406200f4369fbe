/**
 * The job `email/bulk-send`: many invoices become mails, each with a job of its own. What one invoice lacks is its own result. Run
 * again, it finds the mails that it has made and makes the others.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BulkMailResult } from '../api/wire.ts';
import { errorInfo, UserError } from '../errors.ts';
import { requireAccount, wantMails } from '../mail/request.ts';
import type { PayloadOf } from '../queues/catalog.ts';
import type { JobHandler } from '../queues/define.ts';
import { invoicesToMail } from '../store/queries/invoice-recipients.ts';

/** A result is for reading; a hundred thousand failures of one kind are said by their number. */
const mostListed = 1000;
/** Invoices of one transaction: others get to write in between. */
const perTransaction = 50;

/** @throws UserError `mail-not-set-up`. */
export const bulkSend: JobHandler<PayloadOf<'email/bulk-send'>, BulkMailResult> = async ({
  store,
  actor,
  payload: { ranges, count, to },
  signal,
  progress,
}) => {
  const account = requireAccount(store);
  const result: BulkMailResult = { mails: 0, already: 0, failed: [], failedUnlisted: 0 };
  let done = 0;
  for (const [from, end] of ranges) {
    for (let next = from; next <= end;) {
      await nextTurn();
      signal.throwIfAborted();
      progress(done / count, { done, total: count });
      const invoices = invoicesToMail(store, [next, end], perTransaction);
      store.write(actor, (tx) => {
        for (const invoice of invoices) {
          try {
            const { made, already } = wantMails(store, tx, account, invoice, to);
            result.mails += made;
            result.already += already;
          } catch (error) {
            if (!(error instanceof UserError)) throw error;
            const { id: invoiceId, number } = invoice;
            if (result.failed.length < mostListed)
              result.failed.push({ invoiceId, number, error: errorInfo(error) });
            else result.failedUnlisted++;
          }
        }
      });
      done += invoices.length;
      const last = invoices.at(-1);
      if (last === undefined) break;
      next = last.no + 1;
    }
  }
  progress(1, { done, total: count });
  return result;
};
