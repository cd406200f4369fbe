/** A job as a press worker runs it, under the real runner: claim, lease, deadline, progress. */
import { handlers } from '../../../workers/jobs/index.ts';
import { fileLogger } from '../../../workers/log.ts';
import { catalog } from '../../../workers/queues/catalog.ts';
import { createRunner } from '../../../workers/queues/runner.ts';
import { startWatchdog } from '../../../workers/queues/watchdog.ts';
import { siteTenant } from '../../../workers/store/job-outbox.ts';
import { openStore, type Store } from '../../../workers/store/open.ts';

/** As workers/process/run-child.ts opens it for a press worker. */
export function pressStore(dataDir: string): Store {
  return openStore({ dataDir, cacheMiB: 64 });
}

/** @throws Error when the job does not complete. @returns how long it took, and how long it kept the process from anything else, ms. */
export async function runJob(
  store: Store,
  dataDir: string,
  jobId: string,
): Promise<{ ms: number; longestBlockMs: number }> {
  const runner = createRunner({
    store,
    log: fileLogger(store.paths.logs, 'press-1'),
    catalog,
    handlers,
    worker: 'press-1',
    instance: 'bench',
    watchdog: startWatchdog(dataDir, catalog, 4),
    exit: (reason) => {
      throw new Error(reason);
    },
  });
  let longestBlockMs = 0;
  let last = performance.now();
  const beat = setInterval(() => {
    longestBlockMs = Math.max(longestBlockMs, performance.now() - last - 1);
    last = performance.now();
  }, 1);
  const startedAt = performance.now();
  const outcome = await runner.take(jobId, siteTenant(store));
  const ms = performance.now() - startedAt;
  clearInterval(beat);
  if (outcome.kind !== 'done') throw new Error(`The job ended otherwise: ${JSON.stringify(outcome)}`);
  return { ms, longestBlockMs: Math.round(longestBlockMs) };
}
