/** Jobs, their runs, and the effects that must happen once. */
import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/**
 * Jobs as the business sees them: written in the same transaction as the change that wants them, handed to Bull by the relay
 * with `jobId` = id, kept until retention. A row without `settledAt` is unfinished, whatever Redis says.
 */
export const outbox = sqliteTable(
  'outbox',
  {
    no: integer('no').primaryKey(),
    id: text('id').notNull().unique(),
    queue: text('queue').notNull(),
    name: text('name').notNull(),
    tenantId: text('tenant_id').notNull(),
    /** JSON, valid against the catalog's schema for the job. */
    payload: text('payload').notNull(),
    priority: integer('priority'),
    runAt: integer('run_at'),
    createdAt: integer('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    /** When Bull acknowledged the job; null while the relay still owes it. */
    handedAt: integer('handed_at'),
    /** waiting · active · retrying · completed · failed · cancelled */
    state: text('state').notNull().default('waiting'),
    attempts: integer('attempts').notNull().default(0),
    /** Per mille, 0–1000. */
    progress: integer('progress').notNull().default(0),
    /** JSON, whatever the job reports beside the figure (rows, rate, current item). */
    progressNote: text('progress_note'),
    startedAt: integer('started_at'),
    settledAt: integer('settled_at'),
    /** JSON result, or JSON {code, message} when failed. */
    result: text('result'),
    error: text('error'),
    /** Set by the operator; the runner aborts the run when it sees it. */
    cancelRequestedAt: integer('cancel_requested_at'),
    /** The failed job that this one repeats. A job is repeated once; whoever wants more repeats the repetition. */
    redrivenFrom: text('redriven_from'),
    /** The schedule that wanted this job, and the occurrence that it is for (ms UTC): one job per occurrence, ever. */
    schedule: text('schedule'),
    scheduledFor: integer('scheduled_for'),
    /** Grows with every change of this table's rows, so that a watcher asks only for what is new. */
    change: integer('change').notNull().default(0),
  },
  (t) => [
    index('outbox_owed')
      .on(t.handedAt)
      .where(sql`${t.handedAt} IS NULL AND ${t.settledAt} IS NULL`),
    index('outbox_unsettled')
      .on(t.settledAt)
      .where(sql`${t.settledAt} IS NULL`),
    index('outbox_change').on(t.change),
    index('outbox_queue_state').on(t.queue, t.state),
    /** What lists are narrowed by that never changes. */
    index('outbox_job').on(t.queue, t.name, t.createdAt),
    uniqueIndex('outbox_redriven_from')
      .on(t.redrivenFrom)
      .where(sql`${t.redrivenFrom} IS NOT NULL`),
    uniqueIndex('outbox_occurrence')
      .on(t.schedule, t.scheduledFor)
      .where(sql`${t.schedule} IS NOT NULL`),
    /** What retention removes, oldest first. */
    index('outbox_settled')
      .on(t.settledAt)
      .where(sql`${t.settledAt} IS NOT NULL`),
  ],
);

/**
 * Jobs whose text is not in the index `job_search` as it is now: triggers put them here in the write that makes or fails the job, whoever
 * writes; a search reads these rows themselves. So the index may lag, and the answer does not.
 */
export const jobSearchDue = sqliteTable('job_search_due', {
  /** `outbox.no` */
  no: integer('no').primaryKey(),
});

/**
 * One run of one job. The row whose outcome is `running` is the job's lease: the index `job_run_live` allows one at a time, so
 * no two processes can run the same job, whatever Redis tells them. Runs are in the order of `no`.
 */
export const jobRun = sqliteTable(
  'job_run',
  {
    no: integer('no').primaryKey(),
    jobId: text('job_id').notNull(),
    /** Business attempt, from 1. A run that was cut short (crash, shutdown) does not use it up: the next one has the same. */
    attempt: integer('attempt').notNull(),
    queue: text('queue').notNull(),
    name: text('name').notNull(),
    /** The child process that ran it, such as `press-1`. */
    worker: text('worker').notNull(),
    /** Which start of that process: `ChildConfig.instanceId`. */
    instance: text('instance').notNull().default(''),
    startedAt: integer('started_at').notNull(),
    finishedAt: integer('finished_at'),
    /** Milliseconds between hand-over (or due time) and start. */
    waitMs: integer('wait_ms').notNull(),
    runMs: integer('run_ms'),
    /** How far the job was at the end of the run, per mille: a crash beyond the last one is not the same crash again. */
    progress: integer('progress').notNull().default(0),
    /** running · completed · failed · retry · aborted · crashed */
    outcome: text('outcome').notNull().default('running'),
    error: text('error'),
    /** Leased before its turn and not known to have begun: the end of its process is not held against it. */
    ahead: integer('ahead', { mode: 'boolean' }).notNull().default(false),
    /** Whether the run is in the figures of its hour (`job_hour`). */
    counted: integer('counted', { mode: 'boolean' }).notNull().default(false),
  },
  (t) => [
    index('job_run_uncounted')
      .on(t.finishedAt)
      .where(sql`${t.counted} = 0 AND ${t.finishedAt} IS NOT NULL`),
    index('job_run_job').on(t.jobId),
    uniqueIndex('job_run_live')
      .on(t.jobId)
      .where(sql`${t.outcome} = 'running'`),
  ],
);

/** Effects that must happen once, keyed as the catalog says. A local effect's row commits with the effect itself. */
export const effect = sqliteTable(
  'effect',
  {
    key: text('key').primaryKey(),
    jobId: text('job_id').notNull(),
    /** intended · done · unknown */
    state: text('state').notNull(),
    result: text('result'),
    at: integer('at').notNull(),
  },
  (t) => [
    index('effect_open')
      .on(t.state)
      .where(sql`${t.state} <> 'done'`),
  ],
);
