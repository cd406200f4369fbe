/** Every job there is or was, live: found, selected, acted upon, opened. */
import { IconListDetails, IconSearchOff } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { JobRow } from '../../../workers/api/wire.ts';
import { useEngine } from '../../data/engine.ts';
import { paths } from '../../routing/paths.ts';
import { pageNumber, useUrlParams } from '../../routing/url-params.ts';
import { Blank } from '../../ui/Blank.tsx';
import { useNow } from '../../ui/Moment.tsx';
import { Page } from '../../ui/Page.tsx';
import { PagedTable } from '../../ui/PagedTable.tsx';
import { has, nothing, ranged, toggled, withPage, type Selected } from '../../ui/selected.ts';
import { usePage } from '../../ui/usePage.ts';
import { jobColumns } from './columns.tsx';
import { JobsViews } from './JobsViews.tsx';
import { JobBar } from './list/JobBar.tsx';
import { JobFilters } from './list/JobFilters.tsx';
import { filterOf, isFiltered, listDefaults } from './list/list-params.ts';
import { texts } from './texts.ts';

const pageSize = 100;
const minute = 60_000;

export default function JobsScreen() {
  const { api } = useEngine();
  const [, navigate] = useLocation();
  const [params, setParams] = useUrlParams(listDefaults);
  const [selected, setSelected] = useState<Selected>(nothing);
  const lastToggled = useRef<string | null>(null);
  // "The last hour" begins at a whole minute, so that it is one question for a minute.
  const now = Math.floor(useNow(minute) / minute) * minute;
  const filter = filterOf(params, now);
  const page = pageNumber(params.page);
  const list = usePage<JobRow>(
    api.jobs.list.queryOptions({
      input: { ...filter, limit: pageSize, offset: (page - 1) * pageSize },
    }),
  );
  const ids = list.rows?.map((row) => row.id) ?? [];
  return (
    <Page title={texts.title} subtitle={texts.subtitle} actions={<JobsViews current="list" />} fill>
      <JobFilters
        params={params}
        onChange={(changes) => {
          // Another question, another selection: what is not in sight must not be acted upon.
          setSelected(nothing);
          setParams({ ...changes, page: '1' });
        }}
      />
      <JobBar selected={selected} total={list.total} filter={filter} onSelect={setSelected} />
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
        nameOf={(job) => texts.rowName(job.title, job.id)}
        onOpen={(job) => {
          navigate(paths.job(job.id));
        }}
        selection={{
          isSelected: (id) => has(selected, id),
          toggle: (id, extended) => {
            setSelected(extended ? ranged(selected, ids, lastToggled.current, id) : toggled(selected, id));
            lastToggled.current = id;
          },
          togglePage: (select) => {
            setSelected(withPage(selected, ids, select));
          },
          everything: selected.kind === 'everything',
        }}
        empty={<Empty filtered={isFiltered(params)} />}
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
