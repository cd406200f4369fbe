/** The schedules as a person sees them, and what a time would mean that is not in force yet. */
import type { SchedulePreview, ScheduleRun, ScheduleView } from '../api/schedules-wire.ts';
import type { JobState } from '../api/wire.ts';
import { UserError, type ErrorInfo } from '../errors.ts';
import { newestAudit } from '../store/queries/audit.ts';
import type { Store } from '../store/open.ts';
import { siteTimeZone } from '../store/queries/site-time-zone.ts';
import { newestInBetween, occurrenceJob, scheduleRow } from '../store/schedule.ts';
import { nextOccurrences, requireCron } from './cron.ts';
import { cronWords } from './cron-words.ts';
import type { AnyCatalog } from './define.ts';

/** Coming times that are told. */
const shown = 5;

/** In the catalog's order. One that was never reconciled has nothing armed yet. */
export function listSchedules(store: Store, catalog: AnyCatalog): ScheduleView[] {
  return Object.entries(catalog).flatMap(([key, { title, schedule }]) => {
    if (schedule === undefined) return [];
    const row = scheduleRow(store, key);
    const cron = row?.cron ?? schedule.cron;
    const timeZone = row?.timeZone ?? siteTimeZone(store);
    const pausedAt = row?.pausedAt ?? null;
    const lastJobId = row?.lastJobId ?? null;
    const lastJob = lastJobId === null ? undefined : occurrenceJob(store, lastJobId);
    return [
      {
        key,
        title,
        cron,
        timeZone,
        siteTimeZone: siteTimeZone(store),
        isOwn: (row?.cron ?? row?.timeZone ?? null) !== null,
        ...meaning(cron, timeZone, pausedAt === null ? store.clock.now() : null),
        missed: schedule.missed,
        pausedAt,
        pausedBy: pausedAt === null ? null : (newestAudit(store, 'schedule', key, 'pause')?.actor ?? null),
        nextAt: row?.armedFor ?? null,
        nextJobId: row?.armedJobId ?? null,
        lastAt: row?.lastFor ?? null,
        lastJobId,
        lastState: (lastJob?.state as JobState | undefined) ?? null,
        lastError: errorOf(lastJob?.error),
        byHand: byHand(store, key),
      },
    ];
  });
}

/**
 * What a time would mean for a schedule.
 * @param timeZone null is the warehouse's. @throws UserError `cron-invalid`, `cron-never`, `time-zone-unknown`.
 */
export function previewSchedule(store: Store, cron: string, timeZone: string | null): SchedulePreview {
  const zone = timeZone ?? siteTimeZone(store);
  const now = store.clock.now();
  requireCron(cron, zone, now);
  return {
    words: cronWords(cron, zone),
    timeZone: zone,
    next: nextOccurrences(cron, zone, now, shown),
  };
}

/** A zone that this machine does not know must not hide the other schedules. @param now null: nothing comes. */
function meaning(cron: string, zone: string, now: number | null): { words: string | null; next: number[] } {
  try {
    return {
      next: now === null ? [] : nextOccurrences(cron, zone, now, shown),
      words: cronWords(cron, zone),
    };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { words: null, next: [] };
  }
}

function byHand(store: Store, key: string): ScheduleRun | null {
  const job = newestInBetween(store, key);
  if (job === undefined) return null;
  return { jobId: job.id, at: job.createdAt, state: job.state as JobState, error: errorOf(job.error) };
}

function errorOf(json: string | null | undefined): ErrorInfo | null {
  return typeof json === 'string' ? (JSON.parse(json) as ErrorInfo) : null;
}
