/** A customer's credit on hold: told, set with a reason, taken off. */
import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { CustomerAccount } from '../../../workers/api/ledger-wire.ts';
import { useEngine } from '../../data/engine.ts';
import { person } from '../../format/actor.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { Timestamp } from '../../ui/Moment.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ReasonField } from '../../ui/ReasonField.tsx';
import { reportDone, reportFailure } from '../../ui/report.ts';
import { texts } from './texts.ts';

const words = texts.hold;

interface AccountProps {
  account: CustomerAccount;
}

export function HoldNotice({ account: { creditHold } }: AccountProps) {
  if (creditHold === null) return null;
  return (
    <Notice tone="attention" title={words.why(creditHold.reason ?? words.noReason)}>
      {creditHold.set !== null && (
        <>
          <Timestamp at={creditHold.set.at} /> {words.by(person(creditHold.set.by))}
        </>
      )}
    </Notice>
  );
}

export function HoldAction({ account }: AccountProps) {
  const { api, client, queries } = useEngine();
  const [opened, { open, close }] = useDisclosure();
  const take = useMutation({
    mutationFn: () => client.receivables.setCreditHold({ customer: account.customerId, hold: false }),
    onSuccess: () => {
      reportDone(words.taken);
    },
    onError: (error) => {
      reportFailure(words.failed, error);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: api.receivables.key() }),
  });
  if (account.creditHold !== null) {
    return (
      <Button
        variant="default"
        loading={take.isPending}
        onClick={() => {
          take.mutate();
        }}
      >
        {words.take}
      </Button>
    );
  }
  return (
    <>
      <Button variant="default" onClick={open}>
        {words.set}
      </Button>
      {opened && <HoldDialog account={account} onClose={close} />}
    </>
  );
}

function HoldDialog({ account, onClose }: AccountProps & { onClose: () => void }) {
  const { api, client, queries } = useEngine();
  const [reason, setReason] = useState('');
  const set = useMutation({
    mutationFn: () => client.receivables.setCreditHold({ customer: account.customerId, hold: true, reason }),
    onSuccess: () => {
      reportDone(words.done);
      onClose();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: api.receivables.key() }),
  });
  return (
    <FormDialog
      opened
      title={words.title(account.name)}
      submit={words.set}
      busy={set.isPending}
      disabled={reason.trim() === ''}
      error={set.error}
      onSubmit={() => {
        set.mutate();
      }}
      onClose={onClose}
    >
      <Text>{words.text}</Text>
      <ReasonField
        required
        label={words.reason}
        reason={reason}
        onReason={(typed) => {
          set.reset();
          setReason(typed);
        }}
      />
    </FormDialog>
  );
}
