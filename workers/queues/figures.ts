/** What runs were like, in figures that can be added up: how they ended, how long they waited and took. */
import type { EndedRun, JobHour } from '../store/job-hour.ts';
import { decode, encode, histogramOf, merge, type Histogram } from './histogram.ts';

export interface Figures {
  completed: number;
  failed: number;
  retried: number;
  aborted: number;
  crashed: number;
  wait: Histogram;
  run: Histogram;
}

type Counts = Pick<Figures, 'completed' | 'failed' | 'retried' | 'aborted' | 'crashed'>;

const countedAs: Readonly<Record<string, keyof Counts>> = {
  completed: 'completed',
  failed: 'failed',
  retry: 'retried',
  aborted: 'aborted',
  crashed: 'crashed',
};

export const noFigures: Figures = {
  completed: 0,
  failed: 0,
  retried: 0,
  aborted: 0,
  crashed: 0,
  wait: [],
  run: [],
};

export function figuresOf(runs: readonly EndedRun[]): Figures {
  const figures = {
    ...noFigures,
    wait: histogramOf(runs.map(({ waitMs }) => waitMs)),
    run: histogramOf(runs.map(({ runMs }) => runMs)),
  };
  for (const { outcome } of runs) {
    const count = countedAs[outcome];
    if (count !== undefined) figures[count] += 1;
  }
  return figures;
}

export function addFigures(one: Figures, other: Figures): Figures {
  return {
    completed: one.completed + other.completed,
    failed: one.failed + other.failed,
    retried: one.retried + other.retried,
    aborted: one.aborted + other.aborted,
    crashed: one.crashed + other.crashed,
    wait: merge(one.wait, other.wait),
    run: merge(one.run, other.run),
  };
}

/** As the database has them. */
export function encodeFigures(figures: Figures): Omit<JobHour, 'hour' | 'queue' | 'name'> {
  return { ...figures, wait: encode(figures.wait), run: encode(figures.run) };
}

export function decodeFigures({ completed, failed, retried, aborted, crashed, wait, run }: JobHour): Figures {
  return { completed, failed, retried, aborted, crashed, wait: decode(wait), run: decode(run) };
}
