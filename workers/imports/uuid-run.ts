/** UUIDv7s in bulk. */
import { randomBytes } from 'node:crypto';

/**
 * Makes ids that ascend, so that rows written in this order append to the index of ids instead of being scattered over it. RFC
 * 9562, 6.2 method 2: the random part grows by one from a random start, with fresh randomness every millisecond that is new.
 */
export function uuidRun(now: () => number): () => string {
  let at = 0;
  let head = '';
  let counter = 0;
  let left = 0;
  return () => {
    if (left === 0) {
      // Never backwards, even if the clock is.
      at = Math.max(now(), at + 1);
      const time = at.toString(16).padStart(12, '0');
      const random = randomBytes(10);
      random[0] = ((random[0] ?? 0) & 0x0f) | 0x70;
      random[2] = ((random[2] ?? 0) & 0x3f) | 0x80;
      const hex = random.toString('hex');
      head = `${time.slice(0, 8)}-${time.slice(8)}-${hex.slice(0, 4)}-${hex.slice(4, 8)}-${hex.slice(8, 12)}`;
      // Half of the range is left to count through.
      counter = Number.parseInt(hex.slice(12, 20), 16) >>> 1;
      left = 4096;
    }
    left -= 1;
    counter += 1;
    return head + counter.toString(16).padStart(8, '0');
  };
}
