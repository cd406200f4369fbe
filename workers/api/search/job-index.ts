/** Keeps the index of jobs' texts (`job_search`) up with the jobs, in small transactions and in the background. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from '../../log.ts';
import { repeatedly, type Repeated } from '../../repeatedly.ts';
import { indexJob, isAnyDue, jobsDue, type SearchedJob } from '../../store/job-search.ts';
import type { Store } from '../../store/open.ts';
import { letOthersWrite } from '../../store/turns.ts';
import { knownSecrets } from '../../support/known-secrets.ts';
import { secretRemover } from '../../support/redact.ts';
import { jobText } from './job-text.ts';

/** Jobs of one transaction: some tens of milliseconds. */
const batch = 200;
/** How often it looks whether there are any, ms. */
const lookEveryMs = 2000;

/** Texts of jobs as they are indexed, without what is secret here and now. */
export function jobTexts({ paths }: Store): (job: Pick<SearchedJob, 'payload' | 'error'>) => string {
  const withoutSecrets = secretRemover(knownSecrets(paths, process.env));
  return (job) => jobText(job, withoutSecrets);
}

/** Indexes what is due, the newest first. Ended at any point, the rest is due still. @throws the signal's reason. */
export async function indexJobs(store: Store, signal?: AbortSignal): Promise<void> {
  // With nothing to do no lock is taken.
  if (!isAnyDue(store)) return;
  const textOf = jobTexts(store);
  const indexSome = () => {
    const due = jobsDue(store, batch);
    for (const job of due) indexJob(store, job.no, textOf(job));
    return due.length;
  };
  while (store.write('system:search', indexSome, 'normal') === batch) {
    await letOthersWrite(store);
    await nextTurn();
    signal?.throwIfAborted();
  }
}

/** In the api child, as long as it lives. Stopped, it ends after the batch that is under way. */
export function keepJobIndex(store: Store, log: Logger): Repeated {
  return repeatedly(store.clock, 0, async (signal) => {
    try {
      await indexJobs(store, signal);
    } catch (error) {
      // A full disk or a busy database delays the index; what is due is searched all the same.
      if (!signal.aborted) log.warn('index of jobs postponed', { error: (error as Error).message });
    }
    return lookEveryMs;
  });
}
