/** What issuing a draft would give, and what stands in its way: told before a person says yes to what cannot be taken back. */
import { UserError } from '../../errors.ts';
import { nextNumber } from '../../store/number-register.ts';
import type { Store } from '../../store/open.ts';
import { customerOf, requireInvoice } from './find.ts';
import { requireIssuable } from './issue.ts';
import { termsFrom } from './terms.ts';
import { dayUntilToday } from './warehouse-days.ts';

export interface IssuePreview {
  /** Comes true unless another invoice is issued first. */
  number: string;
  /** `YYYY-MM-DD` */
  issueDate: string;
  dueDate: string;
  terms: string;
  /** Why the customer's credit is on hold; null when it is not. */
  hold: string | null;
  /** Why it cannot be issued as it is; null when it can. */
  problem: { code: string; message: string } | null;
}

/**
 * @param issueDate `YYYY-MM-DD`, not after today; left out: today in the warehouse.
 * @throws UserError `not-found`, `date-invalid`, `date-in-future`.
 */
export function previewIssue(store: Store, key: string, issueDate: string | undefined): IssuePreview {
  const draft = requireInvoice(store, key);
  const customer = customerOf(store, draft);
  const date = dayUntilToday(store, issueDate, 'An invoice');
  const { terms, dueDate } = termsFrom(date, draft.termsDays, customer?.termsDays ?? null);
  return {
    number: nextNumber(store, 'INV', Number(date.slice(0, 4))),
    issueDate: date,
    dueDate,
    terms,
    hold: customer?.creditHold === true ? (customer.creditHoldReason ?? 'no reason was given') : null,
    problem: refusalOf(() => {
      requireIssuable(store, draft);
    }),
  };
}

function refusalOf(check: () => void): IssuePreview['problem'] {
  try {
    check();
    return null;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { code: error.code, message: error.message };
  }
}
