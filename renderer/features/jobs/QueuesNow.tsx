/** Every queue as it is now: counts, the job that has waited longest, paused and resumed. */
import { Anchor, Button } from '@mantine/core';
import { IconListDetails, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { QueuePause, QueueView } from '../../../workers/api/queues-wire.ts';
import type { QueueCounts } from '../../../workers/api/wire.ts';
import { useEngine } from '../../data/engine.ts';
import { person } from '../../format/actor.ts';
import { count } from '../../format/numbers.ts';
import { duration } from '../../format/time.ts';
import { paths } from '../../routing/paths.ts';
import { Blank } from '../../ui/Blank.tsx';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { Timestamp, useNow } from '../../ui/Moment.tsx';
import { reportDone, reportFailure } from '../../ui/report.ts';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { texts as shared } from '../../ui/texts.ts';
import { texts as monitor } from './monitor-texts.ts';
import { texts } from './queue-texts.ts';
import classes from './QueuesScreen.module.css';
import { queueName } from './texts.ts';

const words = monitor.queues;

const figure = (key: Exclude<keyof QueueCounts, 'queue' | 'completed'>): Column<QueueView> => ({
  key,
  header: words.columns[key],
  width: key === 'retrying' ? '116px' : '84px',
  align: 'right',
  cell: (queue) => count(queue[key]),
});

const columns: Column<QueueView>[] = [
  { key: 'queue', header: words.columns.queue, cell: (queue) => <Name queue={queue} /> },
  figure('waiting'),
  figure('active'),
  figure('retrying'),
  figure('failed'),
  { key: 'oldest', header: texts.oldest, width: '24%', cell: ({ oldest }) => <Oldest oldest={oldest} /> },
  {
    key: 'pausing',
    header: texts.pausing,
    width: '128px',
    align: 'right',
    cell: (queue) => <PauseButton queue={queue.queue} pause={queue.pause} />,
  },
];

export function QueuesNow({ queues }: { queues: QueueView[] | undefined }) {
  return (
    <DataTable
      label={words.title}
      columns={columns}
      rows={queues}
      idOf={({ queue }) => queue}
      nameOf={({ queue }) => queueName(queue)}
      bounded
      empty={<Blank icon={IconListDetails} title={words.none} compact />}
    />
  );
}

function Name({ queue: { queue, pause } }: { queue: QueueView }) {
  return (
    <div className={classes['name']}>
      <span>{queueName(queue)}</span>
      {pause !== null && (
        <span className={classes['paused']}>
          <StateBadge tone="attention" label={texts.paused} />
          <span className={classes['note']}>
            {texts.pausedSince(person(pause.by))} <Timestamp at={pause.since} />
          </span>
        </span>
      )}
    </div>
  );
}

function Oldest({ oldest }: Pick<QueueView, 'oldest'>) {
  const now = useNow(1000);
  if (oldest === null) return <>{shared.nothing}</>;
  const { jobId, title, since } = oldest;
  return (
    <div className={classes['name']}>
      <Anchor component={Link} href={paths.job(jobId)} inherit>
        {title}
      </Anchor>
      <span className={classes['note']}>{duration(Math.max(0, now - since))}</span>
    </div>
  );
}

function PauseButton({ queue, pause }: { queue: string; pause: QueuePause | null }) {
  const { client, api, queries } = useEngine();
  const name = queueName(queue);
  const isPaused = pause !== null;
  const toggle = useMutation({
    mutationFn: () => (isPaused ? client.queues.resume({ queue }) : client.queues.pause({ queue })),
    onSuccess: (view) => {
      reportDone(isPaused ? texts.resumeDone(name) : texts.pauseDone(name));
      queries.setQueryData(api.queues.list.queryKey(), view);
    },
    onError: (error) => {
      reportFailure(isPaused ? texts.resumeFailed : texts.pauseFailed, error);
    },
  });
  const Icon = isPaused ? IconPlayerPlay : IconPlayerPause;
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<Icon size={14} aria-hidden="true" />}
      aria-label={isPaused ? texts.resumeOf(name) : texts.pauseOf(name)}
      loading={toggle.isPending}
      onClick={() => {
        toggle.mutate();
      }}
    >
      {isPaused ? texts.resume : texts.pause}
    </Button>
  );
}
