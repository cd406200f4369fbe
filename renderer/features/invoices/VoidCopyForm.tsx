/** A void invoice on paper: with its stamp, and with a reason that is kept. */
import { Button, Group, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useEngine } from '../../data/engine.ts';
import { readableError } from '../../transport/errors.ts';
import { reportDone } from '../../ui/report.ts';
import { printTexts as texts } from './print-texts.ts';

export function VoidCopyForm({ invoiceId, onClose }: { invoiceId: string; onClose: () => void }) {
  const { api, client, queries } = useEngine();
  const [reason, setReason] = useState('');
  // One occasion, one id: a broken connection prints nothing twice.
  const [requestId] = useState(() => crypto.randomUUID());
  const send = useMutation({
    mutationFn: () => client.printing.printVoidCopy({ invoice: invoiceId, reason, requestId }),
    onSuccess: () => {
      reportDone(texts.startedCopy);
      void queries.invalidateQueries({ queryKey: api.printing.key() });
      onClose();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate();
      }}
    >
      <Text mb="sm">{texts.voidText}</Text>
      <TextInput
        data-autofocus
        label={texts.reason}
        value={reason}
        maxLength={200}
        error={send.error === null ? undefined : readableError(send.error).message}
        onChange={(event) => {
          send.reset();
          setReason(event.currentTarget.value);
        }}
      />
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button type="submit" loading={send.isPending} disabled={reason.trim() === ''}>
          {texts.sendCopy}
        </Button>
      </Group>
    </form>
  );
}
