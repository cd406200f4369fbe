/** The limits that a child is held to. All in milliseconds unless named otherwise. */
import type { ChildRole } from '../../workers/protocol.ts';

export interface ChildPolicy {
  /** From the start of the process to `ready`. */
  startLimitMs: number;
  pingEveryMs: number;
  /** Time without an answer to a ping after which a ready child counts as hung. */
  silenceLimitMs: number;
  /** Time as ready after which the next failure counts as the first. */
  stableAfterMs: number;
  /** Limit of the first pause; doubles with each failure in a row. */
  backoffBaseMs: number;
  backoffCapMs: number;
  /** Failures within the window that make it one that will not live. */
  crashLimit: number;
  crashWindowMs: number;
  /** How long it may take to finish what it is doing, before SIGTERM. */
  drainMs: number;
  /** From SIGTERM to SIGKILL, and from one SIGKILL to the next. */
  killAfterMs: number;
}

const second = 1_000;
const minute = 60 * second;

const common: ChildPolicy = {
  startLimitMs: 1 * minute,
  pingEveryMs: 2 * second,
  // One synchronous piece of database work may hold the loop for some seconds on a slow disk; a dead loop never answers.
  silenceLimitMs: 15 * second,
  stableAfterMs: 30 * second,
  backoffBaseMs: 500,
  backoffCapMs: 30 * second,
  // A job that kills its process is set aside after three times: several of those in a row must not take the worker out.
  crashLimit: 10,
  crashWindowMs: 5 * minute,
  drainMs: 10 * second,
  killAfterMs: 2 * second,
};

/** Limits by what the child does. */
export const policies: Readonly<Record<ChildRole | 'redis', ChildPolicy>> = {
  // The api migrates the database before it is ready, with a copy of the old one first. Cutting that short would only start it again.
  api: { ...common, startLimitMs: 15 * minute, drainMs: 5 * second },
  office: common,
  press: common,
  // A large append-only file takes its time to load.
  redis: { ...common, startLimitMs: 3 * minute, drainMs: 5 * second },
};
