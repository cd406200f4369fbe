/** Waiting for a condition in real time. */
import { setTimeout as wait } from 'node:timers/promises';

/**
 * Waits until `look` gives something other than false, null or undefined, and returns it.
 * @param what for the message when the limit is over.
 */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  limitMs = 15_000,
): Promise<Exclude<T, false | null | undefined>> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const seen = await look();
    if (seen !== false && seen !== null && seen !== undefined) {
      return seen as Exclude<T, false | null | undefined>;
    }
    if (performance.now() > deadline) throw new Error(`Waited ${limitMs} ms in vain until ${what}.`);
    await wait(20);
  }
}
