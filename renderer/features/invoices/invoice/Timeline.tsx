/** What has happened to an invoice, latest first, with who and when. */
import { Anchor, Button, Skeleton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { TimelineEntry } from '../../../../workers/api/ledger-wire.ts';
import { useEngine } from '../../../data/engine.ts';
import { person } from '../../../format/actor.ts';
import { money } from '../../../format/money.ts';
import { paths } from '../../../routing/paths.ts';
import { deliveryTone } from '../../../theme/tones.ts';
import { Failure } from '../../../ui/Blank.tsx';
import { Timestamp } from '../../../ui/Moment.tsx';
import { StateBadge } from '../../../ui/StateBadge.tsx';
import { ledgerTexts as words } from '../ledger-texts.ts';
import { creditTexts, paidBy } from '../payment/credit-texts.ts';
import { ReverseDialog } from '../payment/ReverseDialog.tsx';
import { deliveryState } from '../texts.ts';
import classes from './InvoiceScreen.module.css';

export function Timeline({ id, currency }: { id: string; currency: string }) {
  const { api } = useEngine();
  const query = useQuery(api.invoices.timeline.queryOptions({ input: { id } }));
  if (query.data !== undefined) {
    return (
      <ol className={classes['timeline']} aria-label={words.timeline.title}>
        {query.data.map((entry, at) => (
          // Nothing tells two entries of one moment apart but their place.
          // oxlint-disable-next-line react/no-array-index-key
          <Entry key={`${entry.at} ${entry.kind} ${at}`} entry={entry} currency={currency} />
        ))}
      </ol>
    );
  }
  if (query.error !== null)
    return <Failure compact error={query.error} onRetry={() => void query.refetch()} />;
  return <Skeleton height={160} aria-busy="true" />;
}

function Entry({ entry, currency }: { entry: TimelineEntry; currency: string }) {
  const { kind, state, detail, amountCents, invoiceId, at, by } = entry;
  return (
    <li>
      <span className={classes['what']}>
        {words.timeline.kinds[kind]}
        {state !== null && <StateBadge tone={deliveryTone(state)} label={deliveryState(state)} />}
      </span>
      <span className={classes['amount']}>{amountCents !== null && money(amountCents, currency)}</span>
      {detail !== null && detail !== '' && (
        <span className={classes['detail']}>
          {invoiceId === null ? (
            detail
          ) : (
            <Anchor component={Link} href={paths.invoice(invoiceId)} inherit>
              {detail}
            </Anchor>
          )}
        </span>
      )}
      {entry.paymentId !== null && <Reverse entry={entry} id={entry.paymentId} currency={currency} />}
      <span className={classes['who']}>
        <Timestamp at={at} /> {words.timeline.by(person(by))}
      </span>
    </li>
  );
}

/** For a payment as a whole, of which this invoice may have got a part. */
function Reverse({ entry, id, currency }: { entry: TimelineEntry; id: string; currency: string }) {
  const { api } = useEngine();
  const [opened, { open, close }] = useDisclosure();
  const payment = useQuery({ ...api.payments.get.queryOptions({ input: { id } }), enabled: opened });
  const name = paidBy(entry.detail ?? '');
  const amountCents = payment.data?.amountCents;
  return (
    <span className={classes['act']}>
      <Button
        size="compact-xs"
        variant="default"
        aria-label={creditTexts.reverse.openOf(name)}
        loading={opened && payment.isLoading}
        onClick={open}
      >
        {creditTexts.reverse.open}
      </Button>
      {opened && amountCents !== undefined && (
        <ReverseDialog payment={{ id, name, amount: money(amountCents, currency) }} onClose={close} />
      )}
    </span>
  );
}
