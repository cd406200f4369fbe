/** The zone in which the warehouse's days begin and end. */
import type { Store } from '../open.ts';
import { prepared } from '../prepared.ts';

const statements = prepared((raw) => ({
  zone: raw.prepare<[], string>('SELECT time_zone FROM site').pluck(),
}));

/** IANA zone of the warehouse. */
export function siteTimeZone(store: Store): string {
  return statements(store).zone.get() ?? 'UTC';
}
