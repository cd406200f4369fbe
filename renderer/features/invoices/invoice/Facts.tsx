/** Whom the invoice is for, where to pay, the terms and the numbers of the load: as it was issued, nothing looked up anew. */
import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { InvoiceView } from '../../../../workers/api/wire.ts';
import { plainDate } from '../../../format/time.ts';
import { paths } from '../../../routing/paths.ts';
import { texts as shared } from '../../../ui/texts.ts';
import { shipmentFormOf, type StopForm } from '../draft/shipment-form.ts';
import { stopWords } from '../draft/shipment-texts.ts';
import { ledgerTexts as words } from '../ledger-texts.ts';
import { texts } from '../texts.ts';
import classes from './InvoiceScreen.module.css';

export function Facts({ invoice }: { invoice: InvoiceView }) {
  const shipTo = [invoice.shipToName, invoice.shipToCity, invoice.shipToCountry].filter(isGiven).join(', ');
  const { references } = words;
  const stops = invoice.shipment === null ? [] : shipmentFormOf(invoice.shipment).stops.filter(isKnown);
  return (
    <dl className={classes['facts']}>
      <Fact name={texts.invoice.billTo}>
        <strong>{invoice.billToName}</strong>
        {invoice.billToAddress !== null && <div className={classes['text']}>{invoice.billToAddress}</div>}
      </Fact>
      <Fact name={words.remitTo}>
        <div className={classes['text']}>
          {invoice.remitTo ?? (invoice.status === 'draft' ? words.remitToAtIssue : shared.nothing)}
        </div>
      </Fact>
      <Fact name={texts.invoice.customer}>
        {invoice.customerNumber === null ? (
          shared.nothing
        ) : (
          <Anchor component={Link} href={paths.account(invoice.customerNumber)} inherit>
            {invoice.customerNumber}
          </Anchor>
        )}
      </Fact>
      <Fact name={words.terms}>{termsOf(invoice)}</Fact>
      {shipTo !== '' && <Fact name={words.shipTo}>{shipTo}</Fact>}
      {isGiven(invoice.loadNumber) && <Fact name={references.load}>{invoice.loadNumber}</Fact>}
      {isGiven(invoice.poNumber) && <Fact name={references.po}>{invoice.poNumber}</Fact>}
      {isGiven(invoice.bolNumber) && <Fact name={references.bol}>{invoice.bolNumber}</Fact>}
      {isGiven(invoice.proNumber) && <Fact name={references.pro}>{invoice.proNumber}</Fact>}
      {stops.map((stop) => (
        <Fact key={stop.key} name={stopWords[stop.kind]}>
          <div className={classes['text']}>
            {[
              [stop.name, stop.place].filter(isGiven).join(', '),
              stop.date === '' ? '' : plainDate(stop.date),
            ]
              .filter(isGiven)
              .join('\n')}
          </div>
        </Fact>
      ))}
      {invoice.creditsId !== null && <OtherInvoice name={words.credits} id={invoice.creditsId} />}
      {invoice.replacesId !== null && <OtherInvoice name={words.replaces} id={invoice.replacesId} />}
      {isGiven(invoice.notes) && (
        <Fact name={invoice.kind === 'credit-note' ? words.reasonOfCredit : words.notes}>
          <div className={classes['text']}>{invoice.notes}</div>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function OtherInvoice({ name, id }: { name: string; id: string }) {
  return (
    <Fact name={name}>
      <Anchor component={Link} href={paths.invoice(id)} inherit>
        {words.showInvoice}
      </Anchor>
    </Fact>
  );
}

function termsOf({ terms, termsDays, status }: InvoiceView): string {
  if (terms !== null) return terms;
  if (termsDays !== null) return words.termsDays(termsDays);
  return status === 'draft' ? words.termsOfCustomer : shared.nothing;
}

const isGiven = (text: string | null): text is string => text !== null && text !== '';

const isKnown = ({ name, place, date }: StopForm) => [name, place, date].some(isGiven);
