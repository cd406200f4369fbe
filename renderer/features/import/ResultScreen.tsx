/** One import: while it runs, and what came of it. The address has its id, so a reload finds it again. */
import { Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ImportView } from '../../../workers/api/wire.ts';
import { useEngine } from '../../data/engine.ts';
import { useStream } from '../../data/live.ts';
import { person } from '../../format/actor.ts';
import { bytes } from '../../format/numbers.ts';
import { dateTime } from '../../format/time.ts';
import { importTone } from '../../theme/tones.ts';
import { Failure } from '../../ui/Blank.tsx';
import { useNow } from '../../ui/Moment.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { FileHash } from './FileHash.tsx';
import { Issues } from './Issues.tsx';
import { NextSteps } from './NextSteps.tsx';
import { Outcomes } from './Outcomes.tsx';
import { Running } from './Running.tsx';
import { isUndoing } from './progress.ts';
import { Steps, type Step } from './Steps.tsx';
import { CheckedRows } from './rows/CheckedRows.tsx';
import { useCorrections } from './rows/useCorrections.ts';
import { texts } from './texts.ts';
import { UndoResult } from './Undo.tsx';

const isOver = (view: ImportView) => view.state !== 'waiting' && view.state !== 'running';

export default function ResultScreen({ importId }: { importId: string }) {
  const { api, client, queries } = useEngine();
  const options = api.imports.get.queryOptions({ input: { importId } });
  const query = useQuery(options);
  const view = query.data;
  useStream<ImportView>(view !== undefined && (!isOver(view) || isUndoing(view)) ? importId : null, {
    open: (signal) => client.imports.watch({ importId }, { signal }),
    onItem: (next) => {
      queries.setQueryData(options.queryKey, next);
    },
    onEnd: () => {
      void queries.invalidateQueries({ queryKey: api.imports.key() });
    },
  });
  if (view !== undefined) return <Result view={view} />;
  return (
    <Page title={texts.title}>
      {query.error === null ? (
        <Stack gap="lg" aria-busy="true">
          <Skeleton height={96} />
          <Skeleton height={360} />
        </Stack>
      ) : (
        <Failure error={query.error} onRetry={() => void query.refetch()} />
      )}
    </Page>
  );
}

function stepOf(view: ImportView): Step {
  if (view.dryRun) return 'check';
  return isOver(view) ? 'result' : 'import';
}

function Result({ view }: { view: ImportView }) {
  const now = useNow(60_000);
  const corrections = useCorrections(view);
  const over = isOver(view);
  return (
    <Page
      title={view.fileName}
      aside={
        <>
          <StateBadge tone={importTone(view)} label={texts.states[view.state]} />
          {view.dryRun && <StateBadge tone="waiting" label={texts.result.dryRunBadge} />}
        </>
      }
      subtitle={
        <>
          {texts.result.facts(
            texts.entities[view.entity].many,
            bytes(view.fileBytes),
            dateTime(view.createdAt, now),
            person(view.createdBy),
          )}
          {' · '}
          <FileHash sha256={view.fileSha256} />
        </>
      }
    >
      <Steps current={stepOf(view)} />
      {over ? <Verdict view={view} /> : <Running view={view} />}
      <UndoResult view={view} />
      <Outcomes view={view} />
      {over && <NextSteps view={view} corrections={corrections} />}
      {over && !view.dryRun && <Issues view={view} />}
      {over && view.total > 0 && <CheckedRows view={view} corrections={corrections} />}
    </Page>
  );
}

function cancelledText(view: ImportView): string | null {
  if (view.dryRun) return texts.result.cancelledDryRun;
  return view.undo === null ? texts.result.cancelledText : null;
}

function Verdict({ view }: { view: ImportView }) {
  if (view.state === 'failed') {
    return (
      <Notice tone="bad" title={texts.result.failedTitle}>
        {view.error?.message}
      </Notice>
    );
  }
  if (view.state === 'cancelled') {
    return (
      <Notice tone="waiting" title={texts.result.cancelledTitle}>
        {cancelledText(view)}
      </Notice>
    );
  }
  const undone = view.undo?.state === 'done';
  return (
    <Notice
      tone={undone ? 'waiting' : view.failed === 0 ? 'good' : 'attention'}
      title={texts.result.doneTitle(view)}
      live
    >
      {texts.result.doneText(view)}
    </Notice>
  );
}
