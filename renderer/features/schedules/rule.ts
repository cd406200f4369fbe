/** A schedule's time as a person picks it, and the cron expression that says the same. Pure. */

export const ruleKinds = ['hourly', 'daily', 'weekly', 'monthly', 'cron'] as const;
export type RuleKind = (typeof ruleKinds)[number];

/** Everything that can be picked, whatever the kind, so that changing the kind to and fro loses nothing. */
export interface Rule {
  kind: RuleKind;
  /** Past the hour, for `hourly`. */
  minute: number;
  /** `HH:MM`, for the others. */
  time: string;
  /** 0 is Sunday. */
  weekdays: number[];
  /** 1 to 31; `L` is the last of the month. */
  monthDay: string;
  cron: string;
}

/** As cron has it, from Monday on. */
export const week = [1, 2, 3, 4, 5, 6, 0];

export const monthDays = [...Array.from({ length: 31 }, (_, day) => String(day + 1)), 'L'];

/** What is to be mended before there is an expression; null when all is there. */
export function missing(rule: Rule): 'time' | 'weekdays' | 'cron' | null {
  if (rule.kind === 'cron') return rule.cron.trim() === '' ? 'cron' : null;
  if (rule.kind === 'hourly') return null;
  if (!/^\d{2}:\d{2}/.test(rule.time)) return 'time';
  return rule.kind === 'weekly' && rule.weekdays.length === 0 ? 'weekdays' : null;
}

/** Of a rule that misses nothing. */
export function cronOf(rule: Rule): string {
  if (rule.kind === 'cron') return rule.cron.trim();
  if (rule.kind === 'hourly') return `${rule.minute} * * * *`;
  const [hour = '0', minute = '0'] = rule.time.split(':');
  const at = `${Number(minute)} ${Number(hour)}`;
  if (rule.kind === 'daily') return `${at} * * *`;
  if (rule.kind === 'weekly') return `${at} * * ${rule.weekdays.toSorted((a, b) => a - b).join(',')}`;
  return `${at} ${rule.monthDay} * *`;
}

const usual: Rule = { kind: 'cron', minute: 0, time: '06:00', weekdays: [1], monthDay: '1', cron: '' };

/** The rule that an expression stands for; `cron` where it is none of those that can be picked. */
export function ruleOf(cron: string): Rule {
  const rule = { ...usual, cron };
  const [minute = '', hour = '', day = '', month = '', weekday = '', more] = cron.trim().split(/\s+/);
  if (month !== '*' || more !== undefined || !isNumber(minute, 59)) return rule;
  if ([hour, day, weekday].join() === '*,*,*') return { ...rule, kind: 'hourly', minute: Number(minute) };
  if (!isNumber(hour, 23)) return rule;
  const timed = { ...rule, time: `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}` };
  if (day === '*' && weekday === '*') return { ...timed, kind: 'daily' };
  if (day === '*' && /^[0-7](,[0-7])*$/.test(weekday))
    return { ...timed, kind: 'weekly', weekdays: weekday.split(',').map((each) => Number(each) % 7) };
  if (day === '*' && weekday === '1-5') return { ...timed, kind: 'weekly', weekdays: [1, 2, 3, 4, 5] };
  if (weekday === '*' && monthDays.includes(day)) return { ...timed, kind: 'monthly', monthDay: day };
  return rule;
}

const isNumber = (text: string, most: number) => /^\d{1,2}$/.test(text) && Number(text) <= most;
