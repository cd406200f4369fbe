/** What a run's end means for its job. Pure: the runner acts on it. */
import { errorInfo, UserError, type ErrorInfo } from '../errors.ts';
import { backoffMs } from './backoff.ts';
import { PermanentFailure, RetryLater, RunAborted } from './define.ts';

export type Ending =
  | { kind: 'completed'; result: string }
  /** For good. */
  | { kind: 'failed'; error: ErrorInfo }
  /** The attempt is used up, and there is another one. */
  | { kind: 'retry'; error: ErrorInfo; afterMs: number }
  /** The run was cut short and counts for nothing. */
  | { kind: 'handed-back'; error: ErrorInfo; afterMs: number }
  | { kind: 'cancelled'; error: ErrorInfo };

export interface RetryPolicy {
  attempts: number;
  backoffMs: number;
  backoffCapMs: number;
}

/** A database that is locked for longer than its busy timeout is not the job's fault. */
const databaseBusyMs = 1000;

/** A job's function has returned. Its result must be JSON; `undefined` is kept as null. */
export function endingOfResult(result: unknown): Ending {
  try {
    return { kind: 'completed', result: JSON.stringify(result ?? null) };
  } catch (error) {
    return { kind: 'failed', error: { code: 'result-not-json', message: errorInfo(error).message } };
  }
}

/**
 * A job's function has thrown, or did not end after its abort.
 * @param reason why the run was told to stop; null when it was not.
 * @param attempt the business attempt that this run was, from 1.
 */
export function endingOfError(
  thrown: unknown,
  reason: RunAborted | null,
  attempt: number,
  policy: RetryPolicy,
  random: () => number,
): Ending {
  if (reason?.code === 'cancelled') return { kind: 'cancelled', error: errorInfo(reason) };
  if (reason?.code === 'timed-out') return afterAttempt(reason, attempt, policy, random);
  if (reason !== null && !isVerdict(thrown))
    return { kind: 'handed-back', error: errorInfo(reason), afterMs: 0 };
  if (isDatabaseBusy(thrown))
    return { kind: 'handed-back', error: errorInfo(thrown), afterMs: databaseBusyMs };
  return afterAttempt(thrown, attempt, policy, random);
}

function afterAttempt(error: unknown, attempt: number, policy: RetryPolicy, random: () => number): Ending {
  if (attempt >= policy.attempts || isFinal(error)) return { kind: 'failed', error: errorInfo(error) };
  const wanted = error instanceof RetryLater ? error.afterMs : undefined;
  const byPolicy = () => backoffMs({ baseMs: policy.backoffMs, capMs: policy.backoffCapMs }, attempt, random);
  return { kind: 'retry', error: errorInfo(error), afterMs: wanted ?? byPolicy() };
}

/** What a person has to mend does not mend itself in a second; only `RetryLater` and a timeout may pass. */
function isFinal(error: unknown): boolean {
  return error instanceof UserError && !(error instanceof RetryLater) && !(error instanceof RunAborted);
}

/** Whether the job itself has decided, so that a shutdown at the same moment changes nothing. */
function isVerdict(error: unknown): boolean {
  return error instanceof PermanentFailure;
}

function isDatabaseBusy(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^SQLITE_(BUSY|LOCKED)/.test(code);
}

/** There is no such job in this version. @param key `queue/name` */
export function unknownJob(key: string): Ending {
  const message = `This version of Dockhand does not know the job ${key}.`;
  return { kind: 'failed', error: { code: 'unknown-job', message } };
}

/** It was leased before its turn, and that did not come soon. */
export const notItsTurn: Ending = {
  kind: 'handed-back',
  error: { code: 'not-its-turn', message: 'Other jobs took longer than expected; this one had not begun.' },
  afterMs: 0,
};

/** Its process ends. */
export const interrupted: Ending = {
  kind: 'handed-back',
  error: { code: 'worker-ended', message: 'The worker process ended before this run did.' },
  afterMs: 0,
};
