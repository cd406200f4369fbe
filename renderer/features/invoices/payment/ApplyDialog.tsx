/** What is left of one payment or credit note, spread over the customer's open invoices. */
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OpenCreditView } from '../../../../workers/api/ledger-wire.ts';
import { useEngine } from '../../../data/engine.ts';
import { money } from '../../../format/money.ts';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { creditTexts, nameOfCredit } from './credit-texts.ts';
import { OpenShares } from './OpenShares.tsx';
import { readShares, spreadText, type TypedShares } from './shares.ts';
import { useApplyCredit } from './useApplyCredit.ts';

const words = creditTexts.apply;

interface ApplyDialogProps {
  credit: OpenCreditView;
  /** Id or number. */
  customer: string;
  onClose: () => void;
}

/** Open invoices offered, as for a payment. */
const most = 200;

export function ApplyDialog({ credit, customer, onClose }: ApplyDialogProps) {
  const { api } = useEngine();
  const { currency, leftCents } = credit;
  const [typed, setTyped] = useState<TypedShares | null>(null);
  const list = useQuery(api.payments.open.queryOptions({ input: { customer, currency, limit: most } }));
  const apply = useApplyCredit(onClose);
  const open = list.data?.rows ?? [];
  const shown = typed ?? spreadText(open, leftCents);
  const shares = readShares(open, shown);
  const spread = shares?.reduce((sum, { amountCents }) => sum + amountCents, 0) ?? 0;
  return (
    <FormDialog
      opened
      size="xl"
      title={words.title(nameOfCredit(credit))}
      submit={words.submit}
      busy={apply.isPending}
      disabled={shares === null || spread === 0 || spread > leftCents}
      error={apply.error ?? list.error}
      onSubmit={() => {
        if (shares !== null) apply.mutate({ credit, shares });
      }}
      onClose={onClose}
    >
      <Text>{words.left(money(leftCents, currency))}</Text>
      {list.data?.total === 0 ? (
        <Text c="dimmed">{words.nothingOpen}</Text>
      ) : (
        <OpenShares
          open={open}
          typed={shown}
          onType={(invoice, text) => {
            apply.reset();
            setTyped({ ...shown, [invoice]: text });
          }}
        />
      )}
      <Text component="output" c="var(--tone-bad)">
        {spread > leftCents && words.tooMuch(money(spread - leftCents, currency))}
      </Text>
    </FormDialog>
  );
}
