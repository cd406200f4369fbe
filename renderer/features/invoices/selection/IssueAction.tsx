/** Issues the drafts that are selected, one after the other, and says which were refused and why. */
import { Button, List, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useEngine } from '../../../data/engine.ts';
import { readableError } from '../../../transport/errors.ts';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { Meter } from '../../../ui/Meter.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { useLedgerRefresh } from '../invoice/useLedgerRefresh.ts';
import { ledgerTexts } from '../ledger-texts.ts';
import { texts } from '../texts.ts';
import type { SelectionActionProps } from './action.ts';
import { draftsAmong } from './drafts-among.ts';

const words = ledgerTexts.issueMany;
/** Refusals listed by name. */
const listed = 8;

export function IssueAction({ invoices, count }: SelectionActionProps) {
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Button size="xs" variant="default" disabled={count === 0} onClick={open}>
        {ledgerTexts.issue.open}
      </Button>
      {opened && <IssueDialog invoices={invoices} onClose={close} />}
    </>
  );
}

interface Outcome {
  gone: number;
  issued: number;
  refused: { id: string; message: string }[];
}

const nothingYet: Outcome = { gone: 0, issued: 0, refused: [] };

function IssueDialog({
  invoices,
  onClose,
}: Pick<SelectionActionProps, 'invoices'> & { onClose: () => void }) {
  const { client } = useEngine();
  const refresh = useLedgerRefresh();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const stopped = useRef(false);
  useEffect(
    () => () => {
      stopped.current = true;
    },
    [],
  );
  // Asked once: what is issued meanwhile stays in the list, and issuing it again changes nothing.
  const drafts = useQuery({
    queryKey: ['drafts-among', invoices],
    queryFn: () => draftsAmong(client, invoices),
    gcTime: 0,
    staleTime: Infinity,
  });
  const ids = drafts.data ?? [];
  const issue = useMutation({
    mutationFn: async () => {
      stopped.current = false;
      let now = nothingYet;
      for (const id of ids) {
        if (stopped.current) return;
        const refusal = await client.invoices
          .issue({ invoice: id })
          .then(() => null)
          .catch((error: unknown) => readableError(error));
        // Without the engine all others would fail as well.
        if (refusal?.code === 'engine-unreachable') throw new Error(refusal.message);
        now = {
          gone: now.gone + 1,
          issued: now.issued + (refusal === null ? 1 : 0),
          refused: refusal === null ? now.refused : [...now.refused, { id, message: refusal.message }],
        };
        setOutcome(now);
      }
    },
    onSettled: refresh,
  });
  const isOver = outcome !== null && !issue.isPending;
  return (
    <FormDialog
      opened
      size="lg"
      title={words.title(ids.length)}
      submit={words.submit(ids.length)}
      busy={issue.isPending || drafts.isPending}
      disabled={ids.length === 0 || isOver}
      error={issue.error ?? drafts.error}
      onSubmit={() => {
        issue.mutate();
      }}
      onClose={onClose}
    >
      {outcome === null && <Text>{drafts.isSuccess && ids.length === 0 ? words.none : words.text}</Text>}
      {outcome !== null && !isOver && (
        <Meter fraction={outcome.gone / Math.max(1, ids.length)} label={words.progress} size="lg" />
      )}
      {isOver && (
        <Notice
          tone={outcome.refused.length === 0 ? 'good' : 'attention'}
          title={words.result(outcome.issued)}
          live
        >
          {outcome.refused.length > 0 && (
            <>
              {words.refused(outcome.refused.length)}
              <List size="sm">
                {outcome.refused.slice(0, listed).map(({ id, message }) => (
                  <List.Item key={id}>{message}</List.Item>
                ))}
              </List>
              {outcome.refused.length > listed && texts.making.andMore(outcome.refused.length - listed)}
            </>
          )}
        </Notice>
      )}
    </FormDialog>
  );
}
