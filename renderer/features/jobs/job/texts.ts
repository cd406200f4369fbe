/** Words of the page of one job beside the job's own facts. */
import { lookUp } from '../../../format/look-up.ts';
import { bytes } from '../../../format/numbers.ts';
import { duration } from '../../../format/time.ts';
import type { JobLimit, JobLink, JobStep } from '../../../../workers/api/job-details-wire.ts';

const steps: Record<JobStep['kind'], string> = {
  wanted: 'Asked for',
  waiting: 'Waited',
  running: 'Attempt',
  'cancel-asked': 'Cancel asked for',
  settled: 'Over',
};

const links: Record<JobLink['kind'], string> = {
  import: 'The import',
  invoice: 'Invoice',
  mail: 'E-mail to',
  print: 'Print of',
  schedule: 'The schedule',
};

const actions: Record<string, string> = {
  cancel: 'Cancelled',
  redrive: 'Ran again',
  retry: 'Ran again',
  discard: 'Set its failure aside',
  remove: 'Removed',
  promote: 'Put to the front',
  duplicate: 'Copied',
};

export const texts = {
  timeline: 'Timeline',
  steps,
  now: 'Waits now',
  until: 'until',
  attempt: (n: number) => `Attempt ${n}`,
  process: (worker: string, pid: number | null) =>
    pid === null ? `${worker}, a process that has ended` : `${worker}, process ${pid}`,
  total: (ms: number) => `${duration(ms)} in all`,
  limit: ({ ms, counts }: Pick<JobLimit, 'ms' | 'counts'>) =>
    counts === 'whole-run'
      ? `The attempt is ended after ${duration(ms)}`
      : `The attempt is ended after ${duration(ms)} without progress`,
  limitAt: 'at',
  logs: 'Log',
  noLogs: 'The log files say nothing of this job, or no longer.',
  logDetails: (event: string) => `Details of: ${event}`,
  logColumns: { at: 'Time', level: 'Level', process: 'Process', event: 'What happened' },
  belongs: 'Belongs to it',
  nothingBelongs: 'Nothing is known that belongs to it.',
  links,
  parent: 'Made by',
  repeats: 'Repeats',
  repeatedBy: 'Repeated by',
  children: 'Has made',
  moreChildren: 'and more',
  audit: 'Who did what',
  nobody: 'Nobody has intervened.',
  operation: 'Operation',
  action: (action: string) => lookUp(actions, action) ?? action,
  part: (size: number) => `The beginning of ${bytes(size)}, cut off.`,
  download: 'Download all of it',
  downloadFailed: 'It could not be downloaded',
};
