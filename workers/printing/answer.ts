/** A person has looked whether a print came out of which nobody knew: it is noted, or printed again. */
import { UserError } from '../errors.ts';
import { enqueue } from '../queues/enqueue.ts';
import { resolveWithin } from '../queues/resolve-effect.ts';
import type { Store } from '../store/open.ts';
import { decideLost, effectKeyOf, movePrint } from '../store/print-job.ts';
import { handedChanges } from './outcome.ts';
import { requirePrint, wantPrint, whatOf } from './request.ts';

const missing = 'A person has seen that it did not come out. It is printed again.';

/**
 * @param cameOut false: it is printed again.
 * @returns the print that goes on: itself, or a new one where the print system has forgotten the first; null when none does.
 * @throws UserError `print-unknown`, `print-not-in-doubt`, `effect-not-in-doubt`.
 */
export function answerPrint(
  store: Store,
  actor: string,
  { id, cameOut }: { id: string; cameOut: boolean },
  isKnown: (key: string) => boolean,
): { id: string | null } {
  return store.write(actor, (tx) => {
    const print = requirePrint(store, id);
    if (print.state !== 'unknown')
      throw new UserError(
        'print-not-in-doubt',
        `There is nothing to decide about ${print.title}: it is known what became of it.`,
      );
    const seen = handedChanges(null, tx.now, null);
    if (print.settledAt !== null) {
      // It was handed over, and the spooler does not list it any more: no effect is in doubt.
      decideLost(tx, id, cameOut ? seen : { state: 'failed', settledAt: tx.now, message: missing });
      if (cameOut) return { id: null };
      return { id: wantPrint(tx, { ...whatOf(print), key: `after:${id}`, reason: missing }) };
    }
    const decision = cameOut ? 'done' : 'not-done';
    const key = effectKeyOf(id);
    const again = resolveWithin(store, tx, { key, decision, again: true }, isKnown);
    if (cameOut) movePrint(tx, id, ['unknown'], seen);
    else {
      const jobId = again ?? enqueue(tx, 'print/document', { printId: id });
      movePrint(tx, id, ['unknown'], { state: 'waiting', jobId, message: null });
    }
    return { id: cameOut ? null : id };
  });
}
