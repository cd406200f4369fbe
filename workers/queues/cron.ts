/**
 * Cron expressions as local times of a zone. Where clocks change: a fixed time of day that does not exist comes right after the gap
 * and one that exists twice comes once, the first time; an expression with `*` or a step follows the clock on the wall, so it comes
 * in both of the repeated hours and not in the missing one.
 */
import { Cron } from 'croner';
import { UserError } from '../errors.ts';
import { cronFault } from './cron-fault.ts';
import { cronReading } from './cron-reading.ts';

/**
 * The first occurrence after a moment, ms UTC; null when there is none.
 * @param cron five fields, or six with seconds first. @param zone IANA zone, such as `America/Chicago`.
 * @throws UserError `cron-invalid`, `time-zone-unknown`.
 */
export function nextOccurrence(cron: string, zone: string, after: number): number | null {
  return parse(cron, zone).nextRun(new Date(after))?.getTime() ?? null;
}

/** The first occurrences after a moment, ms UTC, soonest first; fewer where there are not so many. @throws as `nextOccurrence`. */
export function nextOccurrences(cron: string, zone: string, after: number, most: number): number[] {
  const rule = parse(cron, zone);
  const found: number[] = [];
  let at: number | undefined = after;
  while (found.length < most) {
    at = rule.nextRun(new Date(at))?.getTime();
    if (at === undefined) break;
    found.push(at);
  }
  return found;
}

/**
 * The newest occurrence later than `after` and not later than `until`, ms UTC; null when there is none.
 * @throws as `nextOccurrence`.
 */
export function newestOccurrence(cron: string, zone: string, after: number, until: number): number | null {
  if (until <= after) return null;
  // What comes before a moment is asked for by the second: the one after `until` has it in.
  const reference = (Math.floor(until / 1000) + 1) * 1000;
  const newest = parse(cron, zone).previousRuns(1, new Date(reference))[0]?.getTime() ?? null;
  return newest !== null && newest > after && newest <= until ? newest : null;
}

/** @throws UserError `cron-invalid`, `cron-never` (30 February), `time-zone-unknown`. */
export function requireCron(cron: string, zone: string, now: number): void {
  if (nextOccurrence(cron, zone, now) !== null) return;
  throw new UserError('cron-never', `"${cron}" names a time that never comes. Give one that does.`);
}

/** The date of a moment on the calendars of a zone, `YYYY-MM-DD`. @throws UserError `time-zone-unknown`. */
export function localDate(at: number, zone: string): string {
  requireZone(zone);
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(at);
}

function parse(cron: string, zone: string): Cron {
  requireZone(zone);
  try {
    // croner takes a point in time for an expression, too; that would be a schedule which ends.
    if (!/^(@[a-z]+|\S+(\s+\S+){4,5})$/.test(cron.trim())) throw new TypeError('five or six fields');
    return new Cron(cron.trim(), {
      timezone: zone,
      paused: true,
      ...cronReading,
    });
  } catch (error) {
    throw new UserError('cron-invalid', cronFault(cron), { cause: error });
  }
}

/** A fixed offset is refused: it would not follow the clocks of the warehouse. */
function requireZone(zone: string): void {
  try {
    if (!/^[A-Za-z]/.test(zone)) throw new RangeError('not a name');
    Intl.DateTimeFormat('en', { timeZone: zone });
  } catch (error) {
    throw new UserError(
      'time-zone-unknown',
      `There is no time zone "${zone}". Give a name such as "America/Chicago".`,
      { cause: error },
    );
  }
}
