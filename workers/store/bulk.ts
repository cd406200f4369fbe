/** Settings of a connection while it writes very many rows. */
import type { Store } from './open.ts';

/**
 * Pages in the write-ahead log after which they are copied into the database. Keys in random order touch the same index pages again
 * and again: at SQLite's usual 1,000 pages each is copied many times over, and where the disk is slow to sync the
 * import waits for it most of its time (measured with 4,000: half as fast). Costs 64 MB of disk, and a copy of this size takes a fifth
 * of a second. Less than what other connections wait for (see open.ts): so none of them copies in the place of this one.
 */
const checkpointPages = 16_000;
/** Page cache in MiB. Batches come sorted, so more was measured to gain nothing; a check writes its records elsewhere. */
const cacheMiB = { write: 32, check: 16 };

/** Sets them; `restore` puts back what was before. @param kind a check writes only what it found out. */
export function bulkSettings({ raw }: Store, kind: keyof typeof cacheMiB = 'write'): { restore(): void } {
  const before = {
    wal_autocheckpoint: raw.pragma('wal_autocheckpoint', { simple: true }) as number,
    cache_size: raw.pragma('cache_size', { simple: true }) as number,
  };
  raw.pragma(`wal_autocheckpoint = ${checkpointPages}`);
  raw.pragma(`cache_size = ${-cacheMiB[kind] * 1024}`);
  return {
    restore() {
      // What is left is copied here and not by whoever commits next, which may be the console.
      raw.pragma('wal_checkpoint(PASSIVE)');
      raw.pragma(`wal_autocheckpoint = ${before.wal_autocheckpoint}`);
      raw.pragma(`cache_size = ${before.cache_size}`);
      // The pages that the import has read are of no use to what comes next.
      raw.pragma('shrink_memory');
    },
  };
}
