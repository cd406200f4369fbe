/** Settings of a connection while it writes very many rows. */
import type { Store } from './open.ts';

/**
 * Pages in the write-ahead log after which they are copied into the database. Keys in random order touch the same index pages again
 * and again: at SQLite's usual 1,000 pages each is copied many times over (measured: 1.4 × the processor time, 3 × the syncs).
 * Far more would make one such copy a long one.
 */
const checkpointPages = 4000;
/** Page cache in MiB. Batches come sorted, so more was measured to gain nothing. */
const cacheMiB = 32;

/** Sets them; `restore` puts back what was before. */
export function bulkSettings({ raw }: Store): { restore(): void } {
  const before = {
    wal_autocheckpoint: raw.pragma('wal_autocheckpoint', { simple: true }) as number,
    cache_size: raw.pragma('cache_size', { simple: true }) as number,
  };
  raw.pragma(`wal_autocheckpoint = ${checkpointPages}`);
  raw.pragma(`cache_size = ${-cacheMiB * 1024}`);
  return {
    restore() {
      raw.pragma(`wal_autocheckpoint = ${before.wal_autocheckpoint}`);
      raw.pragma(`cache_size = ${before.cache_size}`);
      // The pages that the import has read are of no use to what comes next.
      raw.pragma('shrink_memory');
    },
  };
}
