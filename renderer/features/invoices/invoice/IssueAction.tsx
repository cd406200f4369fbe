/** Issues a draft, after telling what it will be called, when it is due, and that there is no way back. */
import { Button, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { InvoiceView } from '../../../../workers/api/wire.ts';
import { useEngine } from '../../../data/engine.ts';
import { money } from '../../../format/money.ts';
import { plainDate } from '../../../format/time.ts';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { reportDone } from '../../../ui/report.ts';
import { texts as shared } from '../../../ui/texts.ts';
import { ledgerTexts } from '../ledger-texts.ts';
import type { InvoiceActionProps } from './action.ts';
import classes from './InvoiceScreen.module.css';
import { useLedgerRefresh } from './useLedgerRefresh.ts';

const words = ledgerTexts.issue;

export function IssueAction({ invoice }: InvoiceActionProps) {
  const [opened, { open, close }] = useDisclosure();
  if (invoice.status !== 'draft') return null;
  return (
    <>
      <Button onClick={open}>{words.open}</Button>
      {opened && <IssueDialog invoice={invoice} onClose={close} />}
    </>
  );
}

function IssueDialog({ invoice, onClose }: { invoice: InvoiceView; onClose: () => void }) {
  const { api, client } = useEngine();
  const refresh = useLedgerRefresh();
  const [issueDate, setIssueDate] = useState('');
  const [override, setOverride] = useState('');
  const date = issueDate === '' ? {} : { issueDate };
  const preview = useQuery(
    api.invoices.previewIssue.queryOptions({ input: { invoice: invoice.id, ...date } }),
  );
  const issue = useMutation({
    mutationFn: () =>
      client.invoices.issue({
        invoice: invoice.id,
        expectedVersion: invoice.version,
        ...date,
        ...(override.trim() === '' ? {} : { creditHoldOverride: override }),
      }),
    onSuccess: ({ invoice: { number } }) => {
      reportDone(words.done(number));
      onClose();
    },
    // Also after a refusal: the draft may have been changed or issued by somebody else.
    onSettled: refresh,
  });
  const { data } = preview;
  return (
    <FormDialog
      opened
      title={words.title}
      submit={words.submit}
      busy={issue.isPending}
      disabled={data !== undefined && data.problem !== null}
      error={issue.error ?? preview.error}
      onSubmit={() => {
        issue.mutate();
      }}
      onClose={onClose}
    >
      <dl className={classes['amounts']}>
        <dt>{words.number}</dt>
        <dd data-main>{data?.number ?? shared.loading}</dd>
        <dt>{words.due}</dt>
        <dd>{data === undefined ? shared.loading : `${plainDate(data.dueDate)} · ${data.terms}`}</dd>
        <dt>{words.total}</dt>
        <dd>{money(invoice.totalCents, invoice.currency)}</dd>
      </dl>
      <Text>
        {words.forever} <Text span c="dimmed">{`${words.number}: ${words.numberHint}.`}</Text>
      </Text>
      {data?.problem !== null && data?.problem !== undefined && (
        <Notice tone="bad">{data.problem.message}</Notice>
      )}
      {data?.hold !== null && data?.hold !== undefined && (
        <>
          <Notice tone="attention">{words.hold(data.hold)}</Notice>
          <TextInput
            label={words.override}
            maxLength={200}
            value={override}
            onChange={(event) => {
              setOverride(event.currentTarget.value);
            }}
          />
        </>
      )}
      <TextInput
        type="date"
        label={words.issueDate}
        description={ledgerTexts.payment.dateHint}
        value={issueDate}
        onChange={(event) => {
          setIssueDate(event.currentTarget.value);
        }}
      />
    </FormDialog>
  );
}
