/** Every queue: what waits and runs now, who serves it, and how it went in an hour, a day or 90 days. */
import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { JobRow } from '../../../workers/api/wire.ts';
import { useAskedAgain } from '../../data/asked-again.ts';
import { useEngine } from '../../data/engine.ts';
import { Blank, Failure } from '../../ui/Blank.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { usePage } from '../../ui/usePage.ts';
import { PagedTable } from '../../ui/PagedTable.tsx';
import { IconListDetails } from '@tabler/icons-react';
import { jobColumns } from './columns.tsx';
import { JobsViews } from './JobsViews.tsx';
import { texts as monitor } from './monitor-texts.ts';
import { texts as queueTexts } from './queue-texts.ts';
import { QueueHistory } from './QueueHistory.tsx';
import { QueuesNow } from './QueuesNow.tsx';
import { Workers } from './Workers.tsx';

const texts = monitor.queues;
/** No more run at once than there are workers. */
const mostRunning = 50;
/** Memory changes without anything that the pulse would tell, ms. */
const askAgainEvery = 5_000;

export default function QueuesScreen() {
  const { api } = useEngine();
  useAskedAgain(api.queues.list.key());
  const query = useQuery(api.queues.list.queryOptions({ refetchInterval: askAgainEvery }));
  const running = usePage<JobRow>(
    api.jobs.list.queryOptions({ input: { state: 'active', search: '', limit: mostRunning, offset: 0 } }),
  );
  const failed = query.data === undefined && query.error !== null && (
    <Failure error={query.error} onRetry={() => void query.refetch()} compact />
  );
  return (
    <Page title={texts.title} subtitle={texts.subtitle} actions={<JobsViews current="queues" />}>
      <Stack gap="lg">
        <Panel title={texts.now} flush>
          {failed || <QueuesNow queues={query.data?.queues} />}
        </Panel>
        <Panel title={queueTexts.workers} flush>
          {failed || <Workers workers={query.data?.workers} />}
        </Panel>
        <Panel title={texts.runningNow} flush>
          <PagedTable
            list={running}
            page={1}
            pageSize={mostRunning}
            onPage={() => undefined}
            label={texts.runningNow}
            columns={jobColumns}
            idOf={({ id }) => id}
            nameOf={({ title }) => title}
            bounded
            empty={<Blank icon={IconListDetails} title={texts.nothingRuns} compact />}
          />
        </Panel>
        <QueueHistory />
      </Stack>
    </Page>
  );
}
