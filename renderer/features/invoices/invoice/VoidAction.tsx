/** Makes an issued invoice or credit note void, with a reason, and where wanted a draft in its place. */
import { Button, Checkbox, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { InvoiceView } from '../../../../workers/api/wire.ts';
import { useEngine } from '../../../data/engine.ts';
import { paths } from '../../../routing/paths.ts';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { ReasonField } from '../../../ui/ReasonField.tsx';
import { reportDone } from '../../../ui/report.ts';
import { ledgerTexts } from '../ledger-texts.ts';
import type { InvoiceActionProps } from './action.ts';
import { useLedgerRefresh } from './useLedgerRefresh.ts';

const words = ledgerTexts.voiding;

export function VoidAction({ invoice }: InvoiceActionProps) {
  const [opened, { open, close }] = useDisclosure();
  if (invoice.status === 'draft' || invoice.status === 'void') return null;
  return (
    <>
      <Button variant="default" onClick={open}>
        {words.open}
      </Button>
      {opened && <VoidDialog invoice={invoice} onClose={close} />}
    </>
  );
}

function VoidDialog({ invoice, onClose }: { invoice: InvoiceView; onClose: () => void }) {
  const { client } = useEngine();
  const [, navigate] = useLocation();
  const refresh = useLedgerRefresh();
  const [reason, setReason] = useState('');
  const [replace, setReplace] = useState(false);
  const make = useMutation({
    mutationFn: () => client.invoices.void({ invoice: invoice.id, reason, replace }),
    onSuccess: ({ replacement }) => {
      reportDone(words.done(invoice.number));
      onClose();
      if (replacement !== null) navigate(paths.editInvoice(replacement.id));
    },
    onSettled: refresh,
  });
  return (
    <FormDialog
      opened
      danger
      title={words.title(invoice.number)}
      submit={words.submit}
      busy={make.isPending}
      disabled={reason.trim() === ''}
      error={make.error}
      onSubmit={() => {
        make.mutate();
      }}
      onClose={onClose}
    >
      <Text>{words.text}</Text>
      <ReasonField
        required
        label={words.reason}
        hint={words.reasonHint}
        reason={reason}
        onReason={(typed) => {
          make.reset();
          setReason(typed);
        }}
      />
      {invoice.kind === 'invoice' && (
        <Checkbox
          label={words.replace}
          checked={replace}
          onChange={(event) => {
            setReplace(event.currentTarget.checked);
          }}
        />
      )}
    </FormDialog>
  );
}
