/** When to stop running a job that ends its own process. Pure. */
import type { ErrorInfo } from '../errors.ts';

const crashesAllowed = 2;

/**
 * Whether a job has crashed too often: three times in a row without getting further. A long job that resumes beyond its last
 * crash begins to count anew; one that always dies at the same place does not.
 * @param progress how far each crashed run had come, per mille, oldest first.
 */
export function crashedTooOften(progress: readonly number[]): boolean {
  return crashStreak(progress) > crashesAllowed;
}

/**
 * Whether the next crash at the same place would be the last. Such a job should not run beside another one like it: whichever of
 * them ends the process, both would be set aside.
 */
export function onLastChance(progress: readonly number[]): boolean {
  return crashStreak(progress) === crashesAllowed;
}

/** How many crashes in a row have not come further than one before them. */
function crashStreak(progress: readonly number[]): number {
  let furthest = -1;
  let streak = 0;
  for (const reached of progress) {
    streak = reached > furthest ? 1 : streak + 1;
    furthest = Math.max(furthest, reached);
  }
  return streak;
}

export const quarantined: ErrorInfo = {
  code: 'crashed-too-often',
  message:
    'This job ended its worker process three times at the same place and was set aside. Look at what it works on, then run it again.',
};
