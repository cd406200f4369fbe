/** What the runner tells Bull of a job. Pure. */
import type { Claim } from './claim.ts';
import type { Ending } from './ending.ts';

/** What Bull is to do with the job. */
export type Outcome =
  | { kind: 'done' }
  | { kind: 'failed'; message: string }
  /** Not now: again after so long; at the front of the queue when it was interrupted. */
  | { kind: 'put-back'; afterMs: number; front: boolean };

export function outcomeOf(ending: Ending): Outcome {
  switch (ending.kind) {
    case 'completed':
    case 'cancelled':
      return { kind: 'done' };
    case 'failed':
      return { kind: 'failed', message: ending.error.message };
    case 'retry':
      return { kind: 'put-back', afterMs: ending.afterMs, front: false };
    default:
      return { kind: 'put-back', afterMs: ending.afterMs, front: true };
  }
}

/** Of a job that was not to be run. */
export function outcomeOfClaim(claimed: Exclude<Claim, { kind: 'run' }>): Outcome {
  switch (claimed.kind) {
    case 'refused':
      return { kind: 'failed', message: claimed.reason };
    case 'settled':
      return claimed.state === 'failed'
        ? { kind: 'failed', message: claimed.error ?? 'failed before' }
        : { kind: 'done' };
    default:
      return { kind: 'put-back', afterMs: claimed.afterMs, front: false };
  }
}
