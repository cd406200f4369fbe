/** Which actions a job's state leaves room for; the engine has the last word. Pure. */
import type { JobAction, JobRow } from '../../../../workers/api/wire.ts';

/** @param now ms UTC. */
export function actionsOf(job: Pick<JobRow, 'state' | 'runAt'>, now: number): JobAction[] {
  switch (job.state) {
    case 'active':
      return ['cancel'];
    case 'waiting':
    case 'retrying':
      return job.runAt !== null && job.runAt > now ? ['promote', 'cancel'] : ['cancel'];
    case 'failed':
    case 'cancelled':
      return ['remove', 'retry'];
    default:
      return ['remove'];
  }
}
