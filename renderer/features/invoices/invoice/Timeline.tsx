/** What has happened to an invoice, latest first, with who and when. */
import { Anchor, Skeleton } from '@mantine/core';
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
      <span className={classes['who']}>
        <Timestamp at={at} /> {words.timeline.by(person(by))}
      </span>
    </li>
  );
}
