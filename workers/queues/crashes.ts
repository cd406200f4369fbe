/** What a job deserves whose runs ended with their process. Pure. */
import type { ErrorInfo } from '../errors.ts';

/** The third crash at one place sets a job aside, */
const crashesOfItsOwn = 3;
/** or this one, where workers die of something else as well and it may only have been near. */
const crashesAtAll = 10;

/**
 * Before its last chance a job waits for so long. Nobody can tell which of the runs in a process has ended it, or whether something
 * from outside has: time tells, and that suspects do not run together again. Long enough for most jobs to end or to crash.
 */
const apartMs = 3000;
const longestApartMs = 5 * 60_000;

export type CrashVerdict = { kind: 'again' } | { kind: 'later'; afterMs: number } | { kind: 'set-aside' };

/**
 * A long job that resumes beyond its last crash begins to count anew; one that always dies at the same place does not.
 * @param progress how far each crashed run had come, per mille, oldest first.
 * @param otherDeaths worker processes that have died since the first of those crashes while they did not run this job.
 * @param companions suspects of the same crash that were told to wait before this one.
 */
export function judgeCrashes(
  progress: readonly number[],
  otherDeaths: number,
  companions: number,
): CrashVerdict {
  const streak = crashStreak(progress).length;
  // Where others die as well this is not its last chance: it need not wait for what is likely not its doing.
  const patience = otherDeaths === 0 ? crashesOfItsOwn - 1 : crashesOfItsOwn;
  if (streak < patience) return { kind: 'again' };
  const isItsOwn = otherDeaths === 0 || streak >= crashesAtAll;
  if (streak >= crashesOfItsOwn && isItsOwn) return { kind: 'set-aside' };
  const doubled = apartMs * 2 ** (streak - crashesOfItsOwn + 1);
  return { kind: 'later', afterMs: Math.min(longestApartMs, doubled) + companions * apartMs };
}

/** The crashes in a row that have not come further than one before them: the newest entries of `progress`. */
export function crashStreak(progress: readonly number[]): readonly number[] {
  let furthest = -1;
  let from = 0;
  for (const [index, reached] of progress.entries()) {
    if (reached > furthest) from = index;
    furthest = Math.max(furthest, reached);
  }
  return progress.slice(from);
}

export const quarantined: ErrorInfo = {
  code: 'crashed-too-often',
  message:
    'This job ended its worker process three times at the same place and was set aside. Look at what it works on, then run it again.',
};
