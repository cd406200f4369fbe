/** Every job there is or was, live. */
import { SegmentedControl, Select } from '@mantine/core';
import { IconListDetails, IconSearchOff } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { jobStates, type JobRow, type JobState, type QueueCounts } from '../../../workers/api/wire.ts';
import { useEngine, useStatus } from '../../data/engine.ts';
import { count } from '../../format/numbers.ts';
import { paths } from '../../routing/paths.ts';
import { pageNumber, useUrlParams } from '../../routing/url-params.ts';
import { Blank } from '../../ui/Blank.tsx';
import { Page } from '../../ui/Page.tsx';
import { PagedTable } from '../../ui/PagedTable.tsx';
import { SearchBox } from '../../ui/SearchBox.tsx';
import { Toolbar } from '../../ui/Toolbar.tsx';
import { usePage } from '../../ui/usePage.ts';
import { jobColumns } from './columns.tsx';
import classes from './JobsScreen.module.css';
import { JobsViews } from './JobsViews.tsx';
import { queueName, texts } from './texts.ts';

const pageSize = 100;
const defaults = { q: '', state: '', queue: '', page: '1' };

const asState = (text: string): JobState | undefined => jobStates.find((state) => state === text);

export default function JobsScreen() {
  const { api } = useEngine();
  const [, navigate] = useLocation();
  const [params, setParams] = useUrlParams(defaults);
  const page = pageNumber(params.page);
  const list = usePage<JobRow>(
    api.jobs.list.queryOptions({
      input: {
        state: asState(params.state),
        queue: params.queue === '' ? undefined : params.queue,
        search: params.q,
        limit: pageSize,
        offset: (page - 1) * pageSize,
      },
    }),
  );
  const filtered = params.q !== '' || params.state !== '' || params.queue !== '';
  return (
    <Page title={texts.title} subtitle={texts.subtitle} actions={<JobsViews current="list" />} fill>
      <Filters params={params} onChange={setParams} />
      <PagedTable
        list={list}
        page={page}
        pageSize={pageSize}
        onPage={(next) => {
          setParams({ page: String(next) });
        }}
        label={texts.title}
        columns={jobColumns}
        idOf={(job) => job.id}
        nameOf={(job) => job.title}
        onOpen={(job) => {
          navigate(paths.job(job.id));
        }}
        empty={<Empty filtered={filtered} />}
      />
    </Page>
  );
}

function Empty({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <Blank icon={IconSearchOff} title={texts.noMatchTitle}>
      {texts.noMatchText}
    </Blank>
  ) : (
    <Blank icon={IconListDetails} title={texts.emptyTitle}>
      {texts.emptyText}
    </Blank>
  );
}

interface FiltersProps {
  params: typeof defaults;
  onChange: (changes: Partial<typeof defaults>) => void;
}

function Filters({ params, onChange }: FiltersProps) {
  const queues = useStatus()?.queues ?? [];
  const counted = queues.filter((queue) => params.queue === '' || queue.queue === params.queue);
  return (
    <Toolbar>
      <SearchBox
        label={texts.search}
        width="13.5rem"
        value={params.q}
        onSearch={(q) => {
          onChange({ q, page: '1' });
        }}
      />
      <Select
        aria-label={texts.queueFilter}
        w={136}
        allowDeselect={false}
        value={params.queue}
        data={[
          { value: '', label: texts.anyQueue },
          ...queues.map(({ queue }) => ({ value: queue, label: queueName(queue) })),
        ]}
        onChange={(queue) => {
          onChange({ queue: queue ?? '', page: '1' });
        }}
      />
      <SegmentedControl
        aria-label={texts.stateFilter}
        size="sm"
        value={params.state}
        data={[
          { value: '', label: texts.anyState },
          ...jobStates.map((state) => ({
            value: state,
            label: <StateLabel state={state} queues={counted} />,
          })),
        ]}
        onChange={(state) => {
          onChange({ state, page: '1' });
        }}
      />
    </Toolbar>
  );
}

/** The states that the engine counts. */
type Counted = Exclude<JobState, 'cancelled'>;

function StateLabel({ state, queues }: { state: JobState; queues: QueueCounts[] }) {
  const sum =
    state === 'cancelled' ? 0 : queues.reduce((total, queue) => total + queue[state satisfies Counted], 0);
  return (
    <span className={classes['filter']}>
      {texts.states[state]}
      {sum > 0 && <span className={`${classes['count']} figures`}>{count(sum)}</span>}
    </span>
  );
}
