/** What needs a person, what is running, what happened today, what there is. */
import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEngine, useStatus } from '../../data/engine.ts';
import { Failure } from '../../ui/Blank.tsx';
import { useNow } from '../../ui/Moment.tsx';
import { ImportButton } from '../../ui/ImportButton.tsx';
import { Page } from '../../ui/Page.tsx';
import { needsAttention } from './matters.ts';
import { Attention } from './Attention.tsx';
import { Counts } from './Counts.tsx';
import classes from './HomeScreen.module.css';
import { Running } from './Running.tsx';
import { texts } from './texts.ts';
import { Today } from './Today.tsx';
import { happenedToday } from './happenings.ts';
import { Welcome } from './Welcome.tsx';

/** Enough for a day of one warehouse; the lists have the rest. */
const recent = { jobs: 100, imports: 50, failed: 50 };

export default function HomeScreen() {
  const { api } = useEngine();
  const status = useStatus();
  const now = useNow(60_000);
  const jobs = useQuery(api.jobs.list.queryOptions({ input: { limit: recent.jobs } }));
  const failed = useQuery(api.jobs.list.queryOptions({ input: { state: 'failed', limit: recent.failed } }));
  const active = useQuery(api.jobs.list.queryOptions({ input: { state: 'active', limit: 20 } }));
  const imports = useQuery(api.imports.list.queryOptions({ input: { limit: recent.imports } }));
  const hotFolders = useQuery({ ...api.hotFolders.list.queryOptions(), refetchInterval: 10_000 });
  const prints = useQuery({
    ...api.printing.queue.queryOptions({ input: { state: 'held', limit: 1 } }),
    refetchInterval: 10_000,
  });
  const queries = [jobs, failed, active, imports];
  const broken = queries.find((query) => query.data === undefined && query.error !== null);
  const isNew = imports.data?.total === 0 && jobs.data?.total === 0;

  return (
    <Page title={texts.title} actions={<ImportButton label={texts.importFile} variant="filled" />}>
      <Counts counts={status?.counts ?? null} />
      {broken !== undefined ? (
        <Failure
          error={broken.error}
          onRetry={() => {
            for (const query of queries) void query.refetch();
          }}
        />
      ) : (
        <div className={classes['columns']}>
          <Stack gap="lg" miw={0}>
            {isNew && <Welcome />}
            <Attention
              matters={
                failed.data === undefined || imports.data === undefined
                  ? null
                  : needsAttention(
                      {
                        status,
                        failedJobs: failed.data.rows,
                        imports: imports.data.rows,
                        hotFolders: hotFolders.data ?? [],
                        prints: prints.data,
                      },
                      now,
                    )
              }
            />
            <Running jobs={active.data?.rows ?? null} queues={status?.queues ?? []} />
          </Stack>
          <Today
            happenings={
              jobs.data === undefined || imports.data === undefined
                ? null
                : happenedToday(imports.data.rows, jobs.data.rows, now)
            }
          />
        </div>
      )}
    </Page>
  );
}
