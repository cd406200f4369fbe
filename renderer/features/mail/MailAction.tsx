/** What can be done with one mail: try it again, send it a second time, or say what became of it. */
import { Button, Group, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { MailRow } from '../../../workers/api/wire.ts';
import { useEngine } from '../../data/engine.ts';
import { ReasonForm } from '../../ui/ReasonForm.tsx';
import { reportDone, reportFailure } from '../../ui/report.ts';
import { texts as shared } from '../../ui/texts.ts';
import { texts } from './texts.ts';

export function MailAction({ mail }: { mail: MailRow }) {
  if (mail.state === 'failed' || mail.state === 'cancelled') return <Retry id={mail.id} />;
  if (mail.state === 'sent') return <Again mail={mail} />;
  if (mail.state === 'unknown') return <Decide mail={mail} />;
  return null;
}

function useRefresh(): () => void {
  const { api, queries } = useEngine();
  return () => void queries.invalidateQueries({ queryKey: api.mail.key() });
}

function Retry({ id }: { id: string }) {
  const { client } = useEngine();
  const refresh = useRefresh();
  const retry = useMutation({
    mutationFn: () => client.mail.retry({ ids: [id] }),
    onSuccess: ({ retried }) => {
      reportDone(texts.retried(retried));
    },
    onError: (error) => {
      reportFailure(texts.retryFailed, error);
    },
    onSettled: refresh,
  });
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={retry.isPending}
      onClick={() => {
        retry.mutate();
      }}
    >
      {texts.retry}
    </Button>
  );
}

function Again({ mail }: { mail: MailRow }) {
  const { client } = useEngine();
  const refresh = useRefresh();
  const [opened, { open, close }] = useDisclosure();
  const [reason, setReason] = useState('');
  const send = useMutation({
    mutationFn: () => client.mail.sendAgain({ id: mail.id, reason }),
    onSuccess: () => {
      reportDone(texts.again.done);
      setReason('');
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
        title={texts.again.title(mail.recipient)}
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

function Decide({ mail }: { mail: MailRow }) {
  const { client } = useEngine();
  const refresh = useRefresh();
  const [opened, { open, close }] = useDisclosure();
  const decide = useMutation({
    mutationFn: (decision: 'done' | 'not-done') =>
      client.effects.resolve({ key: mail.effectKey ?? '', decision }),
    onSuccess: () => {
      reportDone(texts.doubt.done);
      close();
    },
    onError: (error) => {
      reportFailure(texts.doubt.failed, error);
    },
    onSettled: refresh,
  });
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={open}>
        {texts.doubt.open}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={texts.doubt.title}
        closeButtonProps={{ 'aria-label': shared.close }}
      >
        <Text>{texts.doubt.text(mail.recipient)}</Text>
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button
            variant="default"
            loading={decide.isPending}
            onClick={() => {
              decide.mutate('not-done');
            }}
          >
            {texts.doubt.missing}
          </Button>
          <Button
            loading={decide.isPending}
            onClick={() => {
              decide.mutate('done');
            }}
          >
            {texts.doubt.arrived}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
