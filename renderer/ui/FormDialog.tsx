/** A dialog that asks for something and then does it. A refusal is shown in the engine's words, and what was typed stays. */
import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { readableError } from '../transport/errors.ts';
import { Notice } from './Notice.tsx';
import { texts } from './texts.ts';

interface FormDialogProps {
  opened: boolean;
  title: string;
  /** The verb of what will happen. */
  submit: string;
  /** It takes something away. */
  danger?: boolean;
  disabled?: boolean;
  /** In place of "Cancel". */
  cancel?: string;
  busy: boolean;
  /** Why the last try was refused. */
  error: unknown;
  /** CSS width, or one of Mantine's. */
  size?: string;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

export function FormDialog(props: FormDialogProps) {
  const { error, busy } = props;
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      size={props.size ?? 'md'}
      title={props.title}
      closeButtonProps={{ 'aria-label': texts.close }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          // Enter twice is one wish.
          if (!busy) props.onSubmit();
        }}
      >
        <Stack gap="md">
          {props.children}
          {error !== null && error !== undefined && (
            <Notice tone="bad" live>
              {readableError(error).message}
            </Notice>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={props.onClose}>
              {props.cancel ?? texts.cancel}
            </Button>
            <Button
              type="submit"
              loading={busy}
              disabled={props.disabled ?? false}
              {...(props.danger === true ? { color: 'red.9' } : {})}
            >
              {props.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
