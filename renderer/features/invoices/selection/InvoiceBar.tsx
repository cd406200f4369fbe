/** Which invoices are selected, what they come to, and what can be done with them. */
import { size, type Selected } from '../../../ui/selected.ts';
import { SelectionBar } from '../../../ui/SelectionBar.tsx';
import type { InvoiceFilter } from '../list-params.ts';
import { texts } from '../texts.ts';
import { selectionActions } from './actions.ts';
import { Sums } from './Sums.tsx';

interface InvoiceBarProps {
  selected: Selected;
  /** Invoices that the filter matches. */
  total: number;
  filter: InvoiceFilter;
  onSelect: (selected: Selected) => void;
  onStarted: (jobId: string) => void;
}

export function InvoiceBar({ selected, total, filter, onSelect, onStarted }: InvoiceBarProps) {
  const invoices = selected.kind === 'everything' ? { matching: filter } : { ids: [...selected.ids] };
  const chosen = size(selected, total);
  return (
    <SelectionBar
      words={texts.selection}
      selected={selected}
      total={total}
      onSelect={onSelect}
      aside={chosen > 0 && <Sums invoices={invoices} />}
    >
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
    </SelectionBar>
  );
}
