/**
 * The pause of the whole engine: workers take no new job until a time, or until somebody says so. It is one setting in SQLite, so it
 * outlives every restart, and its end needs nobody. What runs goes on; what is wanted meanwhile is accepted, handed over and waits.
 */
import { z } from 'zod';
import type { Pause } from '../api/wire.ts';
import { UserError } from '../errors.ts';
import type { Store } from '../store/open.ts';
import { readSetting, removeSetting, writeSetting } from '../store/setting.ts';

const pauseSchema = z.object({
  /** Ms UTC. */
  since: z.number(),
  /** Ms UTC; null: until it is ended by somebody. */
  until: z.number().nullable(),
});

/** Of the setting. */
export const pauseKey = 'engine.pause';

/** Longer than this is no pause but a program that nobody uses, ms. */
const longestPauseMs = 31 * 24 * 3_600_000;

/** The pause that is in force; null when there is none, or its time is over. */
export function currentPause(store: Pick<Store, 'orm' | 'clock'>): Pause | null {
  const parsed = pauseSchema.safeParse(readSetting(store, pauseKey)?.value);
  if (!parsed.success) return null;
  const { until } = parsed.data;
  return until !== null && until <= store.clock.now() ? null : parsed.data;
}

/**
 * From now on, or with another end if it is paused already.
 * @param until ms UTC; null: until it is ended. @throws UserError `pause-end-invalid`.
 */
export function pauseWork(store: Store, actor: string, until: number | null): Pause {
  return store.write(actor, (tx) => {
    if (until !== null && (until <= tx.now || until - tx.now > longestPauseMs)) {
      throw new UserError('pause-end-invalid', 'A pause has to end in the future, and within 31 days.');
    }
    const before = currentPause(store);
    const pause = { since: before?.since ?? tx.now, until };
    writeSetting(tx, pauseKey, pause);
    tx.audit('engine', 'work', 'pause', { until: [before?.until ?? null, until] });
    return pause;
  });
}

/** Nothing when it is not paused. */
export function resumeWork(store: Store, actor: string): void {
  store.write(actor, (tx) => {
    const stored = readSetting(tx, pauseKey);
    if (stored === null) return;
    removeSetting(tx, pauseKey);
    tx.audit('engine', 'work', 'resume', { pause: [stored.value, null] });
  });
}

/** How soon everybody hears that the time is over, ms. */
const tidyMs = 2_000;

/**
 * For the api: removes what is left of a pause whose time is over, so that everybody who watches the database hears of its end.
 * @returns ends it.
 */
export function endPauseInTime(store: Store): () => void {
  let cancel = () => {};
  const tidy = () => {
    cancel = store.clock.after(tidyMs, tidy);
    if (readSetting(store, pauseKey) !== null && currentPause(store) === null) resumeWork(store, 'system');
  };
  tidy();
  return () => cancel();
}
