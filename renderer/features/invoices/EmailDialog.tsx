/** Asks before invoices are sent: how many mails, what was sent before, and which invoices cannot be sent. */
import { Anchor, Button, Group, List, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { useEngine } from '../../data/engine.ts';
import { paths } from '../../routing/paths.ts';
import { readableError } from '../../transport/errors.ts';
import { Notice } from '../../ui/Notice.tsx';
import { reportDone } from '../../ui/report.ts';
import { texts as shared } from '../../ui/texts.ts';
import type { InvoiceFilter } from './list-params.ts';
import { texts } from './texts.ts';

interface EmailDialogProps {
  invoices: { ids: string[] } | { matching: InvoiceFilter };
  opened: boolean;
  onClose: () => void;
}

const listed = 10;

export function EmailDialog({ invoices, opened, onClose }: EmailDialogProps) {
  const { api, client, queries } = useEngine();
  const [to, setTo] = useState('');
  const [asked] = useDebouncedValue(to, 300);
  const withTo = (text: string) => (text.trim() === '' ? {} : { to: text });
  const preview = useQuery({
    ...api.mail.preview.queryOptions({ input: { invoices, ...withTo(asked) } }),
    enabled: opened,
  });
  const send = useMutation({
    mutationFn: () => client.mail.send({ invoices, ...withTo(to) }),
    onSuccess: () => {
      reportDone(texts.email.started);
      void queries.invalidateQueries({ queryKey: api.mail.key() });
      onClose();
    },
  });
  const { data } = preview;
  const error = send.error ?? preview.error;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={texts.email.title}
      closeButtonProps={{ 'aria-label': shared.close }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate();
        }}
      >
        <Stack gap="sm">
          <Text component="output">
            {data === undefined ? shared.loading : texts.email.count(data.mails, data.invoices)}
          </Text>
          {data !== undefined && data.already > 0 && <Text>{texts.email.already(data.already)}</Text>}
          {data !== undefined && data.problemCount > 0 && (
            <Notice tone="attention" title={texts.email.problems(data.problemCount)}>
              <List size="sm">
                {data.problems.slice(0, listed).map((problem) => (
                  <List.Item key={problem.invoiceId}>{problem.message}</List.Item>
                ))}
              </List>
              {data.problemCount > listed && texts.making.andMore(data.problemCount - listed)}
            </Notice>
          )}
          <TextInput
            label={texts.email.to}
            description={texts.email.toHint}
            value={to}
            onChange={(event) => {
              send.reset();
              setTo(event.currentTarget.value);
            }}
          />
          {error !== null && (
            <Notice tone="bad" live>
              {readableError(error).message}
            </Notice>
          )}
          <Group justify="space-between">
            <Anchor component={Link} href={paths.mail()}>
              {texts.email.outbox}
            </Anchor>
            <Button
              type="submit"
              loading={send.isPending}
              disabled={asked !== to || (data?.mails ?? 0) === 0}
            >
              {texts.email.send(data?.mails ?? 0)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
