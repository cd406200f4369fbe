/** How many attempts ended in a window, and how long they waited and ran. */
import { SegmentedControl, Skeleton } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { DurationFigures, JobHistory } from '../../../workers/api/wire.ts';
import { useEngine } from '../../data/engine.ts';
import { count } from '../../format/numbers.ts';
import { duration } from '../../format/time.ts';
import { useUrlParams } from '../../routing/url-params.ts';
import { Blank, Failure } from '../../ui/Blank.tsx';
import { Clip, DataTable, type Column } from '../../ui/DataTable.tsx';
import { Timestamp, useNow } from '../../ui/Moment.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { texts as shared } from '../../ui/texts.ts';
import { asWindow, historyWindow, windowNames } from './history-window.ts';
import { texts as monitor } from './monitor-texts.ts';
import classes from './QueueHistory.module.css';
import { Throughput } from './Throughput.tsx';

const texts = monitor.queues;
/** Ms; not while the window is hidden. */
const askAgainEvery = 15_000;

type Row = JobHistory['jobs'][number];

const columns: Column<Row>[] = [
  { key: 'job', header: texts.job, cell: ({ title }) => <Clip>{title}</Clip> },
  {
    key: 'completed',
    header: texts.completed,
    width: '104px',
    align: 'right',
    cell: (row) => count(row.completed),
  },
  {
    key: 'not',
    header: texts.notCompleted,
    width: '72px',
    align: 'right',
    cell: (row) => count(row.failed + row.retried + row.aborted + row.crashed),
  },
  { key: 'wait', header: texts.wait, width: '26%', align: 'right', cell: (row) => quantiles(row.wait) },
  { key: 'run', header: texts.run, width: '26%', align: 'right', cell: (row) => quantiles(row.run) },
];

const quantiles = (figures: DurationFigures | null) =>
  figures === null
    ? shared.nothing
    : [figures.p50Ms, figures.p95Ms, figures.p99Ms].map((ms) => duration(ms)).join(' / ');

export function QueueHistory() {
  const { api } = useEngine();
  const now = useNow(60_000);
  const [params, setParams] = useUrlParams({ window: 'day' });
  const window = asWindow(params.window) ?? 'day';
  const input = historyWindow(window, now);
  const query = useQuery(api.history.jobs.queryOptions({ input, refetchInterval: askAgainEvery }));
  return (
    <>
      <Panel
        title={texts.ended}
        aside={
          <SegmentedControl
            aria-label={texts.window}
            value={window}
            data={windowNames.map((name) => ({ value: name, label: texts.windows[name] }))}
            onChange={(name) => {
              setParams({ window: name });
            }}
          />
        }
      >
        {query.data === undefined ? (
          query.error === null ? (
            <Skeleton height={120} />
          ) : (
            <Failure error={query.error} onRetry={() => void query.refetch()} compact />
          )
        ) : (
          <>
            <p className={classes['note']}>
              {texts.since} <Timestamp at={query.data.from} />. {query.data.complete ? '' : texts.counting}
            </p>
            <Throughput history={query.data} />
          </>
        )}
      </Panel>
      <Panel title={texts.durations} aside={<span className={classes['note']}>{texts.estimates}</span>} flush>
        <DataTable
          label={texts.durations}
          columns={columns}
          rows={query.data?.jobs}
          idOf={({ queue, name }) => `${queue}/${name}`}
          nameOf={({ title }) => title}
          bounded
          empty={<Blank icon={IconListDetails} title={texts.nothingEnded} compact />}
        />
      </Panel>
    </>
  );
}
