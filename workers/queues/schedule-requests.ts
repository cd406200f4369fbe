/** What a person can ask of a schedule. Each change is in force, and the next job armed for it, when the call returns. */
import { UserError } from '../errors.ts';
import type { Store } from '../store/open.ts';
import {
  occurrenceJob,
  saveSchedule,
  scheduleRow,
  unsettledInBetween,
  type ScheduleRow,
} from '../store/schedule.ts';
import type { Transaction } from '../store/write.ts';
import { requireCron } from './cron.ts';
import type { AnyCatalog, AnyJobDefinition } from './define.ts';
import { newRow, payloadFor, reconcileSchedule, ruleOf } from './schedules.ts';

/** Its occurrences do not come until it is resumed; a run that has begun goes on. @throws UserError `schedule-not-found`. */
export function pauseSchedule(store: Store, catalog: AnyCatalog, actor: string, key: string): void {
  change(store, catalog, actor, key, 'pause', (row, { now }) => ({ pausedAt: row.pausedAt ?? now }));
}

/** From now on; what would have come while it was paused does not come late. @throws UserError `schedule-not-found`. */
export function resumeSchedule(store: Store, catalog: AnyCatalog, actor: string, key: string): void {
  change(store, catalog, actor, key, 'resume', () => ({ pausedAt: null }));
}

/**
 * Gives the schedule the operator's own time.
 * @param own null takes the catalog's cron, or the warehouse's zone, again; what is left out stays.
 * @throws UserError `schedule-not-found`, `cron-invalid`, `cron-never`, `time-zone-unknown`.
 */
export function setSchedule(
  store: Store,
  catalog: AnyCatalog,
  actor: string,
  key: string,
  own: { cron?: string | null | undefined; timeZone?: string | null | undefined },
): void {
  change(store, catalog, actor, key, 'set', (row, { now }) => {
    const cron = own.cron === undefined ? row.cron : own.cron;
    const timeZone = own.timeZone === undefined ? row.timeZone : own.timeZone;
    const rule = ruleOf(store, catalog, { ...row, cron, timeZone });
    if (rule !== null) requireCron(rule.cron, rule.zone, now);
    return { cron, timeZone };
  });
}

/**
 * Its job now, beside the armed one, which stays. While such a job or the armed one is due or running, that is the one.
 * @returns the job's id. @throws UserError `schedule-not-found`.
 */
export function runScheduleNow(store: Store, catalog: AnyCatalog, actor: string, key: string): string {
  const definition = declared(catalog, key);
  return store.write(actor, (tx) => {
    const row = scheduleRow(store, key) ?? newRow(key, tx);
    const under = underWay(store, row, tx.now);
    if (under !== undefined) return under;
    const rule = ruleOf(store, catalog, row);
    if (rule === null) throw notFound(catalog, key);
    const jobId = tx.insertOutbox({
      queue: definition.queue,
      name: definition.name,
      payload: payloadFor(definition, tx.now, rule.zone),
      schedule: key,
    });
    tx.audit('schedule', key, 'run', { jobId });
    return jobId;
  });
}

function underWay(store: Store, { key, armedFor, armedJobId }: ScheduleRow, now: number): string | undefined {
  const armed = armedJobId === null ? undefined : occurrenceJob(store, armedJobId);
  if (armed?.settledAt === null && (armed.startedAt !== null || (armedFor ?? now) <= now)) return armed.id;
  return unsettledInBetween(store, key);
}

type OperatorsPart = Pick<ScheduleRow, 'cron' | 'timeZone' | 'pausedAt'>;

/** One transaction: the change, its audit entry, the old job cancelled and the new one armed. Nothing when nothing differs. */
function change(
  store: Store,
  catalog: AnyCatalog,
  actor: string,
  key: string,
  action: string,
  changed: (row: ScheduleRow, tx: Transaction) => Partial<OperatorsPart>,
): void {
  declared(catalog, key);
  store.write(actor, (tx) => {
    const row = scheduleRow(store, key) ?? newRow(key, tx);
    const after = { ...row, ...changed(row, tx), updatedAt: tx.now, updatedBy: actor };
    const columns = (['cron', 'timeZone', 'pausedAt'] as const).filter(
      (column) => row[column] !== after[column],
    );
    if (columns.length === 0) return;
    saveSchedule(store, after);
    tx.audit(
      'schedule',
      key,
      action,
      Object.fromEntries(columns.map((column) => [column, [row[column], after[column]]])),
    );
    reconcileSchedule(store, catalog, tx, key);
  });
}

function declared(catalog: AnyCatalog, key: string): AnyJobDefinition {
  const definition = Object.hasOwn(catalog, key) ? catalog[key] : undefined;
  if (definition?.schedule === undefined) throw notFound(catalog, key);
  return definition;
}

function notFound(catalog: AnyCatalog, key: string): UserError {
  const keys = Object.keys(catalog).filter((each) => catalog[each]?.schedule !== undefined);
  return new UserError('schedule-not-found', `There is no schedule "${key}". There are: ${keys.join(', ')}.`);
}
