/** What the log files say of a job, newest first; new lines come by push while it is not over. */
import { IconNotes } from '@tabler/icons-react';
import { useState } from 'react';
import type { JobLogLine } from '../../../../workers/api/job-details-wire.ts';
import { useEngine } from '../../../data/engine.ts';
import { useStream } from '../../../data/live.ts';
import { clockTime } from '../../../format/time.ts';
import { Blank } from '../../../ui/Blank.tsx';
import type { Column } from '../../../ui/DataTable.tsx';
import { PagedTable } from '../../../ui/PagedTable.tsx';
import { usePage } from '../../../ui/usePage.ts';
import classes from './Job.module.css';
import { texts } from './texts.ts';

const pageSize = 50;

const columns: Column<JobLogLine>[] = [
  {
    key: 'at',
    header: texts.logColumns.at,
    width: '96px',
    cell: ({ at }) => <time dateTime={new Date(at).toISOString()}>{clockTime(at)}</time>,
  },
  { key: 'level', header: texts.logColumns.level, width: '72px', cell: ({ level }) => level },
  { key: 'process', header: texts.logColumns.process, width: '96px', cell: ({ process }) => process },
  {
    key: 'event',
    header: texts.logColumns.event,
    cell: ({ event, fields }) =>
      fields === '{}' ? (
        event
      ) : (
        <details>
          <summary aria-label={texts.logDetails(event)}>{event}</summary>
          <code className={classes['fields']}>{fields.replaceAll(String.raw`\n`, '\n')}</code>
        </details>
      ),
  },
];

/** @param live whether more may come. */
export function JobLog({ id, live }: { id: string; live: boolean }) {
  const { api, client, queries } = useEngine();
  const [page, setPage] = useState(1);
  const input = { id, limit: pageSize, offset: (page - 1) * pageSize };
  const list = usePage<JobLogLine>(api.jobDetails.logs.queryOptions({ input }));
  const refresh = () => void queries.invalidateQueries({ queryKey: api.jobDetails.logs.key() });
  useStream<{ lines: number }>(live ? `job-log/${id}` : null, {
    open: (signal) => client.jobDetails.watchLogs({ id }, { signal }),
    onItem: refresh,
    // The last line is written with the end of the job.
    onEnd: refresh,
  });
  return (
    <PagedTable
      list={list}
      page={page}
      pageSize={pageSize}
      onPage={setPage}
      label={texts.logs}
      columns={columns}
      idOf={({ at, process, event, fields }) => `${at}/${process}/${event}/${fields}`}
      nameOf={({ event }) => event}
      bounded
      empty={<Blank icon={IconNotes} title={texts.noLogs} compact />}
    />
  );
}
