/** The jobs that a filter matches as CSV or JSON text, in small parts, newest first. */
import { csvLine, utf8Mark } from '../../csv.ts';
import { jobsByNumber } from '../../store/queries/jobs.ts';
import type { Store } from '../../store/open.ts';
import { jobRow } from '../job-rows.ts';
import { findJobs, type JobQuestion } from '../search/find-jobs.ts';
import type { JobRow } from '../wire.ts';

const rowsAtOnce = 500;

export async function* exportJobs(
  store: Store,
  question: JobQuestion,
  format: 'csv' | 'json',
  signal: AbortSignal | undefined,
): AsyncGenerator<string> {
  const { numbers } = await findJobs(store, question, signal, Infinity);
  const write = writers[format];
  yield write.head;
  for (let at = 0; at < numbers.length; at += rowsAtOnce) {
    const rows = jobsByNumber(store, [...numbers.subarray(at, at + rowsAtOnce)]).map(jobRow);
    if (rows.length > 0) yield (at === 0 ? '' : write.between) + rows.map(write.row).join(write.between);
  }
  yield write.foot;
}

const columns: [heading: string, cell: (job: JobRow) => string][] = [
  ['ID', ({ id }) => id],
  ['Job', ({ title }) => title],
  ['Queue', ({ queue }) => queue],
  ['Name', ({ name }) => name],
  ['State', ({ state }) => state],
  ['Attempts', ({ attempts }) => String(attempts)],
  ['Created', ({ createdAt }) => time(createdAt)],
  ['Created by', ({ createdBy }) => createdBy],
  ['Not before', ({ runAt }) => time(runAt)],
  ['Started', ({ startedAt }) => time(startedAt)],
  ['Finished', ({ settledAt }) => time(settledAt)],
  ['Error code', ({ error }) => error?.code ?? ''],
  ['Error', ({ error }) => error?.message ?? ''],
];

/** UTC, as spreadsheets and programs read it alike. */
const time = (at: number | null): string => (at === null ? '' : new Date(at).toISOString());

const writers = {
  csv: {
    head: utf8Mark + csvLine(columns.map(([heading]) => heading)),
    row: (job: JobRow) => csvLine(columns.map(([, cell]) => cell(job))),
    between: '',
    foot: '',
  },
  json: { head: '[\n', row: (job: JobRow) => JSON.stringify(job), between: ',\n', foot: '\n]\n' },
};
