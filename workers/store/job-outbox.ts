/** Statements of the hand-over: which jobs Bull is owed, which it was given, which it need not have any more. */
import type { Store } from './open.ts';
import { prepared } from './prepared.ts';

const relayActor = 'system:relay';

export interface OwedJob {
  id: string;
  queue: string;
  name: string;
  tenantId: string;
  priority: number | null;
  /** Not before, ms UTC. */
  runAt: number | null;
}

export interface JobPlace {
  id: string;
  queue: string;
}

export interface UnsettledCount {
  queue: string;
  jobs: number;
  /** Of these, how many Bull was not given yet. */
  owed: number;
}

const change = '(SELECT coalesce(max(change), 0) + 1 FROM outbox)';

const statements = prepared((raw) => ({
  owed: raw.prepare<[string, number], OwedJob>(
    `SELECT id, queue, name, tenant_id AS tenantId, priority, run_at AS runAt
     FROM outbox INDEXED BY outbox_owed
     WHERE handed_at IS NULL AND settled_at IS NULL AND queue IN (SELECT value FROM json_each(?))
     ORDER BY no LIMIT ?`,
  ),
  markHanded: raw.prepare<[number, string]>(
    `UPDATE outbox SET handed_at = ?, change = ${change} WHERE id = ? AND handed_at IS NULL`,
  ),
  oweAgain: raw.prepare<[string]>(
    `UPDATE outbox SET handed_at = NULL, change = ${change}
     WHERE id = ? AND settled_at IS NULL AND handed_at IS NOT NULL`,
  ),
  handed: raw.prepare<[], JobPlace>(
    `SELECT id, queue FROM outbox INDEXED BY outbox_unsettled WHERE settled_at IS NULL AND handed_at IS NOT NULL`,
  ),
  unsettled: raw.prepare<[], JobPlace & { owed: 0 | 1 }>(
    `SELECT id, queue, handed_at IS NULL AS owed FROM outbox INDEXED BY outbox_unsettled WHERE settled_at IS NULL`,
  ),
  unsettledByQueue: raw.prepare<[], UnsettledCount>(
    `SELECT queue, count(*) AS jobs, count(*) - count(handed_at) AS owed
     FROM outbox INDEXED BY outbox_unsettled WHERE settled_at IS NULL GROUP BY queue`,
  ),
  isUnsettled: raw.prepare<[string], 1>('SELECT 1 FROM outbox WHERE id = ? AND settled_at IS NULL').pluck(),
  cancelledSince: raw.prepare<[number], JobPlace & { change: number }>(
    `SELECT id, queue, change FROM outbox WHERE change > ? AND state = 'cancelled' AND handed_at IS NOT NULL
     ORDER BY change`,
  ),
  longestDue: raw
    .prepare<[string, number], number | null>(
      `SELECT min(max(handed_at, coalesce(run_at, 0))) FROM outbox INDEXED BY outbox_queue_state
       WHERE queue = ? AND state IN ('waiting', 'retrying') AND handed_at IS NOT NULL AND coalesce(run_at, 0) <= ?`,
    )
    .pluck(),
  withDue: raw
    .prepare<[string, number], string>(
      `SELECT value FROM json_each(?) WHERE EXISTS (
         SELECT 1 FROM outbox INDEXED BY outbox_queue_state
         WHERE queue = value AND state IN ('waiting', 'retrying') AND handed_at IS NOT NULL AND coalesce(run_at, 0) <= ?)`,
    )
    .pluck(),
  lastChange: raw.prepare<[], { change: number }>('SELECT coalesce(max(change), 0) AS change FROM outbox'),
  install: raw.prepare<[], string>('SELECT id FROM device WHERE no = 1').pluck(),
  tenant: raw.prepare<[], { tenantId: string }>('SELECT tenant_id AS tenantId FROM site'),
}));

/** Jobs of these queues, oldest first. A queue that this program does not know waits for one that does. */
export function owedJobs(store: Store, queues: readonly string[], limit: number): OwedJob[] {
  return statements(store).owed.all(JSON.stringify(queues), limit);
}

/** Bull has acknowledged them. Lost in a power cut, it is said again: the hand-over is repeatable. */
export function markHanded(store: Store, ids: readonly string[]): void {
  store.write(
    relayActor,
    ({ now }) => {
      for (const id of ids) statements(store).markHanded.run(now, id);
    },
    'normal',
  );
}

/** Bull has lost them. What was settled meanwhile stays settled. @returns how many are owed again. */
export function oweAgain(store: Store, ids: readonly string[]): number {
  return store.write(
    relayActor,
    () => ids.reduce((owed, id) => owed + statements(store).oweAgain.run(id).changes, 0),
    'normal',
  );
}

/** Every unfinished job that Bull should know. */
export function handedJobs(store: Store): JobPlace[] {
  return statements(store).handed.all();
}

/** Every unfinished job, and whether Bull is still owed it. */
export function unsettledJobs(store: Store): (JobPlace & { owed: 0 | 1 })[] {
  return statements(store).unsettled.all();
}

/** How many jobs are unfinished; queues without any are left out. */
export function unsettledByQueue(store: Store): UnsettledCount[] {
  return statements(store).unsettledByQueue.all();
}

export function isUnsettled(store: Store, id: string): boolean {
  return statements(store).isUnsettled.get(id) === 1;
}

/** Since when the job of a queue that has waited longest could have been taken, ms UTC; null when none can be. */
export function longestDue(store: Store, queue: string): number | null {
  return statements(store).longestDue.get(queue, store.clock.now()) ?? null;
}

/** Those of the queues that have jobs which Bull was given and that could be taken now. */
export function queuesWithDue(store: Store, queues: readonly string[]): string[] {
  return statements(store).withDue.all(JSON.stringify(queues), store.clock.now());
}

/** Jobs cancelled after the given `change` that Bull may still hold, and the cursor for the next call. */
export function cancelledSince(store: Store, cursor: number): { jobs: JobPlace[]; cursor: number } {
  const jobs = statements(store).cancelledSince.all(cursor);
  return { jobs, cursor: jobs.at(-1)?.change ?? cursor };
}

/** The newest `outbox.change`: differs from before when any job has, whoever changed it. One look into an index. */
export function lastChange(store: Store): number {
  return statements(store).lastChange.get()?.change ?? 0;
}

/** Differs from before when another connection has committed; own commits do not count. No lock, no read. */
export function dataVersion(store: Store): number {
  return store.raw.pragma('data_version', { simple: true }) as number;
}

/** Whose data this is. Jobs of another tenant are refused. */
export function siteTenant(store: Store): string {
  const row = statements(store).tenant.get();
  if (row === undefined) throw new Error('The database has no site row: it was not migrated.');
  return row.tenantId;
}

/** The id of this install: no other database has it. */
export function installId(store: Store): string {
  const id = statements(store).install.get();
  if (id === undefined) throw new Error('The database has no device row: it was not migrated.');
  return id;
}
