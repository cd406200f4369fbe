/** Words about queues and the processes that serve them. */
import { count } from '../../format/numbers.ts';

export const texts = {
  oldest: 'Oldest waiting',
  pausing: 'Pause',
  pause: 'Pause',
  pauseOf: (queue: string) => `Pause the queue ${queue}`,
  paused: 'Paused',
  pausedSince: (who: string) => `by ${who}, since`,
  pauseDone: (queue: string) => `${queue}: workers take no new job until it is resumed.`,
  pauseFailed: 'The queue could not be paused',
  resume: 'Resume',
  resumeOf: (queue: string) => `Resume the queue ${queue}`,
  resumeDone: (queue: string) => `${queue}: workers take jobs again.`,
  resumeFailed: 'The queue could not be resumed',
  workers: 'Workers',
  noWorkers: 'The engine has not said yet what it runs.',
  worker: 'Process',
  pid: 'PID',
  memory: 'Memory',
  since: 'Since',
  serves: 'Serves',
  atOnce: (queue: string, jobs: number) => (jobs === 1 ? queue : `${queue} (${count(jobs)} at once)`),
  runs: 'Running now',
};
