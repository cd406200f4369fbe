/** Words of what is done with the list of jobs. */
import { count, counted } from '../../../format/numbers.ts';
import type { JobAction } from '../../../../workers/api/wire.ts';
import type { Span } from './list-params.ts';

interface ActionTexts {
  open: string;
  submit: (jobs: number) => string;
  title: (jobs: number) => string;
  text: string;
  done: (jobs: number) => string;
  failed: string;
}

const actions: Record<JobAction, ActionTexts> = {
  retry: {
    open: 'Run again',
    submit: () => 'Run again',
    title: (jobs) => `Run ${counted(jobs, 'job')} again?`,
    text: 'Each is started anew as another job with the same data.',
    done: (jobs) => `${counted(jobs, 'job')} started again.`,
    failed: 'The jobs could not be started again',
  },
  promote: {
    open: 'Do not wait',
    submit: () => 'Do not wait',
    title: (jobs) => `Run ${counted(jobs, 'job')} without waiting for ${jobs === 1 ? 'its' : 'their'} time?`,
    text: 'What waits for a time, or to be tried again, runs as soon as it is its turn.',
    done: (jobs) => `${counted(jobs, 'job')} put forward.`,
    failed: 'The jobs could not be put forward',
  },
  cancel: {
    open: 'Cancel',
    submit: (jobs) => `Cancel ${counted(jobs, 'job')}`,
    title: (jobs) => `Cancel ${counted(jobs, 'job')}?`,
    text: 'What waits will not run. What runs stops as soon as it can; what it has already done stays as it is.',
    done: (jobs) => `${counted(jobs, 'job')} cancelled.`,
    failed: 'The jobs could not be cancelled',
  },
  remove: {
    open: 'Remove',
    submit: (jobs) => `Remove ${counted(jobs, 'job')}`,
    title: (jobs) => `Remove ${counted(jobs, 'job')}?`,
    text: 'They go from the history with their attempts and failures, and cannot be run again. What they made stays. This cannot be undone.',
    done: (jobs) => `${counted(jobs, 'job')} removed.`,
    failed: 'The jobs could not be removed',
  },
};

const spans: Record<Span, string> = {
  hour: 'Last hour',
  day: 'Last 24 hours',
  week: 'Last 7 days',
  month: 'Last 30 days',
};

export const listTexts = {
  jobFilter: 'Kind of job',
  anyJob: 'All kinds',
  timeFilter: 'Time',
  anyTime: 'Any time',
  spans,
  days: 'From day to day',
  from: 'Wanted from',
  to: 'Wanted to',
  clearFilters: 'Clear filters',
  selection: {
    label: 'Selected jobs',
    none: 'Nothing selected',
    some: (jobs: number) => `${count(jobs)} selected`,
    all: (jobs: number) => `All ${count(jobs)} that match are selected`,
    selectAll: (jobs: number) => `Select all ${count(jobs)}`,
    clear: 'Clear selection',
  },
  actions,
  looking: 'Looking at the jobs…',
  cannot: (jobs: number, why: string) => `${counted(jobs, 'job')} cannot: ${why}`,
  none: 'It can be done to none of them.',
  progress: 'Progress',
  stop: 'Stop',
  closed: 'Close',
  /** Not "Cancel", which is what may be asked. */
  keep: 'Leave them',
  couldNot: (jobs: number, why: string) => `${count(jobs)} could not: ${why}`,
  operation: (id: string) => `In the audit log as operation ${id}.`,
  export: { open: 'Export', csv: 'As CSV', json: 'As JSON', failed: 'The list could not be exported' },
  waitsUntil: (when: string) => `Waits until ${when}`,
  copy: {
    open: 'Copy with changes',
    title: 'Copy this job with other data',
    text: 'The copy is a new job. This one stays as it is.',
    submit: 'Start the copy',
    json: 'Data as JSON',
    notJson: (why: string) => `This is no JSON: ${why}`,
    needed: 'This is needed.',
    notNumber: 'This must be a number.',
    started: 'The copy was started.',
    field: (path: string) => `${path}: `,
  },
};
