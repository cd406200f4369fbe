/**
 * Issuing: a draft gets its number, its snapshots and its due date, in one transaction that is on the disk before anybody is told.
 * From then on it says what it says (see ledger.md).
 */
import { UserError } from '../../errors.ts';
import { takeNumber, type NumberPrefix } from '../../store/number-register.ts';
import type { Store } from '../../store/open.ts';
import type { Transaction, Values } from '../../store/write.ts';
import { billToOf } from './bill-to.ts';
import { linesOf, withoutPdf } from './drafts.ts';
import { customerOf, nameOf, requireInvoice, type Customer, type Invoice, type Reading } from './find.ts';
import { remitToText } from './remit-to-text.ts';
import { termsFrom } from './terms.ts';
import { dayUntilToday } from './warehouse-days.ts';

export interface IssueOptions {
  /** `YYYY-MM-DD`, not after today; left out: today in the warehouse. */
  issueDate?: string | undefined;
  /** Why it is issued although the customer's credit is on hold. */
  creditHoldOverride?: string | undefined;
  /** Refuses with `version-conflict` when the draft is not the one that was looked at. */
  expectedVersion?: number | undefined;
}

export interface Issued {
  invoice: Invoice;
  /** False when it had been issued before: it keeps its number. */
  issued: boolean;
}

/**
 * @throws UserError `not-found`, `invoice-void`, `credit-hold`, `no-lines`, `nothing-to-pay`, `date-invalid`,
 * `date-in-future`, `version-conflict`.
 */
export function issueInvoice(
  store: Store,
  actor: string,
  key: string,
  { issueDate, creditHoldOverride, expectedVersion }: IssueOptions = {},
): Issued {
  return store.write(
    actor,
    (tx) => {
      const draft = requireInvoice(tx, key);
      if (draft.status === 'void') throw new UserError('invoice-void', `${nameOf(draft)} is void.`);
      if (draft.status !== 'draft') return { invoice: draft, issued: false };
      const customer = customerOf(tx, draft);
      requireIssuable(tx, draft);
      requireCredit(tx, draft, customer, creditHoldOverride);
      const date = dayUntilToday(store, issueDate, 'An invoice');
      const snapshots = {
        ...(customer === null ? {} : billToOf(customer)),
        ...termsFrom(date, draft.termsDays, customer?.termsDays ?? null),
        remitTo: remitToText(tx, draft.customerId, date),
      };
      return { invoice: giveNumber(tx, draft, 'INV', date, snapshots, expectedVersion), issued: true };
    },
    'full',
  );
}

/** The step from draft to issued, of invoices and of credit notes. */
export function giveNumber(
  tx: Transaction,
  draft: Invoice,
  prefix: NumberPrefix,
  issueDate: string,
  snapshots: Partial<Values<'invoice'>>,
  expectedVersion?: number,
): Invoice {
  const number = takeNumber(tx, prefix, Number(issueDate.slice(0, 4)), draft.id);
  return tx.update(
    'invoice',
    draft.id,
    {
      ...withoutPdf,
      ...snapshots,
      number,
      issueDate,
      status: 'issued',
      issuedAt: tx.now,
      issuedBy: tx.actor,
    },
    expectedVersion,
  );
}

/** @throws UserError `no-lines`, `nothing-to-pay`. */
export function requireIssuable(reading: Reading, draft: Invoice): void {
  if (linesOf(reading, draft.id).length === 0)
    throw new UserError('no-lines', `${nameOf(draft)} has no lines. Add what is charged, then issue it.`);
  if (draft.totalCents > 0) return;
  throw new UserError(
    'nothing-to-pay',
    `${nameOf(draft)} comes to nothing or less. What a customer gets back is a credit note on the invoice it belongs to.`,
  );
}

function requireCredit(
  tx: Transaction,
  draft: Invoice,
  customer: Customer | null,
  override: string | undefined,
): void {
  if (customer?.creditHold !== true) return;
  const why = customer.creditHoldReason ?? 'no reason was given';
  const reason = override?.trim() ?? '';
  if (reason === '') {
    throw new UserError(
      'credit-hold',
      `The credit of ${customer.legalName} is on hold (${why}), so nothing is issued. Take the hold off, or issue it all the same and say why.`,
    );
  }
  tx.audit('invoice', draft.id, 'override-credit-hold', { hold: why, reason });
}
