/** What is wrong with a cron expression, in words that name the part. Pure. */
import { CronPattern } from 'croner';
import { cronReading } from './cron-reading.ts';

const parts = [
  { name: 'minute', give: '0 to 59' },
  { name: 'hour', give: '0 to 23' },
  { name: 'day of the month', give: '1 to 31, or L for the last day' },
  { name: 'month', give: '1 to 12, or JAN to DEC' },
  { name: 'day of the week', give: '0 to 7 (0 and 7 are Sunday), or MON to SUN' },
];
const second = { name: 'second', give: '0 to 59' };

/** @param cron one that cannot be read. @returns a sentence or two. */
export function cronFault(cron: string): string {
  const given = cron.trim() === '' ? [] : cron.trim().split(/\s+/);
  if (given.length !== 5 && given.length !== 6) {
    const has = given.length === 1 ? 'one part' : `${given.length} parts`;
    return `A cron expression has five parts: minute, hour, day of the month, month and day of the week, such as "30 0 * * *" for half past midnight. This one has ${has}.`;
  }
  const meant = given.length === 6 ? [second, ...parts] : parts;
  const wrong = given.findIndex(
    (part, at) => !isReadable(given.map((_, other) => (other === at ? part : '*'))),
  );
  const { name, give } = meant[wrong] ?? { name: '', give: '' };
  if (name === '') return `"${cron.trim()}" is not a cron expression.`;
  return `The ${name} "${given[wrong]}" cannot be read. Give * for every one, or ${give}; several with commas, a range with a hyphen, every tenth as */10.`;
}

function isReadable(fields: readonly string[]): boolean {
  try {
    return new CronPattern(fields.join(' '), undefined, cronReading).second.length > 0;
  } catch {
    return false;
  }
}
