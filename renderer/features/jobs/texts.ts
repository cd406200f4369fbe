/** Words of the job monitor. */
import { lookUp } from '../../format/look-up.ts';
import { count, counted } from '../../format/numbers.ts';
import { stateWords as states } from '../../format/job-states.ts';

export const texts = {
  title: 'Jobs',
  subtitle: 'Everything that Dockhand does in the background, newest first.',
  search: 'Search jobs',
  anyState: 'All',
  states,
  stateFilter: 'State',
  queueFilter: 'Queue',
  anyQueue: 'All queues',
  columns: {
    job: 'Job',
    detail: 'Progress',
    queue: 'Queue',
    state: 'State',
    created: 'Created',
    took: 'Duration',
  },
  progressOf: (title: string) => `Progress of ${title}`,
  emptyTitle: 'No jobs yet',
  emptyText: 'Importing a file or making PDFs starts one.',
  noMatchTitle: 'No job matches',
  noMatchText: 'Choose another state or queue, or search for something else.',
  job: {
    subtitle: (queue: string, name: string) => `${queue} / ${name}`,
    cancel: 'Cancel job',
    cancelTitle: 'Cancel this job?',
    cancelText: (title: string) =>
      `“${title}” will be stopped as soon as it can. What it has already finished stays as it is.`,
    cancelAsked: 'The job stops as soon as it can.',
    cancelTooLate: 'The job was already over.',
    cancelFailed: 'The job could not be cancelled',
    retry: 'Run again',
    retried: 'Started again as a new job.',
    retryFailed: 'The job could not be started again',
    facts: 'Facts',
    id: 'ID',
    createdBy: 'Created by',
    created: 'Created',
    started: 'Started',
    settled: 'Finished',
    waited: 'Waited',
    took: 'Ran',
    attempts: 'Attempts',
    notYet: 'not yet',
    runs: 'Attempts',
    noRuns: 'No worker has taken this job yet.',
    attempt: (n: number) => `Attempt ${n}`,
    runFacts: (worker: string) => `on ${worker}`,
    payload: 'Payload',
    result: 'Result',
    noResult: 'There is no result yet.',
    openImport: 'Open the import',
    invoice: 'Open the invoice',
    failedTitle: 'The job failed',
  },
  json: {
    download: 'Download',
    showAll: (lines: number) => `${count(lines)} lines`,
    cut: (lines: number) => `The first ${count(lines)} lines. Download it to see all.`,
    more: (characters: number) => `… ${counted(characters, 'more character')}`,
  },
};

const outcomes: Record<string, string> = {
  running: 'Running',
  completed: 'Completed',
  failed: 'Failed',
  retry: 'Failed, tried again',
  aborted: 'Stopped',
  crashed: 'Its process died',
};

/** An attempt's outcome as read; an unknown one as it is. */
export const outcomeWord = (outcome: string) => lookUp(outcomes, outcome) ?? outcome;

export { queueName } from '../../format/queue-names.ts';
