/** What can be done with one print: cancel it, print it again, or say what became of it. */
import { Button, Group, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { PrintRow } from '../../../workers/api/wire.ts';
import { useEngine } from '../../data/engine.ts';
import { ReasonForm } from '../../ui/ReasonForm.tsx';
import { reportDone, reportFailure, reportNotice } from '../../ui/report.ts';
import { texts as shared } from '../../ui/texts.ts';
import { texts } from './texts.ts';

export function PrintAction({ print }: { print: PrintRow }) {
  if (print.state === 'waiting' || print.state === 'held') return <Cancel id={print.id} />;
  if (print.state === 'printed' || print.state === 'failed') return <Again print={print} />;
  if (print.state === 'unknown') return <Answer print={print} />;
  return null;
}

function useRefresh(): () => void {
  const { api, queries } = useEngine();
  return () => void queries.invalidateQueries({ queryKey: api.printing.key() });
}

function Cancel({ id }: { id: string }) {
  const { client } = useEngine();
  const cancel = useMutation({
    mutationFn: () => client.printing.cancel({ id }),
    onSuccess: ({ cancelled }) => {
      if (cancelled) reportDone(texts.cancel.done);
      else reportNotice(texts.cancel.late);
    },
    onError: (error) => {
      reportFailure(texts.cancel.failed, error);
    },
    onSettled: useRefresh(),
  });
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={cancel.isPending}
      onClick={() => {
        cancel.mutate();
      }}
    >
      {texts.cancel.open}
    </Button>
  );
}

function Again({ print }: { print: PrintRow }) {
  const { client } = useEngine();
  const refresh = useRefresh();
  const [opened, { open, close }] = useDisclosure();
  const [reason, setReason] = useState('');
  // One occasion, one id: a second click or a broken connection prints nothing twice.
  const [requestId, setRequestId] = useState(() => crypto.randomUUID());
  const send = useMutation({
    mutationFn: () => client.printing.reprint({ id: print.id, reason, requestId }),
    onSuccess: () => {
      reportDone(texts.again.done);
      setReason('');
      setRequestId(crypto.randomUUID());
      close();
      refresh();
    },
  });
  return (
    <>
      <Button size="compact-sm" variant="subtle" onClick={open}>
        {texts.again.open}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={texts.again.title(print.title)}
        closeButtonProps={{ 'aria-label': shared.close }}
      >
        <ReasonForm
          text={texts.again.text}
          label={texts.again.reason}
          submit={texts.again.send}
          reason={reason}
          onReason={setReason}
          send={send}
        />
      </Modal>
    </>
  );
}

function Answer({ print }: { print: PrintRow }) {
  const { client } = useEngine();
  const [opened, { open, close }] = useDisclosure();
  const answer = useMutation({
    mutationFn: (cameOut: boolean) => client.printing.answer({ id: print.id, cameOut }),
    onSuccess: ({ id }) => {
      reportDone(id === null ? texts.doubt.noted : texts.doubt.printedAgain);
      close();
    },
    onError: (error) => {
      reportFailure(texts.doubt.failed, error);
    },
    onSettled: useRefresh(),
  });
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={open}>
        {texts.doubt.open}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={texts.doubt.title(print.title)}
        closeButtonProps={{ 'aria-label': shared.close }}
      >
        <Text>{texts.doubt.text(print.printer)}</Text>
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button
            variant="default"
            loading={answer.isPending}
            onClick={() => {
              answer.mutate(false);
            }}
          >
            {texts.doubt.again}
          </Button>
          <Button
            loading={answer.isPending}
            onClick={() => {
              answer.mutate(true);
            }}
          >
            {texts.doubt.cameOut}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
