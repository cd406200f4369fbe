/** A person's decision on an effect outside of which nobody knows whether it happened. */
import { UserError } from '../errors.ts';
import { effectRow, markEffectDone, removeEffect } from '../store/effect.ts';
import type { Store } from '../store/open.ts';
import { isEffectInDoubt } from '../store/queries/doubtful-effects.ts';
import type { Transaction } from '../store/write.ts';
import { repeatEnded } from './redrive.ts';

/** `done`: its job finds it done. `not-done`: its job does it when it is run again. */
export type EffectDecision = 'done' | 'not-done';

/**
 * Writes the decision down, and runs the job again that has failed over it, in one transaction: the job does what is left of it, and
 * the effect itself only when that was not done.
 * @param again false leaves the job as it is.
 * @param isKnown whether this program has such a job (`queue/name`).
 * @returns the job that goes on; null when none does: it has not failed, is none of this program's, or is no longer kept.
 * @throws UserError `effect-not-in-doubt` when there is nothing to decide.
 */
export function resolveEffect(
  store: Store,
  actor: string,
  decided: DecidedEffect,
  isKnown: (key: string) => boolean,
): string | null {
  return store.write(actor, (tx) => resolveWithin(store, tx, decided, isKnown));
}

export interface DecidedEffect {
  key: string;
  decision: EffectDecision;
  again: boolean;
}

/** The same within a transaction. */
export function resolveWithin(
  store: Store,
  tx: Transaction,
  { key, decision, again }: DecidedEffect,
  isKnown: (key: string) => boolean,
): string | null {
  const row = effectRow(tx, key);
  if (row === undefined || !isEffectInDoubt(store, key))
    throw new UserError(
      'effect-not-in-doubt',
      `There is nothing to decide about "${key}": it is known what became of it, or its job still looks after it.`,
    );
  if (decision === 'done') markEffectDone(tx, key, row.jobId, 'null');
  else removeEffect(tx, key);
  // A cancelled job is only run again to do what was not done.
  const states = decision === 'done' ? ['failed'] : ['failed', 'cancelled'];
  const jobId = again ? repeatEnded(store, tx, row.jobId, { states, isKnown }) : null;
  tx.audit('effect', key, 'resolve', { state: [row.state, decision], job: jobId });
  return jobId;
}
