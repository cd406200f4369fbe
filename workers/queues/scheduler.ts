/** Keeps the schedules reconciled, in the api child: at its start, every minute, and soon after an armed job has ended. */
import type { Logger } from '../log.ts';
import { lastChange } from '../store/job-outbox.ts';
import type { Store } from '../store/open.ts';
import { isAnyArmedOver } from '../store/schedule.ts';
import type { AnyCatalog } from './define.ts';
import { reconcileSchedules } from './schedules.ts';

const reconcileMs = 60_000;
/** How soon the next occurrence is armed after the last one's end. */
const lookMs = 1000;

export interface Scheduler {
  stop(): void;
}

/** The relay hears of armed jobs as of any other, by `store.onEnqueued`. */
export function startScheduler(store: Store, catalog: AnyCatalog, log: Logger): Scheduler {
  const { clock } = store;
  let seen = -1;
  let reconciledAt = Number.NEGATIVE_INFINITY;

  const look = () => {
    try {
      const change = lastChange(store);
      const changed = change !== seen;
      seen = change;
      const now = clock.now();
      // Sooner than at the last look: the clock was set back.
      const due = now - reconciledAt >= reconcileMs || now < reconciledAt;
      if (due || (changed && isAnyArmedOver(store))) {
        // Also when it fails: a full disk is not asked every second.
        reconciledAt = now;
        reconcileSchedules(store, catalog, log);
      }
    } catch (error) {
      log.warn('schedules not reconciled', { error: (error as Error).message });
    }
    cancel = clock.after(lookMs, look);
  };
  let cancel = clock.after(0, look);
  return { stop: () => cancel() };
}
