/** Issues a credit note on an invoice: for all that is left of it, or for some lines in whole or in part. */
import { Button, Radio, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { InvoiceView } from '../../../../workers/api/wire.ts';
import { useEngine } from '../../../data/engine.ts';
import { money } from '../../../format/money.ts';
import { paths } from '../../../routing/paths.ts';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { ReasonField } from '../../../ui/ReasonField.tsx';
import { reportDone } from '../../../ui/report.ts';
import { ledgerTexts } from '../ledger-texts.ts';
import type { InvoiceActionProps } from './action.ts';
import { chosenLines, leftOfLine } from './credit-amounts.ts';
import { CreditLines } from './CreditLines.tsx';
import { useLedgerRefresh } from './useLedgerRefresh.ts';

const words = ledgerTexts.credit;

export function CreditAction({ invoice }: InvoiceActionProps) {
  const [opened, { open, close }] = useDisclosure();
  const isCreditable = invoice.kind === 'invoice' && ['issued', 'sent', 'paid'].includes(invoice.status);
  if (!isCreditable || invoice.credited.totalCents >= invoice.totalCents) return null;
  return (
    <>
      <Button variant="default" onClick={open}>
        {words.open}
      </Button>
      {opened && <CreditDialog invoice={invoice} onClose={close} />}
    </>
  );
}

function CreditDialog({ invoice, onClose }: { invoice: InvoiceView; onClose: () => void }) {
  const { client } = useEngine();
  const [, navigate] = useLocation();
  const refresh = useLedgerRefresh();
  // Asked again after the engine was lost, it is the same credit note.
  const [id] = useState(() => crypto.randomUUID());
  const [reason, setReason] = useState('');
  const [part, setPart] = useState<'whole' | 'lines'>('whole');
  const [typed, setTyped] = useState<Record<number, string>>({});
  const lines = chosenLines(invoice, typed);
  const credit = useMutation({
    mutationFn: () =>
      client.invoices.credit({
        id,
        invoice: invoice.id,
        reason,
        ...(part === 'lines' && lines !== null ? { lines } : {}),
      }),
    onSuccess: (note) => {
      reportDone(words.done(note.number));
      onClose();
      navigate(paths.invoice(note.id));
    },
    onSettled: refresh,
  });
  const left = money(invoice.totalCents - invoice.credited.totalCents, invoice.currency);
  return (
    <FormDialog
      opened
      size="lg"
      title={words.title(invoice.number)}
      submit={words.submit}
      busy={credit.isPending}
      disabled={reason.trim() === '' || (part === 'lines' && (lines === null || lines.length === 0))}
      error={credit.error}
      onSubmit={() => {
        credit.mutate();
      }}
      onClose={onClose}
    >
      <ReasonField
        required
        label={words.reason}
        hint={words.reasonHint}
        reason={reason}
        onReason={(typed) => {
          credit.reset();
          setReason(typed);
        }}
      />
      <Radio.Group
        label={words.what}
        value={part}
        onChange={(next) => {
          setPart(next === 'lines' ? 'lines' : 'whole');
        }}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="whole" label={words.whole(left)} />
          <Radio
            value="lines"
            label={words.lines}
            disabled={invoice.lines.every((line) => leftOfLine(invoice, line) === 0)}
          />
        </Stack>
      </Radio.Group>
      {part === 'lines' && (
        <CreditLines
          invoice={invoice}
          typed={typed}
          onType={(position, text) => {
            credit.reset();
            setTyped({ ...typed, [position]: text });
          }}
        />
      )}
    </FormDialog>
  );
}
