/** One stream of changed jobs for the whole console: it patches job lists and pages, and has asked again what jobs changed. */
import { useEffect, useState } from 'react';
import type { JobRow, JobView, Page } from '../../workers/api/wire.ts';
import { useEngine, type Engine } from './engine.ts';
import { movesRows, patchPage, touchedAreas } from './job-changes.ts';
import { useStream } from './live.ts';
import { throttle } from './throttle.ts';

/** Milliseconds between two questions for the same kind of list. */
const askAgainEvery = 1000;

export function useJobsFeed(): void {
  const engine = useEngine();
  const [refresh] = useState(() => refresher(engine));
  useEffect(
    () => () => {
      refresh.stop();
    },
    [refresh],
  );
  useStream<JobRow[]>('jobs', {
    open: (signal) => engine.client.jobs.watch(undefined, { signal }),
    onItem: (pushed) => {
      patchLists(engine, pushed, refresh.jobs);
      patchViews(engine, pushed);
      const touched = touchedAreas(pushed);
      if (touched.imports) refresh.imports();
      if (touched.invoices) refresh.invoices();
      if (touched.mail) refresh.mail();
      if (touched.prints) refresh.prints();
    },
  });
}

function patchLists({ queries, api }: Engine, pushed: JobRow[], refreshJobs: () => void): void {
  for (const [key, page] of queries.getQueriesData<Page<JobRow>>({ queryKey: api.jobs.list.key() })) {
    if (page === undefined) continue;
    queries.setQueryData(key, patchPage(page, pushed));
    if (movesRows(page, pushed)) refreshJobs();
  }
}

/** A page of a job holds more than the pushed row: its runs and result are asked when the row has moved on. */
function patchViews({ queries, api }: Engine, pushed: JobRow[]): void {
  for (const row of pushed) {
    const key = api.jobs.get.queryKey({ input: { id: row.id } });
    const known = queries.getQueryData<JobView>(key);
    if (known === undefined) continue;
    queries.setQueryData<JobView>(key, { ...known, ...row });
    const moved = known.state !== row.state || known.attempts !== row.attempts;
    if (moved) void queries.invalidateQueries({ queryKey: key });
  }
}

function refresher({ queries, api }: Engine) {
  const ask = (queryKey: readonly unknown[]) =>
    throttle(askAgainEvery, () => void queries.invalidateQueries({ queryKey }));
  const jobs = ask(api.jobs.list.key());
  const imports = ask(api.imports.list.key());
  const invoices = ask(api.invoices.key());
  /** An invoice's page tells what became of its mails and prints. */
  const askWithTimeline = (area: readonly unknown[]) =>
    throttle(askAgainEvery, () => {
      for (const queryKey of [area, api.invoices.timeline.key()])
        void queries.invalidateQueries({ queryKey });
    });
  const mail = askWithTimeline(api.mail.key());
  const prints = askWithTimeline(api.printing.queue.key());
  return {
    jobs: jobs.request,
    imports: imports.request,
    invoices: invoices.request,
    mail: mail.request,
    prints: prints.request,
    stop() {
      for (const each of [jobs, imports, invoices, mail, prints]) each.stop();
    },
  };
}
