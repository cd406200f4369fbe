/** What all customers owe together, by age: one row per currency. */
import type { Aging, AgingSums } from '../../../workers/invoices/ledger/aging.ts';
import { money } from '../../format/money.ts';
import classes from './AgingTotals.module.css';
import { texts } from './texts.ts';

const words = texts.aging;

const parts: { label: string; cents: (sums: AgingSums) => number; late?: true }[] = [
  { label: words.notDue, cents: (sums) => sums.notDueCents },
  { label: words.days30, cents: (sums) => sums.days30Cents },
  { label: words.days60, cents: (sums) => sums.days60Cents },
  { label: words.days90, cents: (sums) => sums.days90Cents, late: true },
  { label: words.older, cents: (sums) => sums.olderCents, late: true },
  { label: words.open, cents: (sums) => sums.openCents },
];

export function AgingTotals({ totals }: { totals: Aging['totals'] }) {
  return totals.map((sums) => (
    <dl key={sums.currency} className={classes['totals']} aria-label={`${words.total}, ${sums.currency}`}>
      {parts.map(({ label, cents, late }) => (
        <div key={label} data-late={(late === true && cents(sums) > 0) || undefined}>
          <dt>{label}</dt>
          <dd>{money(cents(sums), sums.currency)}</dd>
        </div>
      ))}
    </dl>
  ));
}
