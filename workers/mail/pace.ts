/** How fast mails go out: so many a minute, tries of the same mail counted, with a pause after each batch. Holds over restarts. */
import type { Clock } from '../clock.ts';
import type { Store } from '../store/open.ts';
import { readSetting, writeSetting } from '../store/setting.ts';
import type { MailSettings } from './settings-schema.ts';

export interface Pace {
  /** When the next mail may go, ms UTC. */
  nextAt: number;
  /** Mails since the last pause. */
  inBatch: number;
}

type Limits = Pick<MailSettings, 'perMinute' | 'batchSize' | 'batchPauseSeconds'>;

/** No pause is longer; more than that is left of a clock that was set back. */
const longestMs = 3_600_000 + 60_000;

/** @returns when this mail may go, ms UTC, and the pace for the next. Pure. */
export function nextTurn(pace: Pace | null, limits: Limits, now: number): { at: number; pace: Pace } {
  const kept = pace !== null && pace.nextAt - now <= longestMs ? pace : null;
  const at = Math.max(now, kept?.nextAt ?? now);
  const inBatch = (kept?.inBatch ?? 0) + 1;
  const isFull = limits.batchSize > 0 && inBatch >= limits.batchSize;
  const spacing = Math.max(60_000 / limits.perMinute, isFull ? limits.batchPauseSeconds * 1000 : 0);
  return { at, pace: { nextAt: at + spacing, inBatch: isFull ? 0 : inBatch } };
}

const paceKey = 'mail.pace';
/** While waiting, so often somebody hears of it. */
const tickMs = 10_000;

/** Takes a turn and waits for it. @param alive called while waiting. @throws the signal's reason when it is aborted. */
export async function awaitTurn(
  store: Store,
  actor: string,
  limits: Limits,
  signal: AbortSignal,
  alive: () => void,
): Promise<void> {
  const { at } = store.write(
    actor,
    (tx) => {
      const turn = nextTurn((readSetting(tx, paceKey)?.value ?? null) as Pace | null, limits, tx.now);
      writeSetting(tx, paceKey, turn.pace);
      return turn;
    },
    'normal',
  );
  for (let left = at - store.clock.now(); left > 0; left = at - store.clock.now()) {
    signal.throwIfAborted();
    alive();
    await pause(store.clock, Math.min(left, tickMs), signal);
  }
  signal.throwIfAborted();
}

function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, end);
    function end(): void {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    }
    signal.addEventListener('abort', end);
  });
}
