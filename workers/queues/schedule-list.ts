/** The schedules as a person sees them. */
import type { JobState, ScheduleView } from '../api/wire.ts';
import type { Store } from '../store/open.ts';
import { siteTimeZone } from '../store/queries/site-time-zone.ts';
import { occurrenceJob, scheduleRow } from '../store/schedule.ts';
import type { AnyCatalog } from './define.ts';

/** In the catalog's order. One that was never reconciled has nothing armed yet. */
export function listSchedules(store: Store, catalog: AnyCatalog): ScheduleView[] {
  return Object.entries(catalog).flatMap(([key, { title, schedule }]) => {
    if (schedule === undefined) return [];
    const row = scheduleRow(store, key);
    const lastJobId = row?.lastJobId ?? null;
    const lastJob = lastJobId === null ? undefined : occurrenceJob(store, lastJobId);
    return [
      {
        key,
        title,
        cron: row?.cron ?? schedule.cron,
        timeZone: row?.timeZone ?? siteTimeZone(store),
        siteTimeZone: siteTimeZone(store),
        isOwn: (row?.cron ?? row?.timeZone ?? null) !== null,
        missed: schedule.missed,
        pausedAt: row?.pausedAt ?? null,
        nextAt: row?.armedFor ?? null,
        nextJobId: row?.armedJobId ?? null,
        lastAt: row?.lastFor ?? null,
        lastJobId,
        lastState: (lastJob?.state as JobState | undefined) ?? null,
      },
    ];
  });
}
