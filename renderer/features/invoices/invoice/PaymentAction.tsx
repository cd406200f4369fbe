/** Records a payment, beginning with this invoice. */
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { PaymentDialog } from '../payment/PaymentDialog.tsx';
import { ledgerTexts } from '../ledger-texts.ts';
import type { InvoiceActionProps } from './action.ts';

export function PaymentAction({ invoice }: InvoiceActionProps) {
  const [opened, { open, close }] = useDisclosure();
  if (invoice.openCents === 0) return null;
  const { customerId, billToName, currency } = invoice;
  return (
    <>
      <Button onClick={open}>{ledgerTexts.payment.open}</Button>
      {opened && (
        <PaymentDialog
          payer={{ customer: customerId, name: billToName, currency }}
          first={invoice}
          onClose={close}
        />
      )}
    </>
  );
}
