/** What the catalog says of a job, and what a job gets when it runs. */
import type { z } from 'zod';
import type { Desktop } from '../desktop.ts';
import { UserError } from '../errors.ts';
import type { Logger } from '../log.ts';
import type { Store } from '../store/open.ts';
import type { DeclaredEffect } from './declared-effect.ts';

/** The kind of worker process that runs a queue: `press` for CPU work, `office` for work that mostly waits. */
export type WorkerRole = 'press' | 'office';

/** When a job comes by itself. The zone is the warehouse's, unless the operator gave another one; see README.md, "Schedules". */
export interface JobSchedule<Payload = unknown> {
  /** Local time, five fields, such as `30 0 * * *`; the operator may give another one. */
  cron: string;
  /** An occurrence that the machine slept through: one late run, or passed over when it is later than `graceMs`. */
  missed: 'run-late' | 'skip';
  /** How late a run may start under `skip`, ms. */
  graceMs?: number;
  /** What the job of one occurrence gets. */
  payload(occurrence: Occurrence): Payload;
}

/** One time at which a schedule comes. */
export interface Occurrence {
  /** Ms UTC. */
  at: number;
  /** The same on the calendar of the schedule's zone, `YYYY-MM-DD`. */
  date: string;
}

export interface JobDefinition<Payload extends z.ZodType = z.ZodType> {
  /** Bull queue and job name; together `queue/name` is the job's key. */
  queue: string;
  name: string;
  role: WorkerRole;
  payload: Payload;
  /** Limit in ms for the whole run, or for the time without progress (then the run may take as long as it moves). */
  timeoutMs: number | ((payload: z.output<Payload>) => number);
  timeoutCounts: 'whole-run' | 'without-progress';
  /** Business attempts; a run cut short by a crash of its process is not one. */
  attempts: number;
  /** First delay before a retry in ms; doubles each time, with jitter, up to `backoffCapMs`. */
  backoffMs: number;
  backoffCapMs: number;
  /** Runs at the same time in one worker process. */
  concurrency: number;
  /** What the job changes, and what keeps it from being changed twice. */
  effect: DeclaredEffect<z.output<Payload>>;
  /** What the operator reads. */
  title: string;
  describe(payload: z.output<Payload>): string;
  schedule?: JobSchedule<z.input<Payload>>;
}

/** Any entry of the catalog, where the payload's type does not matter. */
export type AnyJobDefinition = Omit<JobDefinition, 'timeoutMs' | 'effect' | 'describe' | 'schedule'> & {
  timeoutMs: number | ((payload: never) => number);
  effect: DeclaredEffect<never>;
  describe(payload: never): string;
  schedule?: JobSchedule;
};

/** Any catalog and its functions, keyed `queue/name`: the engine runs what it is given, and tests give it their own. */
export type AnyCatalog = Readonly<Record<string, AnyJobDefinition>>;
export type AnyHandlers = Readonly<
  Record<string, () => Promise<(context: JobContext<never>) => Promise<unknown>>>
>;

/** Identity with types: keeps the payload's type bound to the functions of the same entry. */
export function defineJob<Payload extends z.ZodType>(
  definition: JobDefinition<Payload>,
): JobDefinition<Payload> {
  return definition;
}

/** What a job's function gets. It knows nothing of Bull. */
export interface JobContext<Payload> {
  readonly jobId: string;
  readonly payload: Payload;
  /** From 1. */
  readonly attempt: number;
  readonly store: Store;
  readonly log: Logger;
  /** Aborted at the deadline, on cancel, on loss of the lock and at shutdown; its reason is an Error. Stop soon and leave no mess. */
  readonly signal: AbortSignal;
  /** The actor to write as: `job:<id>`. */
  readonly actor: string;
  /** What only the program around this process may do, such as printing through its window. */
  readonly desktop: Desktop;
  /**
   * Says how far the job is; calls are merged to at most four a second, and each one puts off a `without-progress` deadline.
   * @param fraction 0 to 1. @param note small, for the operator: rows, rate, current item.
   */
  progress: (fraction: number, note?: Record<string, string | number>) => void;
}

/** A job's function: one file each in workers/jobs. The result must be JSON. */
export type JobHandler<Payload, Result = unknown> = (context: JobContext<Payload>) => Promise<Result>;

/** Thrown by a job: not now (rate limit, busy, offline). Does not count against `attempts` more than any other failure. */
export class RetryLater extends UserError {
  override readonly name: string = 'RetryLater';
  /** Milliseconds to wait at least; without it the catalog's backoff decides. */
  readonly afterMs: number | undefined;
  constructor(code: string, message: string, afterMs?: number) {
    super(code, message);
    this.afterMs = afterMs;
  }
}

/** Thrown by a job: trying again cannot help (invalid address, unknown invoice). Goes to the dead letters at once. */
export class PermanentFailure extends UserError {
  override readonly name: string = 'PermanentFailure';
}

/** Why a run is told to stop: the `reason` of its signal. None of them but `timed-out` is the job's own doing. */
export type AbortCode = 'timed-out' | 'cancelled' | 'lock-lost' | 'shutting-down';

export class RunAborted extends UserError {
  override readonly name: string = 'RunAborted';
  declare readonly code: AbortCode;
}
