/** What is kept of jobs beyond their own row: dead letters, schedules, figures. */
import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * Jobs that have failed for good, with what a person needs to judge them. Kept until they are run again or discarded, longer than
 * the job itself. Written in the transaction that settles the job; what only Bull knew of is added when it is found there.
 */
export const deadLetter = sqliteTable(
  'dead_letter',
  {
    no: integer('no').primaryKey(),
    jobId: text('job_id').notNull().unique(),
    queue: text('queue').notNull(),
    name: text('name').notNull(),
    /** JSON, as the job had it. */
    payload: text('payload').notNull(),
    /** JSON array, oldest first: {attempt, at, outcome, code, message} of every run that did not complete. */
    errors: text('errors').notNull(),
    /** Of the last error. */
    code: text('code').notNull(),
    message: text('message').notNull(),
    /** The same for failures of one job with one cause: what differs between them (ids, numbers, paths) is left out of it. */
    fingerprint: text('fingerprint').notNull(),
    failedAt: integer('failed_at').notNull(),
    /** The job that repeats it. */
    redrivenAs: text('redriven_as'),
    /** When a person ran it again or set it aside; null while it is open. */
    closedAt: integer('closed_at'),
    closedBy: text('closed_by'),
  },
  (t) => [
    index('dead_letter_open')
      .on(t.fingerprint, t.failedAt)
      .where(sql`${t.closedAt} IS NULL`),
    index('dead_letter_failed').on(t.failedAt),
  ],
);

/** Where each schedule of the catalog stands. Its armed job is a row of the outbox with the time of the next occurrence. */
export const schedule = sqliteTable('schedule', {
  /** `queue/name` of the job, as in the catalog. */
  key: text('key').primaryKey(),
  /** The operator's own cron expression and IANA zone; null is the catalog's, and the warehouse's. */
  cron: text('cron'),
  timeZone: text('time_zone'),
  pausedAt: integer('paused_at'),
  /** The next occurrence (ms UTC), the job that waits for it, and what both were calculated from; null while nothing is armed. */
  armedFor: integer('armed_for'),
  armedJobId: text('armed_job_id'),
  armedCron: text('armed_cron'),
  armedZone: text('armed_zone'),
  /** The newest occurrence that was run or passed over. */
  lastFor: integer('last_for'),
  lastJobId: text('last_job_id'),
  updatedAt: integer('updated_at').notNull(),
  updatedBy: text('updated_by').notNull(),
});

/**
 * What the runs that ended in one hour were like, per job. Durations are counts per fixed bucket, so hours can be added up.
 * WITHOUT ROWID (see the migration).
 */
export const jobHour = sqliteTable(
  'job_hour',
  {
    /** Hours since 1970 UTC. */
    hour: integer('hour').notNull(),
    queue: text('queue').notNull(),
    name: text('name').notNull(),
    completed: integer('completed').notNull().default(0),
    failed: integer('failed').notNull().default(0),
    retried: integer('retried').notNull().default(0),
    aborted: integer('aborted').notNull().default(0),
    crashed: integer('crashed').notNull().default(0),
    /** JSON array of counts, one per bucket; trailing zeros left out. */
    wait: text('wait').notNull(),
    run: text('run').notNull(),
  },
  (t) => [primaryKey({ columns: [t.hour, t.queue, t.name] })],
);

/** How much was in a queue at a moment; written when it differs from the sample before. WITHOUT ROWID (see the migration). */
export const depthSample = sqliteTable(
  'depth_sample',
  {
    queue: text('queue').notNull(),
    /** Ms UTC. */
    at: integer('at').notNull(),
    waiting: integer('waiting').notNull(),
    active: integer('active').notNull(),
    retrying: integer('retrying').notNull(),
  },
  (t) => [primaryKey({ columns: [t.queue, t.at] })],
);
