/** Jobs for the search everywhere: by the beginning of an id, or the newest of some names. */
import type { Store } from '../open.ts';

export interface FoundJob {
  id: string;
  queue: string;
  name: string;
  state: string;
  createdAt: number;
}

const columns = 'id, queue, name, state, created_at AS createdAt';
/** The newest jobs that are looked through for a name: a name that none of them has costs no more than 10 ms. */
const lookedThrough = 20_000;

/** Newest first. @param beginning of a job's id, in lower case. */
export function jobsWithId({ raw }: Store, beginning: string, most: number): FoundJob[] {
  return raw
    .prepare<[string, string, number], FoundJob>(
      `SELECT ${columns} FROM outbox WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT ?`,
    )
    .all(beginning, `${beginning}~`, most);
}

/** Newest first. @param keys `queue/name`. */
export function newestJobsOf({ raw }: Store, keys: readonly string[], most: number): FoundJob[] {
  return raw
    .prepare<[number, string, number], FoundJob>(
      `SELECT ${columns} FROM outbox
       WHERE no > (SELECT coalesce(max(no), 0) - ? FROM outbox)
         AND queue || '/' || name IN (SELECT value FROM json_each(?))
       ORDER BY no DESC LIMIT ?`,
    )
    .all(lookedThrough, JSON.stringify(keys), most);
}

/** Whether a job of this name is wanted or under way. */
export function isJobUnsettled({ raw }: Store, queue: string, name: string): boolean {
  return (
    raw
      .prepare('SELECT 1 FROM outbox WHERE settled_at IS NULL AND queue = ? AND name = ? LIMIT 1')
      .get(queue, name) !== undefined
  );
}
