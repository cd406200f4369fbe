/** Makes the schedules be as the catalog and the operator want them: one job armed for each, never two for one occurrence. */
import { errorInfo } from '../errors.ts';
import type { Logger } from '../log.ts';
import type { Store } from '../store/open.ts';
import { settleWithoutRun } from '../store/job-run.ts';
import { siteTimeZone } from '../store/queries/site-time-zone.ts';
import {
  isOccurrenceTaken,
  occurrenceJob,
  releaseOccurrence,
  removeSchedule,
  saveSchedule,
  scheduleKeys,
  scheduleRow,
  type ScheduleRow,
} from '../store/schedule.ts';
import type { Transaction } from '../store/write.ts';
import { localDate } from './cron.ts';
import type { AnyCatalog, AnyJobDefinition } from './define.ts';
import {
  nextMove,
  type Armed,
  type Disarming,
  type Move,
  type Rule,
  type Standing,
} from './schedule-move.ts';

export const schedulerActor = 'system:schedules';

/** How late a run may start under `skip` where the catalog does not say. */
const defaultGraceMs = 10 * 60 * 1000;

/**
 * Reconciles every schedule that is declared or was, each in a transaction of its own; none is begun for one that is as it should be.
 * One that cannot be (a zone that this machine does not know) is logged and left as it is.
 * @throws what the database throws.
 */
export function reconcileSchedules(store: Store, catalog: AnyCatalog, log: Logger): void {
  const declared = Object.keys(catalog).filter((key) => catalog[key]?.schedule !== undefined);
  for (const key of new Set([...declared, ...scheduleKeys(store)])) {
    try {
      const row = scheduleRow(store, key);
      const now = store.clock.now();
      if (row !== undefined && moveOf(store, catalog, row, now, now).kind === 'stay') continue;
      store.write(schedulerActor, (tx) => reconcileSchedule(store, catalog, tx, key), 'normal');
    } catch (error) {
      const { code, message } = errorInfo(error);
      if (code.startsWith('SQLITE_') || code === 'disk-full') throw error;
      log.warn('schedule left as it is', { schedule: key, code, message });
    }
  }
}

/** Moves one schedule on until it rests. Call within a transaction. @throws as `nextOccurrence`. */
export function reconcileSchedule(store: Store, catalog: AnyCatalog, tx: Transaction, key: string): void {
  let row = scheduleRow(store, key) ?? newRow(key, tx);
  let since = tx.now;
  for (;;) {
    const move = moveOf(store, catalog, row, since, tx.now);
    switch (move.kind) {
      case 'stay':
        if (scheduleRow(store, key) === undefined) saveSchedule(store, row);
        return;
      case 'forget':
        removeSchedule(store, key);
        return;
      case 'arm':
        row = arm(store, catalog, tx, row, move.occurrence);
        break;
      case 'close':
        since = settledAt(store, row) ?? tx.now;
        row = { ...row, ...asLast(row), ...nothingArmed };
        break;
      case 'pass-over':
        since = row.armedFor ?? tx.now;
        cancelArmed(store, tx, row, missed);
        row = { ...row, ...asLast(row), ...nothingArmed };
        break;
      case 'disarm':
        cancelArmed(store, tx, row, disarmed[move.why]);
        if (row.armedJobId !== null) releaseOccurrence(store, row.armedJobId);
        row = { ...row, ...nothingArmed };
    }
    row = { ...row, updatedAt: tx.now, updatedBy: tx.actor };
    saveSchedule(store, row);
  }
}

/** The cron and zone in force. @returns null when the catalog does not declare the schedule. */
export function ruleOf(store: Store, catalog: AnyCatalog, row: ScheduleRow): Rule | null {
  const declared = catalog[row.key]?.schedule;
  if (declared === undefined) return null;
  return {
    cron: row.cron ?? declared.cron,
    zone: row.timeZone ?? siteTimeZone(store),
    missed: declared.missed,
    graceMs: declared.graceMs ?? defaultGraceMs,
  };
}

/** What the job of an occurrence gets. @param at ms UTC. */
export function payloadFor(definition: AnyJobDefinition, at: number, zone: string): unknown {
  return definition.payload.parse(definition.schedule?.payload({ at, date: localDate(at, zone) }));
}

export function newRow(key: string, { now, actor }: Transaction): ScheduleRow {
  return {
    key,
    cron: null,
    timeZone: null,
    pausedAt: null,
    ...nothingArmed,
    lastFor: null,
    lastJobId: null,
    updatedAt: now,
    updatedBy: actor,
  };
}

const nothingArmed = { armedFor: null, armedJobId: null, armedCron: null, armedZone: null };

const asLast = ({ armedFor, armedJobId }: ScheduleRow) => ({ lastFor: armedFor, lastJobId: armedJobId });

function moveOf(store: Store, catalog: AnyCatalog, row: ScheduleRow, since: number, now: number): Move {
  const standing: Standing = {
    paused: row.pausedAt !== null,
    armed: armedOf(store, row),
    since,
    isTaken: (at) => at === row.lastFor || isOccurrenceTaken(store, row.key, at),
  };
  return nextMove(standing, ruleOf(store, catalog, row), now);
}

function armedOf(store: Store, row: ScheduleRow): Armed | null {
  const { armedFor, armedJobId, armedCron, armedZone } = row;
  if (armedFor === null || armedJobId === null || armedCron === null || armedZone === null) return null;
  const job = occurrenceJob(store, armedJobId);
  const armed = { occurrence: armedFor, cron: armedCron, zone: armedZone, settledAt: job?.settledAt ?? null };
  if (job === undefined) return { ...armed, job: 'gone' };
  if (job.settledAt !== null) return { ...armed, job: 'settled' };
  return { ...armed, job: job.startedAt === null ? 'waiting' : 'begun' };
}

function settledAt(store: Store, { armedJobId }: ScheduleRow): number | null {
  return armedJobId === null ? null : (occurrenceJob(store, armedJobId)?.settledAt ?? null);
}

function arm(
  store: Store,
  catalog: AnyCatalog,
  tx: Transaction,
  row: ScheduleRow,
  occurrence: number,
): ScheduleRow {
  const definition = catalog[row.key];
  const rule = ruleOf(store, catalog, row);
  if (definition === undefined || rule === null) throw new Error(`${row.key} is not declared.`);
  const armedJobId = tx.insertOutbox({
    queue: definition.queue,
    name: definition.name,
    payload: payloadFor(definition, occurrence, rule.zone),
    runAt: occurrence,
    schedule: row.key,
    scheduledFor: occurrence,
  });
  return { ...row, armedFor: occurrence, armedJobId, armedCron: rule.cron, armedZone: rule.zone };
}

const missed = {
  code: 'occurrence-missed',
  message: 'Its time went by while it could not run, so it was passed over. The next one runs as usual.',
};

const disarmed: Record<Disarming, { code: string; message: string }> = {
  paused: { code: 'schedule-paused', message: 'Its schedule was paused before it was due.' },
  removed: { code: 'schedule-removed', message: 'This version of Dockhand has no such schedule any more.' },
  changed: { code: 'schedule-changed', message: 'Its time was changed; another job is armed in its place.' },
};

function cancelArmed(
  store: Store,
  tx: Transaction,
  { armedJobId }: ScheduleRow,
  error: { code: string; message: string },
): void {
  const job = armedJobId === null ? undefined : occurrenceJob(store, armedJobId);
  if (job === undefined || job.settledAt !== null) return;
  settleWithoutRun(store, job.id, tx.now, job.attempts, { state: 'cancelled', error });
}
