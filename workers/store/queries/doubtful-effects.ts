/** Effects outside of which nobody knows whether they happened, with the jobs that began them. */
import type { Store } from '../open.ts';
import { prepared } from '../prepared.ts';

export interface DoubtfulRecord {
  key: string;
  /** JSON of the `BegunEffect`. */
  result: string | null;
  /** When it was begun, ms UTC. */
  at: number;
  jobId: string;
  /** Of the job, or of its dead letter where the job is no longer kept; null where neither is. */
  queue: string | null;
  name: string | null;
  /** JSON. */
  payload: string | null;
  /** Null where the job is no longer kept. */
  jobState: string | null;
}

/**
 * What a run has seen to be in doubt; and what a dead run has left as begun and no run will look at again, because its job has ended
 * otherwise (cancelled, or set aside for its crashes). The ledger is read as a whole: retention keeps it short.
 */
const inDoubt = `FROM effect e LEFT JOIN outbox job ON job.id = e.job_id
  WHERE (e.state = 'unknown' OR e.state = 'intended' AND (job.id IS NULL OR job.settled_at IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM job_run WHERE no = json_extract(e.result, '$.run') AND outcome = 'running'))`;

const statements = prepared((raw) => ({
  page: raw.prepare<[number, number], DoubtfulRecord>(
    `SELECT d.key, d.result, d.at, d.jobId, coalesce(d.queue, letter.queue) AS queue, coalesce(d.name, letter.name) AS name,
       coalesce(d.payload, letter.payload) AS payload, d.jobState
     FROM (SELECT e.key, e.result, e.at, e.job_id AS jobId, job.queue, job.name, job.payload, job.state AS jobState
           ${inDoubt} ORDER BY e.at DESC, e.key LIMIT ? OFFSET ?) d
     LEFT JOIN dead_letter letter ON letter.job_id = d.jobId
     ORDER BY d.at DESC, d.key`,
  ),
  count: raw.prepare<[], number>(`SELECT count(*) ${inDoubt}`).pluck(),
  one: raw.prepare<[string], number>(`SELECT 1 ${inDoubt} AND e.key = ?`).pluck(),
}));

/** Newest first. */
export function doubtfulEffects(
  store: Store,
  { limit, offset }: { limit: number; offset: number },
): { effects: DoubtfulRecord[]; total: number } {
  const { page, count } = statements(store);
  return { effects: page.all(limit, offset), total: count.get() ?? 0 };
}

/** Whether a person has to decide about it. Call within the transaction that acts upon it. */
export function isEffectInDoubt(store: Store, key: string): boolean {
  return statements(store).one.get(key) === 1;
}
