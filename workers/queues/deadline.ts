/** The time limit of one run. */
import type { Clock } from '../clock.ts';
import { RunAborted, type AnyJobDefinition } from './define.ts';

/** The longest that a timer can wait, about 24.8 days: a longer delay would fire at once. */
const longestTimerMs = 2 ** 31 - 1;

export interface Deadline {
  /** The job has moved: puts off a `without-progress` limit. */
  moved(): void;
  /** When it passes if nothing moves, ms on the same clock. */
  readonly at: number;
  stop: () => void;
}

/** @param passed called once, when the limit is over. */
export function startDeadline(
  clock: Clock,
  limit: { timeoutMs: number; counts: AnyJobDefinition['timeoutCounts'] },
  passed: () => void,
): Deadline {
  let at = clock.now() + limit.timeoutMs;
  let cancel = wait();
  function wait() {
    return clock.after(Math.min(Math.max(0, at - clock.now()), longestTimerMs), () => {
      // Moving only notes the new time; the timer looks when it rings, so that progress costs no timer each.
      if (clock.now() < at) cancel = wait();
      else passed();
    });
  }
  return {
    moved() {
      if (limit.counts === 'without-progress') at = clock.now() + limit.timeoutMs;
    },
    get at() {
      return at;
    },
    stop: () => cancel(),
  };
}

/** The limit that the catalog gives a job with this payload, in ms. */
export function timeoutOf(definition: AnyJobDefinition, payload: unknown): number {
  const { timeoutMs } = definition;
  return typeof timeoutMs === 'number' ? timeoutMs : timeoutMs(payload as never);
}

/** For a person: `30 seconds`, `10 minutes`, `2 hours`. */
export function inWords(ms: number): string {
  const [count, unit] =
    ms < 120_000
      ? [ms / 1000, 'second']
      : ms < 7_200_000
        ? [ms / 60_000, 'minute']
        : [ms / 3_600_000, 'hour'];
  const rounded = Math.round(count * 10) / 10;
  return `${rounded} ${unit}${rounded === 1 ? '' : 's'}`;
}

/** Why a run was told to stop when its limit had passed. */
export function timedOut(definition: AnyJobDefinition, timeoutMs: number): RunAborted {
  const without = definition.timeoutCounts === 'without-progress';
  const limit = inWords(timeoutMs);
  return new RunAborted(
    'timed-out',
    without
      ? `“${definition.title}” did not get any further for ${limit} and was stopped.`
      : `“${definition.title}” took longer than ${limit} and was stopped.`,
  );
}
