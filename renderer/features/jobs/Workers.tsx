/** The processes that run jobs: what each serves, holds and does. */
import { Anchor } from '@mantine/core';
import { IconServerOff } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { WorkerView } from '../../../workers/api/queues-wire.ts';
import { bytes } from '../../format/numbers.ts';
import { duration } from '../../format/time.ts';
import { paths } from '../../routing/paths.ts';
import { childTone } from '../../theme/tones.ts';
import { Blank } from '../../ui/Blank.tsx';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { Timestamp, useNow } from '../../ui/Moment.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { texts as shared } from '../../ui/texts.ts';
import { texts } from './queue-texts.ts';
import classes from './QueuesScreen.module.css';
import { queueName } from './texts.ts';

const columns: Column<WorkerView>[] = [
  {
    key: 'worker',
    header: texts.worker,
    width: '164px',
    cell: ({ name, state }) => (
      <span className={classes['paused']}>
        {name} <StateBadge tone={childTone[state]} label={state} />
      </span>
    ),
  },
  {
    key: 'pid',
    header: texts.pid,
    width: '84px',
    align: 'right',
    cell: ({ pid }) => (pid === null ? shared.nothing : String(pid)),
  },
  {
    key: 'memory',
    header: texts.memory,
    width: '104px',
    align: 'right',
    cell: ({ memoryBytes }) => (memoryBytes === null ? shared.nothing : bytes(memoryBytes)),
  },
  { key: 'since', header: texts.since, width: '122px', cell: ({ since }) => <Timestamp at={since} /> },
  {
    key: 'serves',
    header: texts.serves,
    cell: ({ queues }) =>
      queues.map(({ queue, concurrency }) => texts.atOnce(queueName(queue), concurrency)).join(', '),
  },
  { key: 'runs', header: texts.runs, width: '20%', cell: ({ running }) => <Running running={running} /> },
];

/** @param workers undefined while they are not known. */
export function Workers({ workers }: { workers: WorkerView[] | undefined }) {
  return (
    <DataTable
      label={texts.workers}
      columns={columns}
      rows={workers}
      idOf={({ name }) => name}
      nameOf={({ name }) => name}
      bounded
      empty={<Blank icon={IconServerOff} title={texts.noWorkers} compact />}
    />
  );
}

function Running({ running }: Pick<WorkerView, 'running'>) {
  const now = useNow(1000);
  if (running.length === 0) return <>{shared.nothing}</>;
  return (
    <ul className={classes['running']}>
      {running.map(({ jobId, title, startedAt }) => (
        <li key={jobId}>
          <Anchor component={Link} href={paths.job(jobId)} inherit>
            {title}
          </Anchor>{' '}
          <span className={classes['note']}>{duration(Math.max(0, now - startedAt))}</span>
        </li>
      ))}
    </ul>
  );
}
