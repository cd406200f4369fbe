/** Gives every failure a dead letter: those of databases from before there were any, and those that only Bull knows of. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { fillGaps, isKnownJob, strangersAmong, type GapCursor } from '../store/dead-letter-gaps.ts';
import { insertLetter } from '../store/dead-letter.ts';
import { siteTenant } from '../store/job-outbox.ts';
import type { Store } from '../store/open.ts';
import { foreignError } from './foreign.ts';
import { failedEntries, failedIds, type FailedEntry } from './scripts.ts';

const actor = 'system:recovery';

/** Jobs per transaction: a few milliseconds. */
const perTransaction = 200;

/**
 * How far back an entry of Bull's is looked at. It was seen when it was new; an older one that the database does not know may be a
 * job of its own whose history was removed since.
 */
const foreignWithinMs = 30 * 24 * 3_600_000;

/** @returns a pass over the database: the first goes through all failed jobs, later ones end at once, since none is added. */
export function gapFiller(store: Store): () => Promise<number> {
  let cursor: GapCursor | null = { queue: '', no: 0 };
  return async () => {
    let letters = 0;
    while (cursor !== null) {
      const from: GapCursor = cursor;
      const { next, written } = store.write(actor, () => fillGaps(store, from, perTransaction), 'normal');
      letters += written;
      cursor = next;
      await nextTurn();
    }
    return letters;
  };
}

/**
 * Bull's failed jobs that are no jobs of this database become dead letters, each once. What the database has as unfinished is no
 * business of this: it is handed over again. Repeatable.
 * @returns how many letters were written.
 */
export async function adoptForeign(store: Store, client: Redis, queues: readonly string[]): Promise<number> {
  let letters = 0;
  for (const queue of queues) {
    const since = store.clock.now() - foreignWithinMs;
    const strangers = strangersAmong(store, await failedIds(client, queue, since));
    for (let from = 0; from < strangers.length; from += perTransaction) {
      const entries = await failedEntries(client, queue, strangers.slice(from, from + perTransaction));
      letters += store.write(
        actor,
        ({ now }) => entries.filter((entry) => adopt(store, queue, entry, now)).length,
      );
    }
  }
  return letters;
}

function adopt(store: Store, queue: string, entry: FailedEntry, now: number): boolean {
  // It may have become a job of ours since the look, as when a backup is put back.
  if (strangersAmong(store, [entry.id]).length === 0) return false;
  const error = foreignError(isKnownJob(store, entry.id), tenantOf(entry.data) === siteTenant(store));
  const failedAt = entry.finishedAt ?? now;
  const told = { code: error.code, message: entry.reason };
  return insertLetter(store, {
    jobId: entry.id,
    queue,
    name: entry.name,
    payload: entry.data,
    errors: [{ attempt: entry.attempts, at: failedAt, outcome: 'failed', ...told }],
    error,
    failedAt,
  });
}

function tenantOf(json: string): unknown {
  try {
    return (JSON.parse(json) as { tenantId?: unknown } | null)?.tenantId;
  } catch {
    return undefined;
  }
}
