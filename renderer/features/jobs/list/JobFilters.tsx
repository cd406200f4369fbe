/** Search and filters above the list of jobs. */
import { Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { jobStates, type JobState, type QueueCounts } from '../../../../workers/api/wire.ts';
import { useEngine, useStatus } from '../../../data/engine.ts';
import { count } from '../../../format/numbers.ts';
import { SearchBox } from '../../../ui/SearchBox.tsx';
import { Toolbar } from '../../../ui/Toolbar.tsx';
import { queueName, texts } from '../texts.ts';
import classes from './JobFilters.module.css';
import { days, isFiltered, listDefaults, spanNames, type ListParams } from './list-params.ts';
import { listTexts } from './list-texts.ts';

interface FiltersProps {
  params: ListParams;
  onChange: (changes: Partial<ListParams>) => void;
}

export function JobFilters({ params, onChange }: FiltersProps) {
  const queues = useStatus()?.queues ?? [];
  const counted = queues.filter((queue) => params.queue === '' || queue.queue === params.queue);
  return (
    <Toolbar>
      <SearchBox
        label={texts.search}
        width="13.5rem"
        value={params.q}
        onSearch={(q) => {
          onChange({ q });
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
          onChange({ queue: queue ?? '', name: '' });
        }}
      />
      <KindSelect params={params} onChange={onChange} />
      <Times params={params} onChange={onChange} />
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
          onChange({ state });
        }}
      />
      {isFiltered(params) && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          onClick={() => {
            onChange(listDefaults);
          }}
        >
          {listTexts.clearFilters}
        </Button>
      )}
    </Toolbar>
  );
}

/** Choosing a kind chooses its queue. */
function KindSelect({ params, onChange }: FiltersProps) {
  const { api } = useEngine();
  const kinds = useQuery(api.jobs.kinds.queryOptions()).data ?? [];
  const offered = kinds.filter(({ queue }) => params.queue === '' || queue === params.queue);
  return (
    <Select
      aria-label={listTexts.jobFilter}
      w={172}
      allowDeselect={false}
      comboboxProps={{ width: 260, position: 'bottom-start' }}
      value={params.name === '' ? '' : `${params.queue}/${params.name}`}
      data={[
        { value: '', label: listTexts.anyJob },
        ...offered.map(({ queue, name, title }) => ({ value: `${queue}/${name}`, label: title })),
      ]}
      onChange={(value) => {
        const chosen = kinds.find(({ queue, name }) => `${queue}/${name}` === value);
        onChange(chosen === undefined ? { name: '' } : { queue: chosen.queue, name: chosen.name });
      }}
    />
  );
}

function Times({ params, onChange }: FiltersProps) {
  const { since } = params;
  return (
    <>
      <Select
        aria-label={listTexts.timeFilter}
        w={148}
        allowDeselect={false}
        value={since === days || spanNames.some((span) => span === since) ? since : ''}
        data={[
          { value: '', label: listTexts.anyTime },
          ...spanNames.map((span) => ({ value: span, label: listTexts.spans[span] })),
          { value: days, label: listTexts.days },
        ]}
        onChange={(value) => {
          onChange({ since: value ?? '', from: '', to: '' });
        }}
      />
      {since === days && (
        <div className={classes['dates']}>
          {(['from', 'to'] as const).map((end) => (
            <TextInput
              key={end}
              type="date"
              aria-label={listTexts[end]}
              w="8.75rem"
              value={params[end]}
              onChange={(event) => {
                onChange({ [end]: event.currentTarget.value });
              }}
            />
          ))}
        </div>
      )}
    </>
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
