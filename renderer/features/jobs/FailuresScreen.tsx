/** Jobs that failed for good, by cause: run again or set aside, one cause at a time or single ones. */
import { Anchor, Button, Group, Stack } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { DeadLetterGroup } from '../../../workers/api/wire.ts';
import { useEngine, useStatus } from '../../data/engine.ts';
import { count } from '../../format/numbers.ts';
import { paths } from '../../routing/paths.ts';
import { useUrlParams } from '../../routing/url-params.ts';
import { Blank, Failure } from '../../ui/Blank.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Clip, DataTable, type Column } from '../../ui/DataTable.tsx';
import { Timestamp } from '../../ui/Moment.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import classes from './JobsScreen.module.css';
import { JobsViews } from './JobsViews.tsx';
import { Letters } from './Letters.tsx';
import { texts as monitor } from './monitor-texts.ts';
import { useLetterActions } from './useLetterActions.ts';

const texts = monitor.failures;

const columns: Column<DeadLetterGroup>[] = [
  { key: 'cause', header: texts.cause, cell: (group) => <Cause group={group} /> },
  { key: 'jobs', header: texts.jobs, width: '64px', align: 'right', cell: ({ letters }) => count(letters) },
  { key: 'first', header: texts.first, width: '122px', cell: ({ firstAt }) => <Timestamp at={firstAt} /> },
  { key: 'last', header: texts.last, width: '122px', cell: ({ lastAt }) => <Timestamp at={lastAt} /> },
  { key: 'actions', header: texts.actions, width: '216px', cell: (group) => <GroupActions group={group} /> },
];

export default function FailuresScreen() {
  const { api, queries } = useEngine();
  const [{ cause }] = useUrlParams({ cause: '' });
  const query = useQuery(api.deadLetters.groups.queryOptions());
  const open = useStatus()?.openFailures;
  useEffect(() => {
    if (open !== undefined) void queries.invalidateQueries({ queryKey: api.deadLetters.key() });
  }, [open, api, queries]);
  const chosen = query.data?.find(({ fingerprint }) => fingerprint === cause);
  return (
    <Page title={texts.title} subtitle={texts.subtitle} actions={<JobsViews current="failures" />}>
      <Stack gap="lg">
        {query.data === undefined && query.error !== null ? (
          <Failure error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <DataTable
            label={texts.title}
            columns={columns}
            rows={query.data}
            idOf={({ fingerprint }) => fingerprint}
            nameOf={({ title }) => title}
            empty={
              <Blank icon={IconCircleCheck} title={texts.none}>
                {texts.noneText}
              </Blank>
            }
          />
        )}
        {chosen !== undefined && (
          <Panel title={texts.letters(chosen.title)} flush>
            <Letters key={cause} fingerprint={cause} />
          </Panel>
        )}
      </Stack>
    </Page>
  );
}

function Cause({ group }: { group: DeadLetterGroup }) {
  return (
    <div className={classes['job']}>
      <Anchor component={Link} href={paths.failures({ cause: group.fingerprint })} inherit>
        <Clip>{group.title}</Clip>
      </Anchor>
      <span className={classes['detail']} title={group.error.message}>
        {group.error.message}
      </span>
    </div>
  );
}

function GroupActions({ group }: { group: DeadLetterGroup }) {
  const { again, aside } = useLetterActions();
  const [asking, setAsking] = useState(false);
  const { fingerprint, title, error, letters } = group;
  return (
    <Group gap={4} wrap="nowrap">
      <Button
        size="xs"
        variant="default"
        aria-label={texts.groupAgain(title, error.message)}
        loading={again.isPending}
        onClick={() => {
          again.mutate({ fingerprint });
        }}
      >
        {texts.again}
      </Button>
      <Button
        size="xs"
        variant="subtle"
        aria-label={texts.groupAside(title, error.message)}
        onClick={() => {
          setAsking(true);
        }}
      >
        {texts.aside}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={texts.asideTitle}
        confirm={texts.aside}
        busy={aside.isPending}
        onConfirm={() => {
          aside.mutate({ fingerprint });
        }}
        onClose={() => {
          setAsking(false);
        }}
      >
        {texts.asideText(letters)}
      </ConfirmDialog>
    </Group>
  );
}
