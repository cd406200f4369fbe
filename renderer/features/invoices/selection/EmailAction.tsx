/** Sends what is selected by e-mail, after asking. */
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMail } from '@tabler/icons-react';
import { EmailDialog } from '../EmailDialog.tsx';
import { texts } from '../texts.ts';
import type { SelectionActionProps } from './action.ts';

export function EmailAction({ invoices, count }: SelectionActionProps) {
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Button
        size="xs"
        variant="default"
        disabled={count === 0}
        leftSection={<IconMail size={16} aria-hidden="true" />}
        onClick={open}
      >
        {texts.email.open}
      </Button>
      {opened && <EmailDialog opened invoices={invoices} onClose={close} />}
    </>
  );
}
