/** What is selected and what can be done with it. Always there, so that the table does not jump. */
import { Button } from '@mantine/core';
import type { InvoiceFilter } from '../list-params.ts';
import { texts } from '../texts.ts';
import { selectionActions } from './actions.ts';
import { everything, nothing, size, type Selected } from '../../../ui/selected.ts';
import { Sums } from './Sums.tsx';
import classes from './SelectionBar.module.css';

interface SelectionBarProps {
  selected: Selected;
  /** Invoices that the filter matches. */
  total: number;
  filter: InvoiceFilter;
  onSelect: (selected: Selected) => void;
  onStarted: (jobId: string) => void;
}

export function SelectionBar({ selected, total, filter, onSelect, onStarted }: SelectionBarProps) {
  const invoices = selected.kind === 'everything' ? { matching: filter } : { ids: [...selected.ids] };
  const chosen = size(selected, total);
  const whole = selected.kind === 'everything';
  return (
    <section className={classes['bar']} aria-label={texts.selection.label}>
      <output className={classes['count']} data-some={chosen > 0 || undefined}>
        {chosen === 0 ? texts.selection.none : texts.selection[whole ? 'all' : 'some'](chosen)}
      </output>
      {!whole && total > chosen && (
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => {
            onSelect(everything);
          }}
        >
          {texts.selection.selectAll(total)}
        </Button>
      )}
      {chosen > 0 && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          onClick={() => {
            onSelect(nothing);
          }}
        >
          {texts.selection.clear}
        </Button>
      )}
      {chosen > 0 && <Sums invoices={invoices} />}
      <div className={classes['actions']}>
        {selectionActions.map((Action, at) => (
          <Action
            // The list never changes while the program runs.
            // oxlint-disable-next-line react/no-array-index-key
            key={at}
            invoices={invoices}
            count={chosen}
            onStarted={onStarted}
          />
        ))}
      </div>
    </section>
  );
}
