/** Words of the job monitor. */
import { lookUp } from '../../format/look-up.ts';
import { count, counted } from '../../format/numbers.ts';
import { stateWords as states } from '../../format/job-states.ts';

export const texts = {
  title: 'Jobs',
  subtitle: 'Everything that Dockhand does in the background, newest first.',
  search: 'Search jobs',
  /** Which of several alike: by the end of its id, which differs. */
  rowName: (title: string, id: string) => `${title} ${id.slice(-6)}`,
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
  noMatchText: 'Choose another state, queue, kind or time, or search for something else.',
  job: {
    subtitle: (queue: string, name: string) => `${queue} / ${name}`,
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
