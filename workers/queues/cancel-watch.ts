/** Notices that somebody wants a running job to end. Costs a pragma four times a second, and only while something runs. */
import { dataVersion } from '../store/job-outbox.ts';
import { isCancelRequested } from '../store/job-run.ts';
import type { Store } from '../store/open.ts';

const intervalMs = 250;

/**
 * @param live keyed by job id; watching sleeps while it is empty.
 * @returns `wake` is to be called when it is not empty any more.
 */
export function watchForCancels(
  store: Store,
  live: ReadonlyMap<string, unknown>,
  cancel: (jobId: string) => void,
): { wake(): void } {
  let awake = false;
  // The request may be older than the watch: the first look is always taken.
  let seen: number | null = null;
  const look = () => {
    if (live.size === 0) {
      awake = false;
      return;
    }
    const version = dataVersion(store);
    if (version !== seen) {
      seen = version;
      for (const jobId of live.keys()) if (isCancelRequested(store, jobId)) cancel(jobId);
    }
    store.clock.after(intervalMs, look);
  };
  return {
    wake() {
      seen = null;
      if (awake) return;
      awake = true;
      store.clock.after(intervalMs, look);
    },
  };
}
