/** What is selected and what can be done with it. Always there, so that the table does not jump. */
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFileTypePdf, IconMail } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEngine } from '../../data/engine.ts';
import { reportFailure } from '../../ui/report.ts';
import { EmailDialog } from './EmailDialog.tsx';
import type { InvoiceFilter } from './list-params.ts';
import classes from './SelectionBar.module.css';
import { everything, nothing, size, type Selected } from './selection.ts';
import { texts } from './texts.ts';

interface SelectionBarProps {
  selected: Selected;
  /** Invoices that the filter matches. */
  total: number;
  filter: InvoiceFilter;
  onSelect: (selected: Selected) => void;
  onStarted: (jobId: string) => void;
}

export function SelectionBar({ selected, total, filter, onSelect, onStarted }: SelectionBarProps) {
  const { client } = useEngine();
  const [emailing, email] = useDisclosure();
  const chosenInvoices = selected.kind === 'everything' ? { matching: filter } : { ids: [...selected.ids] };
  const make = useMutation({
    mutationFn: () => client.invoices.makePdfs(chosenInvoices),
    onSuccess: ({ jobId }) => {
      onStarted(jobId);
    },
    onError: (error) => {
      reportFailure(texts.making.startFailed, error);
    },
  });
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
      <Button
        className={classes['make'] ?? ''}
        size="xs"
        variant="default"
        disabled={chosen === 0}
        leftSection={<IconMail size={16} aria-hidden="true" />}
        onClick={email.open}
      >
        {texts.email.open}
      </Button>
      <Button
        size="xs"
        disabled={chosen === 0}
        loading={make.isPending}
        leftSection={<IconFileTypePdf size={16} aria-hidden="true" />}
        onClick={() => {
          make.mutate();
        }}
      >
        {texts.selection.make}
      </Button>
      {emailing && <EmailDialog opened invoices={chosenInvoices} onClose={email.close} />}
    </section>
  );
}
