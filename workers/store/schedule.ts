/** Statements of the schedules: where each stands, and what became of the job that it has armed. */
import type { Store } from './open.ts';
import { prepared } from './prepared.ts';
import type { schedule } from './schema.ts';

export type ScheduleRow = typeof schedule.$inferSelect;

/** The job of an occurrence, as far as its schedule has to know. */
export interface OccurrenceJob {
  id: string;
  state: string;
  attempts: number;
  startedAt: number | null;
  settledAt: number | null;
  /** JSON. */
  error: string | null;
}

const columns = `key, cron, time_zone AS timeZone, paused_at AS pausedAt, armed_for AS armedFor, armed_job_id AS armedJobId,
  armed_cron AS armedCron, armed_zone AS armedZone, last_for AS lastFor, last_job_id AS lastJobId,
  updated_at AS updatedAt, updated_by AS updatedBy`;
const jobColumns = 'id, state, attempts, started_at AS startedAt, settled_at AS settledAt, error';

const statements = prepared((raw) => ({
  row: raw.prepare<[string], ScheduleRow>(`SELECT ${columns} FROM schedule WHERE key = ?`),
  keys: raw.prepare<[], string>('SELECT key FROM schedule ORDER BY key').pluck(),
  save: raw.prepare<[ScheduleRow]>(
    `INSERT INTO schedule (key, cron, time_zone, paused_at, armed_for, armed_job_id, armed_cron, armed_zone, last_for,
       last_job_id, updated_at, updated_by)
     VALUES (@key, @cron, @timeZone, @pausedAt, @armedFor, @armedJobId, @armedCron, @armedZone, @lastFor,
       @lastJobId, @updatedAt, @updatedBy)
     ON CONFLICT (key) DO UPDATE SET cron = excluded.cron, time_zone = excluded.time_zone, paused_at = excluded.paused_at,
       armed_for = excluded.armed_for, armed_job_id = excluded.armed_job_id, armed_cron = excluded.armed_cron,
       armed_zone = excluded.armed_zone, last_for = excluded.last_for, last_job_id = excluded.last_job_id,
       updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
  ),
  remove: raw.prepare<[string]>('DELETE FROM schedule WHERE key = ?'),
  job: raw.prepare<[string], OccurrenceJob>(`SELECT ${jobColumns} FROM outbox WHERE id = ?`),
  taken: raw
    .prepare<[string, number], number>('SELECT 1 FROM outbox WHERE schedule = ? AND scheduled_for = ?')
    .pluck(),
  release: raw.prepare<[string]>('UPDATE outbox SET scheduled_for = NULL WHERE id = ?'),
  inBetween: raw
    .prepare<[string], string>(
      'SELECT id FROM outbox WHERE schedule = ? AND scheduled_for IS NULL AND settled_at IS NULL ORDER BY no LIMIT 1',
    )
    .pluck(),
  // Of one schedule, the index has the jobs without an occurrence in the order of their numbers. What never began was disarmed.
  newestInBetween: raw.prepare<[string], OccurrenceJob & { createdAt: number }>(
    `SELECT ${jobColumns}, created_at AS createdAt FROM outbox
     WHERE schedule = ? AND scheduled_for IS NULL AND NOT (state = 'cancelled' AND started_at IS NULL)
     ORDER BY no DESC LIMIT 1`,
  ),
  over: raw
    .prepare<[], number>(
      `SELECT count(*) FROM schedule s LEFT JOIN outbox o ON o.id = s.armed_job_id
       WHERE s.armed_job_id IS NOT NULL AND (o.id IS NULL OR o.settled_at IS NOT NULL)`,
    )
    .pluck(),
}));

export function scheduleRow(store: Store, key: string): ScheduleRow | undefined {
  return statements(store).row.get(key);
}

/** Of every schedule that has ever been reconciled and not been removed since. */
export function scheduleKeys(store: Store): string[] {
  return statements(store).keys.all();
}

/** Call within a transaction. */
export function saveSchedule(store: Store, row: ScheduleRow): void {
  statements(store).save.run(row);
}

/** Call within a transaction. */
export function removeSchedule(store: Store, key: string): void {
  statements(store).remove.run(key);
}

export function occurrenceJob(store: Store, jobId: string): OccurrenceJob | undefined {
  return statements(store).job.get(jobId);
}

/** Whether there is a job for this occurrence, in whatever state. @param at ms UTC. */
export function isOccurrenceTaken(store: Store, key: string, at: number): boolean {
  return statements(store).taken.get(key, at) !== undefined;
}

/** A job that never began gives its occurrence back, so that another one may be armed for it. Call within a transaction. */
export function releaseOccurrence(store: Store, jobId: string): void {
  statements(store).release.run(jobId);
}

/** The unsettled job that somebody asked of the schedule between its occurrences. */
export function unsettledInBetween(store: Store, key: string): string | undefined {
  return statements(store).inBetween.get(key);
}

/** The newest job that somebody asked of the schedule between its occurrences, in whatever state. */
export function newestInBetween(
  store: Store,
  key: string,
): (OccurrenceJob & { createdAt: number }) | undefined {
  return statements(store).newestInBetween.get(key);
}

/** Whether the armed job of any schedule has ended or is gone, so that the next one is to be armed. */
export function isAnyArmedOver(store: Store): boolean {
  return (statements(store).over.get() ?? 0) > 0;
}
