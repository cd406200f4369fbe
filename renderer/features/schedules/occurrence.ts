/** A time at which a schedule comes, as its own clocks show it: `Mon, Nov 30, 06:00 CST`. Pure. */
import { sameDay } from '../../format/time.ts';

const dayMs = 86_400_000;

/** @param at ms UTC. @param zone IANA; one that this browser does not know is told as UTC. */
export function occurrenceWords(at: number, now: number, zone: string): string {
  const year = (moment: number) => new Date(moment).getUTCFullYear();
  const options: Intl.DateTimeFormatOptions = {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
    ...(year(at) === year(now) ? {} : { year: 'numeric' as const }),
  };
  return new Intl.DateTimeFormat('en-US', { ...options, timeZone: known(zone) }).format(at);
}

/** `Today`, `Tomorrow`, or nothing. */
export function nearDay(at: number, now: number, zone: string): 'Today' | 'Tomorrow' | null {
  if (sameDay(at, now, known(zone))) return 'Today';
  return sameDay(at, now + dayMs, known(zone)) ? 'Tomorrow' : null;
}

function known(zone: string): string {
  try {
    return Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
