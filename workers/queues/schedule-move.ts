/** What a schedule does next, decided from where it stands. Nothing is read or written here; README.md, "Schedules", has the states. */
import { newestOccurrence, nextOccurrence } from './cron.ts';
import type { JobSchedule } from './define.ts';

/** What is in force now: the operator's cron and zone, else the catalog's and the warehouse's. */
export interface Rule {
  cron: string;
  zone: string;
  missed: JobSchedule['missed'];
  graceMs: number;
}

/** The job that waits for the next occurrence, or runs for it. */
export interface Armed {
  occurrence: number;
  cron: string;
  zone: string;
  job: 'waiting' | 'begun' | 'settled' | 'gone';
  settledAt: number | null;
}

export interface Standing {
  paused: boolean;
  armed: Armed | null;
  /** While nothing is armed: what came after this moment (ms UTC) was missed and not looked at yet. */
  since: number;
  /** Whether an occurrence has had its job, or is the last one that was run or passed over. */
  isTaken: (occurrence: number) => boolean;
}

export type Disarming = 'paused' | 'removed' | 'changed';

export type Move =
  | { kind: 'stay' }
  /** No longer declared, nothing armed: its row goes. */
  | { kind: 'forget' }
  | { kind: 'arm'; occurrence: number }
  /** The waiting job is cancelled and its occurrence is free again. */
  | { kind: 'disarm'; why: Disarming }
  /** The waiting job is cancelled and its occurrence counts as dealt with. */
  | { kind: 'pass-over' }
  /** The armed job has ended: its occurrence is the last one. */
  | { kind: 'close' };

/** @param rule null when the schedule is not declared any more. @throws as `nextOccurrence`. */
export function nextMove({ paused, armed, since, isTaken }: Standing, rule: Rule | null, now: number): Move {
  if (armed === null) {
    if (rule === null) return { kind: 'forget' };
    const occurrence = paused ? null : occurrenceToArm(rule, since, now, isTaken);
    return occurrence === null ? { kind: 'stay' } : { kind: 'arm', occurrence };
  }
  if (armed.job === 'begun') return { kind: 'stay' };
  if (armed.job === 'settled') return { kind: 'close' };
  // Its row was removed. One that was not due cannot have run.
  if (armed.job === 'gone')
    return armed.occurrence <= now ? { kind: 'close' } : { kind: 'disarm', why: 'changed' };
  if (rule === null) return { kind: 'disarm', why: 'removed' };
  if (paused) return { kind: 'disarm', why: 'paused' };
  // What is due belongs to the rule that it was armed by.
  if (armed.occurrence <= now) return isTooLate(rule, armed.occurrence, now) ? { kind: 'pass-over' } : stay;
  if (armed.cron !== rule.cron || armed.zone !== rule.zone) return { kind: 'disarm', why: 'changed' };
  // Sooner than what is armed, and never run: the clock was set back.
  const next = nextFree(rule, now, (at) => at !== armed.occurrence && isTaken(at));
  return next !== null && next < armed.occurrence ? { kind: 'disarm', why: 'changed' } : stay;
}

const stay: Move = { kind: 'stay' };

/** Of those missed only the newest counts: after a week of downtime one late run is enough. */
function occurrenceToArm(
  rule: Rule,
  since: number,
  now: number,
  isTaken: Standing['isTaken'],
): number | null {
  const missed = newestOccurrence(rule.cron, rule.zone, since, now);
  if (missed !== null && !isTaken(missed) && !isTooLate(rule, missed, now)) return missed;
  return nextFree(rule, now, isTaken);
}

function isTooLate(rule: Rule, occurrence: number, now: number): boolean {
  return rule.missed === 'skip' && now - occurrence > rule.graceMs;
}

function nextFree(rule: Rule, after: number, isTaken: Standing['isTaken']): number | null {
  let occurrence = nextOccurrence(rule.cron, rule.zone, after);
  while (occurrence !== null && isTaken(occurrence))
    occurrence = nextOccurrence(rule.cron, rule.zone, occurrence);
  return occurrence;
}
