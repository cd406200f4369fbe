/** Settles an open invoice with what is on account of its customer, or spreads what is left of a credit note. */
import { Button, Radio, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OpenCreditView } from '../../../../workers/api/ledger-wire.ts';
import type { InvoiceView } from '../../../../workers/api/wire.ts';
import { useEngine } from '../../../data/engine.ts';
import { decimalText, parseDecimal } from '../../../format/decimal.ts';
import { money } from '../../../format/money.ts';
import { plainDate } from '../../../format/time.ts';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { ApplyDialog } from '../payment/ApplyDialog.tsx';
import { creditTexts, nameOfCredit } from '../payment/credit-texts.ts';
import { useApplyCredit } from '../payment/useApplyCredit.ts';
import type { InvoiceActionProps } from './action.ts';

const words = creditTexts.apply;

export function ApplyCreditAction({ invoice }: InvoiceActionProps) {
  const { api } = useEngine();
  const [opened, { open, close }] = useDisclosure();
  const { customerId, kind, currency, openCents, status } = invoice;
  const mayTake = openCents > 0 || (kind === 'credit-note' && status === 'issued');
  const query = useQuery({
    ...api.payments.credits.queryOptions({ input: { customer: customerId ?? '' } }),
    enabled: customerId !== null && mayTake,
  });
  if (customerId === null || !mayTake) return null;
  const credits = (query.data ?? []).filter((credit) => credit.currency === currency);
  const own = credits.find(({ id }) => id === invoice.id);
  // A dialog stays as it is while the list behind it is asked again.
  if (!opened && (kind === 'credit-note' ? own === undefined : credits.length === 0)) return null;
  return (
    <>
      <Button variant="default" onClick={open}>
        {words.open}
      </Button>
      {opened && own !== undefined && <ApplyDialog credit={own} customer={customerId} onClose={close} />}
      {opened && kind === 'invoice' && <ApplyTo invoice={invoice} credits={credits} onClose={close} />}
    </>
  );
}

interface ApplyToProps {
  invoice: InvoiceView;
  credits: readonly OpenCreditView[];
  onClose: () => void;
}

function ApplyTo({ invoice, credits, onClose }: ApplyToProps) {
  const { currency, openCents } = invoice;
  const [chosen, setChosen] = useState(credits[0]?.id ?? '');
  const [typed, setTyped] = useState<string | null>(null);
  const apply = useApplyCredit(onClose);
  const credit = credits.find(({ id }) => id === chosen);
  const most = Math.min(openCents, credit?.leftCents ?? 0);
  const amount = typed ?? decimalText(most, 2);
  const amountCents = parseDecimal(amount, 2);
  const isRight = amountCents !== null && amountCents > 0 && amountCents <= most;
  return (
    <FormDialog
      opened
      title={words.titleTo(invoice.number)}
      submit={words.submit}
      busy={apply.isPending}
      disabled={credit === undefined || !isRight}
      error={apply.error}
      onSubmit={() => {
        if (credit !== undefined && isRight)
          apply.mutate({ credit, shares: [{ invoice: invoice.id, amountCents }] });
      }}
      onClose={onClose}
    >
      <Radio.Group
        label={words.which}
        value={chosen}
        onChange={(id) => {
          apply.reset();
          setChosen(id);
          setTyped(null);
        }}
      >
        <Stack gap={8} mt={6}>
          {credits.map((each) => (
            <Radio
              key={each.id}
              value={each.id}
              label={words.choice(
                nameOfCredit(each),
                plainDate(each.date),
                money(each.leftCents, each.currency),
              )}
            />
          ))}
        </Stack>
      </Radio.Group>
      <TextInput
        data-autofocus
        required
        label={words.amount}
        inputMode="decimal"
        error={isRight ? undefined : words.notAmount(money(most, currency))}
        value={amount}
        onChange={(event) => {
          apply.reset();
          setTyped(event.currentTarget.value);
        }}
      />
    </FormDialog>
  );
}
