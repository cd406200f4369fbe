/** Takes a payment back as a whole, with the reason. */
import { Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useEngine } from '../../../data/engine.ts';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { ReasonField } from '../../../ui/ReasonField.tsx';
import { reportDone } from '../../../ui/report.ts';
import { useLedgerRefresh } from '../invoice/useLedgerRefresh.ts';
import { creditTexts } from './credit-texts.ts';

const words = creditTexts.reverse;

interface ReverseDialogProps {
  /** `amount` with its currency. */
  payment: { id: string; name: string; amount: string };
  onClose: () => void;
}

export function ReverseDialog({ payment, onClose }: ReverseDialogProps) {
  const { client } = useEngine();
  const refresh = useLedgerRefresh();
  const [reason, setReason] = useState('');
  const reverse = useMutation({
    mutationFn: () => client.payments.reverse({ id: payment.id, reason }),
    onSuccess: () => {
      reportDone(words.done);
      onClose();
    },
    onSettled: refresh,
  });
  return (
    <FormDialog
      opened
      danger
      title={words.title(payment.amount, payment.name)}
      submit={words.submit}
      busy={reverse.isPending}
      disabled={reason.trim() === ''}
      error={reverse.error}
      onSubmit={() => {
        reverse.mutate();
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
          reverse.reset();
          setReason(typed);
        }}
      />
    </FormDialog>
  );
}
