/** What a chaos run has done to the jobs, read from the database when all is over. */
import type { Store } from '../../workers/store/open.ts';
import type { Struck } from './kills.ts';

export interface Verdict {
  /** Wanted from outside and by other jobs. */
  jobs: number;
  /** Gone from the database, not completed although nothing failed them, an effect missing, or a follow-up that was never wanted. */
  lost: number;
  /** Effects that are there more than once, outside ones included; jobs that completed more than once, follow-ups wanted twice. */
  duplicated: number;
  /** Given up although the job itself would have succeeded. */
  failedInfra: number;
  /** Letters of which nobody knows whether they arrived: left to a person, and neither sent again nor lost. */
  inDoubt: number;
}

const count = ({ raw }: Store, sql: string) => raw.prepare<[], number>(sql).pluck().get() ?? 0;

/**
 * @param wanted ids of the jobs that were wanted from outside, kept apart from the database.
 * @param letters how often each letter has arrived.
 */
export function judge(
  store: Store,
  wanted: readonly string[],
  letters: ReadonlyMap<string, number>,
): Verdict {
  const one = (sql: string) => count(store, sql);
  const hasFollow = `json_extract(payload, '$.follow') IS NOT NULL`;
  const followers = `(SELECT count(*) FROM outbox f WHERE f.created_by = 'job:' || outbox.id)`;
  const effects = `(SELECT count(DISTINCT step) FROM chaos_effect e WHERE e.job_id = outbox.id)`;
  const known = store.raw.prepare('SELECT 1 FROM outbox WHERE id = ?');
  const vanished = wanted.filter((id) => known.get(id) === undefined).length;
  const sent = store.raw
    .prepare<[], string>(
      `SELECT json_extract(payload, '$.letter') FROM outbox WHERE name = 'letter' AND state = 'completed'`,
    )
    .pluck()
    .all();
  const isInDoubt = `EXISTS (SELECT 1 FROM effect WHERE job_id = outbox.id AND effect.state = 'unknown')`;
  const lost =
    sent.filter((letter) => !letters.has(letter)).length +
    vanished +
    one(`SELECT count(*) FROM outbox WHERE state NOT IN ('completed', 'failed', 'cancelled')`) +
    one(
      `SELECT count(*) FROM outbox WHERE state = 'completed' AND ${effects} <> json_extract(payload, '$.steps')`,
    ) +
    one(`SELECT count(*) FROM outbox WHERE state = 'completed' AND ${hasFollow} AND ${followers} = 0`);
  const duplicated =
    [...letters.values()].filter((times) => times > 1).length +
    one('SELECT count(*) FROM (SELECT 1 FROM chaos_effect GROUP BY job_id, step HAVING count(*) > 1)') +
    one(
      `SELECT count(*) FROM (SELECT 1 FROM job_run WHERE outcome = 'completed' GROUP BY job_id HAVING count(*) > 1)`,
    ) +
    one(`SELECT count(*) FROM outbox WHERE ${hasFollow} AND ${followers} > 1`);
  return {
    jobs: one('SELECT count(*) FROM outbox'),
    lost,
    duplicated,
    failedInfra: one(
      `SELECT count(*) FROM outbox WHERE state IN ('failed', 'cancelled') AND NOT ${isInDoubt}`,
    ),
    inDoubt: one(`SELECT count(*) FROM outbox WHERE state = 'failed' AND ${isInDoubt}`),
  };
}

/**
 * How long each run that a worker kill cut short took to run again: from the SIGKILL to the start of the job's next run, the wait
 * for a free place in another worker included. Where the supervisor itself was killed in between there is nobody to recover
 * anything until it is started again, so those are left out. Ms, ascending.
 */
export function recoveries({ raw }: Store, struck: readonly Struck[]): number[] {
  const next = raw
    .prepare<[string], number | null>(
      `SELECT (SELECT min(n.started_at) FROM job_run n WHERE n.job_id = r.job_id AND n.no > r.no)
       FROM job_run r WHERE r.instance = ? AND (r.outcome = 'crashed' OR json_extract(r.error, '$.code') = 'not-begun')`,
    )
    .pluck();
  const absences = struck.filter(({ what }) => what === 'supervisor').map(({ at }) => at);
  return struck
    .filter(({ what }) => what === 'worker')
    .flatMap(({ instanceId, at }) =>
      next
        .all(instanceId ?? '')
        .map((startedAt) => startedAt ?? Infinity)
        .filter((startedAt) => !absences.some((absent) => absent > at && absent < startedAt))
        .map((startedAt) => startedAt - at),
    )
    .toSorted((a, b) => a - b);
}

/** The first jobs that are not settled, with their runs: for a person who has to find out why. */
export function stuck({ raw }: Store): unknown[] {
  return raw
    .prepare(
      `SELECT id, queue, state, handed_at, run_at, attempts, error,
         (SELECT json_group_array(outcome || '@' || started_at || ' ' || worker) FROM job_run WHERE job_id = outbox.id) AS runs
       FROM outbox WHERE settled_at IS NULL OR state <> 'completed' LIMIT 5`,
    )
    .all();
}
