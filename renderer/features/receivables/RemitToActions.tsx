/** Verifying and releasing where customers are to pay. Whoever may not verify is told why. */
import { Button, Group, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { RemitToView } from '../../../workers/api/ledger-wire.ts';
import { useEngine } from '../../data/engine.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { reportDone } from '../../ui/report.ts';
import { texts } from './texts.ts';

const words = texts.remitTo;

export function RemitToActions({ row }: { row: RemitToView }) {
  const [verifying, verify] = useDisclosure();
  const [releasing, release] = useDisclosure();
  if (row.released !== null) return null;
  return (
    <Group gap={6} wrap="nowrap">
      {row.awaitsVerification && (
        <Button size="compact-sm" variant="default" onClick={verify.open}>
          {words.verify}
        </Button>
      )}
      <Button size="compact-sm" variant="subtle" onClick={release.open}>
        {words.release}
      </Button>
      {verifying && <VerifyDialog row={row} onClose={verify.close} />}
      {releasing && <ReleaseDialog row={row} onClose={release.close} />}
    </Group>
  );
}

interface DialogProps {
  row: RemitToView;
  onClose: () => void;
}

function VerifyDialog({ row, onClose }: DialogProps) {
  const { api, client, queries } = useEngine();
  const verify = useMutation({
    mutationFn: () => client.remitTo.verify({ id: row.id }),
    onSuccess: () => {
      reportDone(words.verifyDone);
      onClose();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: api.remitTo.key() }),
  });
  return (
    <FormDialog
      opened
      title={words.verifyTitle}
      submit={words.verify}
      busy={verify.isPending}
      disabled={row.whyNotVerify !== null}
      error={verify.error}
      onSubmit={() => {
        verify.mutate();
      }}
      onClose={onClose}
    >
      {row.whyNotVerify === null ? (
        <Text>{words.verifyText(row.name)}</Text>
      ) : (
        <Notice tone="attention">{row.whyNotVerify}</Notice>
      )}
    </FormDialog>
  );
}

function ReleaseDialog({ row, onClose }: DialogProps) {
  const { api, client, queries } = useEngine();
  const [date, setDate] = useState('');
  const release = useMutation({
    mutationFn: () => client.remitTo.release({ id: row.id, date }),
    onSuccess: () => {
      reportDone(words.releaseDone);
      onClose();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: api.remitTo.key() }),
  });
  return (
    <FormDialog
      opened
      danger
      title={words.releaseTitle(row.name)}
      submit={words.release}
      busy={release.isPending}
      disabled={date === ''}
      error={release.error}
      onSubmit={() => {
        release.mutate();
      }}
      onClose={onClose}
    >
      <Text>{words.releaseText}</Text>
      <TextInput
        data-autofocus
        required
        type="date"
        label={words.releaseDate}
        value={date}
        onChange={(event) => {
          release.reset();
          setDate(event.currentTarget.value);
        }}
      />
    </FormDialog>
  );
}
