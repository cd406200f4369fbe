/** In a worker: takes no job while all work is paused, or the job's queue is. */
import type { Logger } from '../log.ts';
import { dataVersion } from '../store/job-outbox.ts';
import type { Store } from '../store/open.ts';
import type { Admission } from './admission.ts';
import { currentPause } from './pause.ts';
import { queuePause } from './queue-pause.ts';

/** How often a worker looks, ms. While nobody writes and nothing is paused, a look costs a pragma. */
const lookMs = 1_000;

/**
 * What is paused when this is called is held before it returns. What this very process writes it need not see.
 * @param admissions by queue. @returns ends the watch.
 */
export function holdWhilePaused(
  store: Store,
  admissions: ReadonlyMap<string, Admission>,
  log: Logger,
): () => void {
  let isWorkPaused = false;
  let seen: number | null = null;
  let cancel = () => {};
  const look = () => {
    cancel = store.clock.after(lookMs, look);
    const version = dataVersion(store);
    // The end of a pause of all work is a matter of time.
    if (version === seen && !isWorkPaused) return;
    seen = version;
    const pause = currentPause(store);
    isWorkPaused = pause !== null;
    for (const [queue, admission] of admissions) {
      const isHeld = isWorkPaused || queuePause(store, queue) !== null;
      if (isHeld === admission.paused) continue;
      log.info(isHeld ? 'queue is held' : 'queue goes on', { queue, until: pause?.until ?? null });
      admission[isHeld ? 'pause' : 'resume']();
    }
  };
  look();
  return () => cancel();
}
