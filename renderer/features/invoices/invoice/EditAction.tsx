/** The way to the editor of a draft. */
import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { Link } from 'wouter';
import { paths } from '../../../routing/paths.ts';
import { ledgerTexts } from '../ledger-texts.ts';
import type { InvoiceActionProps } from './action.ts';

export function EditAction({ invoice }: InvoiceActionProps) {
  if (invoice.status !== 'draft') return null;
  return (
    <Button
      component={Link}
      href={paths.editInvoice(invoice.id)}
      variant="default"
      leftSection={<IconPencil size={16} aria-hidden="true" />}
    >
      {ledgerTexts.edit}
    </Button>
  );
}
