/** Prints an issued invoice or credit note, after saying how much paper that is; a void one as a copy for the file. */
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPrinter } from '@tabler/icons-react';
import { PrintDialog } from '../PrintDialog.tsx';
import { printTexts } from '../print-texts.ts';
import type { InvoiceActionProps } from './action.ts';

export function PrintAction({ invoice }: InvoiceActionProps) {
  const [opened, { open, close }] = useDisclosure();
  if (invoice.status === 'draft') return null;
  return (
    <>
      <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden="true" />} onClick={open}>
        {printTexts.open}
      </Button>
      {opened && <PrintDialog opened invoices={{ ids: [invoice.id] }} onClose={close} />}
    </>
  );
}
