/** Every call of the contract by which the monitor lists, searches or draws. */
import type { ApiClient } from '../../../electron/cli/client.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** @param some job there is, and a value of its payload. */
export function monitorCalls(
  { jobs, history, deadLetters, schedules, system }: ApiClient,
  some: { id: string; value: string },
): Record<string, () => Promise<unknown>> {
  const now = Date.now();
  const search = (text: string, more: object = {}) => jobs.list({ search: text, ...more });
  return {
    list: () => jobs.list({}),
    'list, page 1,000': () => jobs.list({ offset: 99_900 }),
    'list, waiting': () => jobs.list({ state: 'waiting' }),
    'list, completed': () => jobs.list({ state: 'completed', offset: 50_000 }),
    'list, queue': () => jobs.list({ queue: 'invoice' }),
    'list, kind': () => jobs.list({ queue: 'invoice', name: 'generate-pdf' }),
    'list, kind, state, month': () =>
      jobs.list({ queue: 'invoice', name: 'generate-pdf', state: 'completed', from: now - 30 * day }),
    'list, day': () => jobs.list({ from: now - day }),
    'search, id': () => search(some.id),
    'search, beginning of an id': () => search(some.id.slice(0, 8)),
    'search, value': () => search(some.value),
    'search, part of many values': () => search('customer-99'),
    'search, in all': () => search('example.com'),
    'search, in all, last page': () => search('example.com', { offset: 1900 }),
    'search, in all, failed': () => search('example.com', { state: 'failed' }),
    'search, in all, completed imports': () =>
      search('example.com', { queue: 'import', state: 'completed', name: 'process-csv' }),
    'search, error': () => search('font of invoice 12'),
    'search, error, waiting': () => search('font of invoice', { state: 'waiting' }),
    'search, kind': () => search('invoice PDF'),
    'search, two characters': () => search('q9'),
    'search, one character': () => search('@'),
    'search, nothing': () => search('there is no such text'),
    job: () => jobs.get({ id: some.id }),
    kinds: () => jobs.kinds(),
    'chart, hour': () => history.jobs({ from: now - hour, to: now, interval: 'hour' }),
    'chart, day': () => history.jobs({ from: now - day, to: now, interval: 'hour' }),
    'chart, 90 days': () => history.jobs({ from: now - 90 * day, to: now, interval: 'day' }),
    'depths, 90 days': () => history.depth({ from: now - 90 * day, to: now }),
    'failures by cause': () => deadLetters.groups(),
    failures: () => deadLetters.list({}),
    'failures, text': () => deadLetters.list({ text: 'invoice 12' }),
    schedules: () => schedules.list(),
    status: () => system.status(),
  };
}
