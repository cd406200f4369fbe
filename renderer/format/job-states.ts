/** What the state of a job is called. */
import type { JobState } from '../../workers/api/wire.ts';

export const stateWords: Record<JobState, string> = {
  waiting: 'Waiting',
  active: 'Running',
  retrying: 'Will try again',
  completed: 'Completed',
  failed: 'Failed',
  cancelled: 'Cancelled',
};
