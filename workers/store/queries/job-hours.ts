/** Figures of the hours of a window: as many rows as there are hours and jobs in it, however many runs they stand for. */
import type { JobHour } from '../job-hour.ts';
import type { Store } from '../open.ts';
import { prepared } from '../prepared.ts';

const statements = prepared((raw) => ({
  between: raw.prepare<[number, number], JobHour>(
    'SELECT * FROM job_hour WHERE hour >= ? AND hour < ? ORDER BY hour',
  ),
}));

/** @param from,below hours since 1970 UTC. */
export function jobHours(store: Store, from: number, below: number): JobHour[] {
  return statements(store).between.all(from, below);
}
