/** Schedules as the router sends them. Times in ms UTC. */
import type { ErrorInfo } from '../errors.ts';
import type { JobState } from './wire.ts';

export interface ScheduleView {
  /** `queue/name` of its job. */
  key: string;
  title: string;
  /** In force now; `isOwn` says that the operator gave one of them. */
  cron: string;
  timeZone: string;
  isOwn: boolean;
  /** The warehouse's own. */
  siteTimeZone: string;
  /** Such as `Every Monday at 06:00, Chicago time`; null where the cron expression says more than a sentence can. */
  words: string | null;
  missed: 'run-late' | 'skip';
  pausedAt: number | null;
  /** An actor; null while it is not paused. */
  pausedBy: string | null;
  /** The armed occurrence: to come, or running. */
  nextAt: number | null;
  nextJobId: string | null;
  /** The next ones from now on; none while it is paused. */
  next: number[];
  /** The newest occurrence that was run or passed over. */
  lastAt: number | null;
  lastJobId: string | null;
  /** Null when the job is older than what is kept. */
  lastState: JobState | null;
  lastError: ErrorInfo | null;
  /** The newest job that somebody asked for between its occurrences. */
  byHand: ScheduleRun | null;
}

export interface ScheduleRun {
  jobId: string;
  /** When it was asked for. */
  at: number;
  state: JobState;
  error: ErrorInfo | null;
}

/** What a time would mean, before it is given to a schedule. */
export interface SchedulePreview {
  /** As of `ScheduleView`. */
  words: string | null;
  timeZone: string;
  next: number[];
}
