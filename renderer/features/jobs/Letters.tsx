/** The failed jobs of one cause, to be opened or run again one by one. */
import { Anchor, Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { DeadLetterRow } from '../../../workers/api/wire.ts';
import { useEngine } from '../../data/engine.ts';
import { paths } from '../../routing/paths.ts';
import { Blank } from '../../ui/Blank.tsx';
import { Clip, type Column } from '../../ui/DataTable.tsx';
import { Timestamp } from '../../ui/Moment.tsx';
import { PagedTable } from '../../ui/PagedTable.tsx';
import { usePage } from '../../ui/usePage.ts';
import { texts as monitor } from './monitor-texts.ts';
import { useLetterActions } from './useLetterActions.ts';

const texts = monitor.failures;
const pageSize = 50;

const columns: Column<DeadLetterRow>[] = [
  {
    key: 'job',
    header: texts.job,
    width: '24%',
    cell: ({ id, title }) => (
      <Anchor component={Link} href={paths.job(id)} inherit>
        <Clip>{title}</Clip>
      </Anchor>
    ),
  },
  { key: 'error', header: texts.error, cell: ({ error }) => <Clip>{error.message}</Clip> },
  {
    key: 'failed',
    header: texts.failed,
    width: '122px',
    cell: ({ failedAt }) => <Timestamp at={failedAt} />,
  },
  {
    key: 'again',
    header: texts.actions,
    width: '120px',
    cell: ({ id }) => <Again id={id} />,
  },
];

export function Letters({ fingerprint }: { fingerprint: string }) {
  const { api } = useEngine();
  const [page, setPage] = useState(1);
  const list = usePage<DeadLetterRow>(
    api.deadLetters.list.queryOptions({
      input: { fingerprint, state: 'open', limit: pageSize, offset: (page - 1) * pageSize },
    }),
  );
  return (
    <PagedTable
      list={list}
      page={page}
      pageSize={pageSize}
      onPage={setPage}
      label={texts.failed}
      columns={columns}
      idOf={({ id }) => id}
      nameOf={({ title }) => title}
      bounded
      empty={<Blank icon={IconCircleCheck} title={texts.noLetters} compact />}
    />
  );
}

function Again({ id }: { id: string }) {
  const { again } = useLetterActions();
  return (
    <Button
      size="xs"
      variant="default"
      loading={again.isPending}
      onClick={() => {
        again.mutate({ ids: [id] });
      }}
    >
      {texts.again}
    </Button>
  );
}
