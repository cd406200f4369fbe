/** How far a run is: calls of the job are merged, and written at most four times a second. */
import type { Clock } from '../clock.ts';
import type { LogFields } from '../log.ts';
import { saveProgress } from '../store/job-run.ts';
import type { Store } from '../store/open.ts';

const intervalMs = 250;

type Note = Record<string, string | number>;

export interface ProgressReporter {
  report(fraction: number, note?: Note): void;
  /** Writes what is pending. */
  flush(): void;
  /** Writes nothing any more. */
  stop(): void;
}

/**
 * @param failed a write did not succeed (disk full, database busy): progress is not worth a job, the next call tries again.
 */
export function progressReporter(
  store: Store,
  clock: Clock,
  jobId: string,
  failed: (fields: LogFields) => void,
): ProgressReporter {
  let pending: { perMille: number; note: string | null } | null = null;
  let lastNote: string | null = null;
  let writtenAt = -Infinity;
  let cancelTimer: (() => void) | null = null;

  const write = () => {
    if (pending === null) return;
    // Called from within the job's own transaction: it comes after that.
    if (store.raw.inTransaction) return later();
    const { perMille, note } = pending;
    pending = null;
    cancelTimer?.();
    cancelTimer = null;
    writtenAt = clock.now();
    try {
      saveProgress(store, jobId, perMille, note);
    } catch (error) {
      failed({ jobId, error: (error as Error).message });
    }
  };
  const later = () => {
    if (cancelTimer !== null) return;
    const wait = Math.max(1, writtenAt + intervalMs - clock.now());
    cancelTimer = clock.after(Math.min(wait, intervalMs), () => {
      cancelTimer = null;
      write();
    });
  };
  return {
    report(fraction, note) {
      if (note !== undefined) lastNote = JSON.stringify(note);
      pending = { perMille: perMille(fraction), note: lastNote };
      if (clock.now() - writtenAt >= intervalMs) write();
      else later();
    },
    flush: write,
    stop() {
      cancelTimer?.();
      cancelTimer = null;
      pending = null;
    },
  };
}

/** What is no number between 0 and 1 is brought there. */
function perMille(fraction: number): number {
  return Number.isFinite(fraction) ? Math.round(Math.min(1, Math.max(0, fraction)) * 1000) : 0;
}
