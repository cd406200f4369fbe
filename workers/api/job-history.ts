/** Figures of a window, from the hours: in all, per job, and per hour or day of the warehouse. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { addFigures, decodeFigures, noFigures, type Figures } from '../queues/figures.ts';
import { longest, quantile, type Histogram } from '../queues/histogram.ts';
import { hourMs, hourOf, rollUp } from '../queues/roll-up.ts';
import type { JobHour } from '../store/job-hour.ts';
import type { Store } from '../store/open.ts';
import { jobHours } from '../store/queries/job-hours.ts';
import { siteTimeZone } from '../store/queries/site-time-zone.ts';
import { definitionOf } from './job-rows.ts';
import type { DurationFigures, HistoryInterval, JobHistory, RunFigures } from './wire.ts';

/** Batches that a reader waits for; a longer backlog is counted in the background. */
const readersBatches = 20;
/** Hours per turn of the event loop. */
const sliceHours = 7 * 24;

export interface HistoryQuestion {
  /** Ms UTC. */
  from: number;
  to: number;
  queue?: string | undefined;
  name?: string | undefined;
  interval: HistoryInterval;
}

export async function jobHistory(
  store: Store,
  question: HistoryQuestion,
  signal?: AbortSignal,
): Promise<JobHistory> {
  const complete = await rollUp(store, signal, readersBatches);
  const timeZone = siteTimeZone(store);
  const begin = hourOf(question.from);
  const end = Math.ceil(question.to / hourMs);
  const startOf =
    question.interval === 'day' ? dayStarts(begin, end, timeZone) : (hour: number): number => hour;
  const totals = new Totals(startOf);
  for (let slice = begin; slice < end; slice += sliceHours) {
    for (const row of jobHours(store, slice, Math.min(end, slice + sliceHours)))
      if (isWanted(question, row)) totals.add(row);
    await nextTurn();
    signal?.throwIfAborted();
  }
  return {
    from: begin * hourMs,
    to: end * hourMs,
    timeZone,
    interval: question.interval,
    complete,
    ...totals.answer(endsOfIntervals(begin, end, startOf)),
  };
}

function isWanted({ queue, name }: HistoryQuestion, row: JobHour): boolean {
  return (queue === undefined || row.queue === queue) && (name === undefined || row.name === name);
}

class Totals {
  readonly #startOf: (hour: number) => number;
  readonly #jobs = new Map<string, { queue: string; name: string; figures: Figures }>();
  readonly #intervals = new Map<number, Figures>();
  #total = noFigures;

  /** @param startOf the first hour of an hour's interval. */
  constructor(startOf: (hour: number) => number) {
    this.#startOf = startOf;
  }

  add(row: JobHour): void {
    const { hour, queue, name } = row;
    const figures = decodeFigures(row);
    const key = `${queue}/${name}`;
    const start = this.#startOf(hour);
    this.#total = addFigures(this.#total, figures);
    this.#jobs.set(key, {
      queue,
      name,
      figures: addFigures(this.#jobs.get(key)?.figures ?? noFigures, figures),
    });
    this.#intervals.set(start, addFigures(this.#intervals.get(start) ?? noFigures, figures));
  }

  /** @param ends where each interval ends, by its first hour. */
  answer(ends: ReadonlyMap<number, number>): Pick<JobHistory, 'total' | 'jobs' | 'intervals'> {
    const jobs = [...this.#jobs.entries()].toSorted(([one], [other]) => one.localeCompare(other));
    return {
      total: runFigures(this.#total),
      jobs: jobs.map(([key, { queue, name, figures }]) => ({
        queue,
        name,
        title: definitionOf({ queue, name })?.title ?? key,
        ...runFigures(figures),
      })),
      intervals: [...this.#intervals.entries()].map(([start, figures]) => ({
        from: start * hourMs,
        to: (ends.get(start) ?? start + 1) * hourMs,
        ...runFigures(figures),
      })),
    };
  }
}

/**
 * For each hour of a window, the first hour of its day in the window. An hour belongs to the day in which it begins: where a zone is off
 * by a half or quarter of an hour, the first minutes of a day are counted with the day before.
 */
export function dayStarts(begin: number, end: number, timeZone: string): (hour: number) => number {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  const starts = new Map<number, number>();
  let day = '';
  let start = begin;
  for (let hour = begin; hour < end; hour += 1) {
    const its = format.format(hour * hourMs);
    if (its !== day) start = hour;
    day = its;
    starts.set(hour, start);
  }
  return (hour) => starts.get(hour) ?? hour;
}

/** By the first hour of each interval, the hour in which the next one begins. */
function endsOfIntervals(begin: number, end: number, startOf: (hour: number) => number): Map<number, number> {
  const ends = new Map<number, number>();
  for (let hour = begin; hour < end; hour += 1) ends.set(startOf(hour), hour + 1);
  return ends;
}

function runFigures({ wait, run, ...counts }: Figures): RunFigures {
  return { ...counts, wait: durations(wait), run: durations(run) };
}

function durations(histogram: Histogram): DurationFigures | null {
  const p50Ms = quantile(histogram, 0.5);
  const p95Ms = quantile(histogram, 0.95);
  const p99Ms = quantile(histogram, 0.99);
  const atMost = longest(histogram);
  if (p50Ms === null || p95Ms === null || p99Ms === null || atMost === null) return null;
  return {
    p50Ms: Math.round(p50Ms),
    p95Ms: Math.round(p95Ms),
    p99Ms: Math.round(p99Ms),
    atMostMs: Number.isFinite(atMost) ? atMost : null,
  };
}
