/** Sends an issued invoice or credit note by e-mail, after asking. */
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMail } from '@tabler/icons-react';
import { EmailDialog } from '../EmailDialog.tsx';
import { texts } from '../texts.ts';
import type { InvoiceActionProps } from './action.ts';

export function EmailAction({ invoice }: InvoiceActionProps) {
  const [opened, { open, close }] = useDisclosure();
  if (invoice.status === 'draft' || invoice.status === 'void') return null;
  return (
    <>
      <Button variant="default" leftSection={<IconMail size={16} aria-hidden="true" />} onClick={open}>
        {texts.email.open}
      </Button>
      {opened && <EmailDialog opened invoices={{ ids: [invoice.id] }} onClose={close} />}
    </>
  );
}
