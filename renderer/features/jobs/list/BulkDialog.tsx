/** Says what an action on jobs will do and to how many it can be done, does it, and says what became of it. */
import { List, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { JobAction } from '../../../../workers/api/wire.ts';
import { useEngine } from '../../../data/engine.ts';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { Meter } from '../../../ui/Meter.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { chosenOf, changeAll, type BulkState, type Jobs } from './bulk.ts';
import { listTexts as texts } from './list-texts.ts';

interface BulkDialogProps {
  action: JobAction;
  jobs: Jobs;
  /** @param jobId the new job, where there is one. */
  onDone?: (jobId: string | null) => void;
  onClose: () => void;
}

export function BulkDialog({ action, jobs, onDone, onClose }: BulkDialogProps) {
  const { client, queries, api } = useEngine();
  const words = texts.actions[action];
  const [state, setState] = useState<BulkState | null>(null);
  const stopped = useRef(false);
  useEffect(() => {
    stopped.current = false;
    return () => {
      stopped.current = true;
    };
  }, []);
  const chosen = useQuery({
    queryKey: ['jobs-chosen', action, jobs],
    queryFn: () => chosenOf(client, action, jobs),
    gcTime: 0,
    staleTime: Infinity,
  });
  const change = useMutation({
    mutationFn: async (upTo: number) => {
      let last: BulkState | null = null;
      for await (const now of changeAll(client, action, jobs, upTo)) {
        last = now;
        setState(now);
        if (stopped.current) break;
      }
      return last;
    },
    onSuccess: (last) => {
      onDone?.(last?.jobId ?? null);
    },
    onSettled: () => {
      for (const area of [api.deadLetters, api.jobs])
        void queries.invalidateQueries({ queryKey: area.key() });
    },
  });
  const { possible = 0, total = 0, refused = [], upTo = 0 } = chosen.data ?? {};
  const isOver = state !== null && !change.isPending;
  return (
    <FormDialog
      opened
      size="lg"
      title={isOver ? words.open : words.title(possible)}
      submit={words.submit(possible)}
      danger={action === 'remove' || action === 'cancel'}
      busy={change.isPending || chosen.isPending}
      disabled={possible === 0 || isOver}
      error={change.error ?? chosen.error}
      cancel={isOver ? texts.closed : change.isPending ? texts.stop : texts.keep}
      onSubmit={() => {
        change.mutate(upTo);
      }}
      onClose={onClose}
    >
      {state === null && (
        <>
          <Text>{chosen.isPending ? texts.looking : possible === 0 ? texts.none : words.text}</Text>
          {refused.length > 0 && (
            <List size="sm">
              {refused.map(({ error, jobs: many }) => (
                <List.Item key={error.code}>{texts.cannot(many, error.message)}</List.Item>
              ))}
            </List>
          )}
        </>
      )}
      {change.isPending && (
        <Meter fraction={(state?.gone ?? 0) / Math.max(1, total)} label={texts.progress} size="lg" />
      )}
      {isOver && <Outcome state={state} done={words.done} />}
    </FormDialog>
  );
}

function Outcome({ state, done }: { state: BulkState; done: (jobs: number) => string }) {
  return (
    <Notice tone={state.refused.size === 0 ? 'good' : 'attention'} title={done(state.done)} live>
      {[...state.refused].map(([why, jobs]) => (
        <div key={why}>{texts.couldNot(jobs, why)}</div>
      ))}
      <Text size="sm">{texts.operation(state.operationId)}</Text>
    </Notice>
  );
}
