/** Asks for the reason of something that is done once more, and does it. A refusal stands at the field, and what was typed stays. */
import { Button, Group, Text } from '@mantine/core';
import { readableError } from '../transport/errors.ts';
import { ReasonField } from './ReasonField.tsx';

interface ReasonFormProps {
  /** What will happen. */
  text: string;
  /** Of the field. */
  label: string;
  /** The verb of what will happen. */
  submit: string;
  reason: string;
  onReason: (reason: string) => void;
  send: { mutate: () => void; reset: () => void; isPending: boolean; error: Error | null };
}

export function ReasonForm({ text, label, submit, reason, onReason, send }: ReasonFormProps) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate();
      }}
    >
      <Text mb="sm">{text}</Text>
      <ReasonField
        label={label}
        error={send.error === null ? undefined : readableError(send.error).message}
        reason={reason}
        onReason={(typed) => {
          send.reset();
          onReason(typed);
        }}
      />
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button type="submit" loading={send.isPending} disabled={reason.trim() === ''}>
          {submit}
        </Button>
      </Group>
    </form>
  );
}
