/** What it comes to, what of it is settled, what is open, and until when. */
import type { InvoiceView } from '../../../../workers/api/wire.ts';
import { money } from '../../../format/money.ts';
import { plainDate } from '../../../format/time.ts';
import { Due } from '../Due.tsx';
import { ledgerTexts as words } from '../ledger-texts.ts';
import { signedTotal } from '../standing.ts';
import { texts } from '../texts.ts';
import classes from './InvoiceScreen.module.css';

export function Amounts({ invoice }: { invoice: InvoiceView }) {
  const { currency, totalCents, openCents, kind, status } = invoice;
  const isOwed = kind === 'invoice' && ['issued', 'sent', 'paid'].includes(status);
  return (
    <dl className={classes['amounts']}>
      <dt>{words.amounts.total}</dt>
      <dd data-main={!isOwed || undefined}>{money(signedTotal(invoice), currency)}</dd>
      {isOwed && (
        <>
          <dt>{words.amounts.settled}</dt>
          <dd>{money(totalCents - openCents, currency)}</dd>
          <dt>{words.amounts.open}</dt>
          <dd data-main>{money(openCents, currency)}</dd>
        </>
      )}
      {status !== 'draft' && (
        <>
          <dt>{texts.invoice.issued}</dt>
          <dd>{plainDate(invoice.issueDate)}</dd>
        </>
      )}
      {invoice.dueDate !== null && (
        <>
          <dt>{texts.invoice.due}</dt>
          <dd>
            <Due row={invoice} />
          </dd>
        </>
      )}
    </dl>
  );
}
