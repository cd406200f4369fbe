/** What the selected invoices come to, by currency. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEngine } from '../../../data/engine.ts';
import { money } from '../../../format/money.ts';
import { texts } from '../texts.ts';
import type { SelectionActionProps } from './action.ts';
import classes from './Sums.module.css';

export function Sums({ invoices }: Pick<SelectionActionProps, 'invoices'>) {
  const { api } = useEngine();
  const query = useQuery({
    ...api.invoices.totals.queryOptions({ input: invoices }),
    placeholderData: keepPreviousData,
  });
  const sums = query.data ?? [];
  return (
    <output className={classes['sums']} data-stale={query.isPlaceholderData || undefined}>
      {sums
        .map(({ currency, totalCents, openCents }) =>
          texts.selection.sums(money(totalCents, currency), money(openCents, currency)),
        )
        .join(' · ')}
    </output>
  );
}
