/** A payment with what it settles: proposed, and changeable before it is recorded. */
import { Button, Group, Select, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OpenInvoiceView } from '../../../../workers/api/ledger-wire.ts';
import { paymentMethods, type PaymentMethod } from '../../../../workers/api/wire.ts';
import { useEngine } from '../../../data/engine.ts';
import { decimalText, parseDecimal } from '../../../format/decimal.ts';
import { money } from '../../../format/money.ts';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { reportDone } from '../../../ui/report.ts';
import { useLedgerRefresh } from '../invoice/useLedgerRefresh.ts';
import { ledgerTexts } from '../ledger-texts.ts';
import { OpenShares } from './OpenShares.tsx';
import { readShares, spreadText, type TypedShares } from './shares.ts';

const words = ledgerTexts.payment;

interface PaymentDialogProps {
  /** `customer` is an id or a number; null for an invoice without one. */
  payer: { customer: string | null; name: string; currency: string };
  /** The invoice from which the person comes: it is settled first. */
  first?: OpenInvoiceView;
  onClose: () => void;
}

/** Open invoices offered; whoever owes more of them pays the oldest first. */
const most = 200;

export function PaymentDialog({ payer, first, onClose }: PaymentDialogProps) {
  const { api, client } = useEngine();
  const refresh = useLedgerRefresh();
  // Asked again after the engine was lost, it is the same payment.
  const [id] = useState(() => crypto.randomUUID());
  const [amount, setAmount] = useState(first === undefined ? '' : decimalText(first.openCents, 2));
  const [date, setDate] = useState('');
  const [method, setMethod] = useState<PaymentMethod>('check');
  const [reference, setReference] = useState('');
  const [typed, setTyped] = useState<TypedShares | null>(null);
  const { customer, currency } = payer;
  const list = useQuery({
    ...api.payments.open.queryOptions({ input: { customer: customer ?? '', currency, limit: most } }),
    enabled: customer !== null,
  });
  const found = customer === null ? [] : (list.data?.rows ?? []);
  const open = withFirst(found, first);
  const amountCents = parseDecimal(amount, 2);
  const shown =
    typed ?? spreadText(first === undefined ? open : startingWith(open, first.id), amountCents ?? 0);
  const shares = readShares(open, shown);
  const left = (amountCents ?? 0) - (shares?.reduce((sum, share) => sum + share.amountCents, 0) ?? 0);
  const record = useMutation({
    mutationFn: () =>
      client.payments.record({
        id,
        amountCents: amountCents ?? 0,
        currency,
        method,
        reference,
        shares: shares ?? [],
        ...(customer === null ? {} : { customer }),
        ...(date === '' ? {} : { date }),
      }),
    onSuccess: (payment) => {
      reportDone(words.done(money(payment.amountCents, payment.currency)));
      onClose();
    },
    onSettled: refresh,
  });
  return (
    <FormDialog
      opened
      size="xl"
      title={words.title(payer.name)}
      submit={words.submit}
      busy={record.isPending}
      disabled={amountCents === null || amountCents <= 0 || shares === null || left < 0}
      error={record.error ?? list.error}
      onSubmit={() => {
        record.mutate();
      }}
      onClose={onClose}
    >
      <Group gap="sm" align="flex-start" wrap="nowrap">
        <TextInput
          data-autofocus
          required
          label={words.amount}
          inputMode="decimal"
          leftSection={<Text size="xs">{currency}</Text>}
          leftSectionWidth={44}
          error={amount !== '' && amountCents === null ? words.notAmount : undefined}
          value={amount}
          onChange={(event) => {
            record.reset();
            setAmount(event.currentTarget.value);
            setTyped(null);
          }}
        />
        <TextInput
          type="date"
          label={words.date}
          placeholder={words.dateHint}
          value={date}
          onChange={(event) => {
            record.reset();
            setDate(event.currentTarget.value);
          }}
        />
        <Select
          label={words.method}
          allowDeselect={false}
          data={paymentMethods.map((value) => ({ value, label: words.methods[value] }))}
          value={method}
          onChange={(next) => {
            setMethod(paymentMethods.find((each) => each === next) ?? 'check');
          }}
        />
        <TextInput
          label={words.reference}
          maxLength={100}
          value={reference}
          onChange={(event) => {
            setReference(event.currentTarget.value);
          }}
        />
      </Group>
      <OpenShares
        open={open}
        typed={shown}
        onType={(invoice, text) => {
          record.reset();
          setTyped({ ...shown, [invoice]: text });
        }}
      />
      <Group justify="space-between">
        <Text component="output" {...(left < 0 ? { c: 'var(--tone-bad)' } : {})}>
          {left < 0 && words.tooMuch(money(-left, currency))}
          {left > 0 && words.onAccount(money(left, currency))}
        </Text>
        <Button
          size="compact-sm"
          variant="subtle"
          disabled={amountCents === null}
          onClick={() => {
            setTyped(spreadText(open, amountCents ?? 0));
          }}
        >
          {words.oldestFirst}
        </Button>
      </Group>
    </FormDialog>
  );
}

/** The invoice that is meant is always among them, however many are older. */
function withFirst(found: readonly OpenInvoiceView[], first: OpenInvoiceView | undefined): OpenInvoiceView[] {
  const isMissing = first !== undefined && !found.some(({ id }) => id === first.id);
  return isMissing ? [first, ...found] : [...found];
}

function startingWith(open: readonly OpenInvoiceView[], firstId: string): OpenInvoiceView[] {
  return [...open.filter(({ id }) => id === firstId), ...open.filter(({ id }) => id !== firstId)];
}
