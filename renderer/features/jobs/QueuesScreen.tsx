/** Every queue: what waits and runs now, and how it went in an hour, a day or 90 days. */
import { Stack } from '@mantine/core';
import type { JobRow, QueueCounts } from '../../../workers/api/wire.ts';
import { useEngine, useStatus } from '../../data/engine.ts';
import { count } from '../../format/numbers.ts';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { Blank } from '../../ui/Blank.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { usePage } from '../../ui/usePage.ts';
import { PagedTable } from '../../ui/PagedTable.tsx';
import { IconListDetails } from '@tabler/icons-react';
import { jobColumns } from './columns.tsx';
import { JobsViews } from './JobsViews.tsx';
import { texts as monitor } from './monitor-texts.ts';
import { QueueHistory } from './QueueHistory.tsx';
import { queueName } from './texts.ts';

const texts = monitor.queues;
/** No more run at once than there are workers. */
const mostRunning = 50;

const figure = (key: Exclude<keyof QueueCounts, 'queue' | 'completed'>): Column<QueueCounts> => ({
  key,
  header: texts.columns[key],
  align: 'right',
  cell: (queue) => count(queue[key]),
});

const columns: Column<QueueCounts>[] = [
  { key: 'queue', header: texts.columns.queue, width: '34%', cell: ({ queue }) => queueName(queue) },
  figure('waiting'),
  figure('active'),
  figure('retrying'),
  figure('failed'),
];

export default function QueuesScreen() {
  const { api } = useEngine();
  const queues = useStatus()?.queues;
  const running = usePage<JobRow>(
    api.jobs.list.queryOptions({ input: { state: 'active', search: '', limit: mostRunning, offset: 0 } }),
  );
  return (
    <Page title={texts.title} subtitle={texts.subtitle} actions={<JobsViews current="queues" />}>
      <Stack gap="lg">
        <Panel title={texts.now} flush>
          <DataTable
            label={texts.title}
            columns={columns}
            rows={queues}
            idOf={({ queue }) => queue}
            nameOf={({ queue }) => queueName(queue)}
            bounded
            empty={<Blank icon={IconListDetails} title={texts.none} compact />}
          />
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
