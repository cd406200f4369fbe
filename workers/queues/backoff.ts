/** How long to wait before trying again. */

/**
 * Exponential with a cap, then jitter: half of the delay is fixed, the other half random, so that jobs that failed together do
 * not come back together.
 * @param failures how many there were, from 1. @param random from 0 to below 1. @returns ms.
 */
export function backoffMs(
  { baseMs, capMs }: { baseMs: number; capMs: number },
  failures: number,
  random: () => number,
): number {
  // 2^30 is beyond any cap; more would leave the safe integers.
  const full = Math.min(capMs, baseMs * 2 ** Math.min(failures - 1, 30));
  return Math.round(full / 2 + (random() * full) / 2);
}
