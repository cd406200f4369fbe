/** Effects that happen once, however often their job runs. The states of the ledger's rows are told in README.md. */
import { errorInfo } from '../errors.ts';
import {
  beginEffectAgain,
  effectRow,
  insertEffect,
  markEffectDone,
  markEffectUnknown,
  removeEffect,
  intentOf,
  type EffectRow,
} from '../store/effect.ts';
import { liveRunOf, runByNumber } from '../store/job-run.ts';
import type { Store } from '../store/open.ts';
import type { Transaction } from '../store/write.ts';
import type { InDoubt } from './declared-effect.ts';
import { PermanentFailure, RetryLater, type JobContext } from './define.ts';

/**
 * A change of our own rows, once: it commits together with its row in the ledger.
 * @param change its result must be JSON.
 * @returns the result, of this call or of the one that made the change.
 */
export function once<Result>(tx: Transaction, key: string, jobId: string, change: () => Result): Result {
  const row = effectRow(tx, key);
  if (row?.state === 'done') return parsed(row.result) as Result;
  const result = change();
  markEffectDone(tx, key, jobId, json(result));
  return result;
}

/** Thrown by what `performOutside` performs: nothing has happened, for certain (refused, or never sent). It may be tried again. */
export class NotPerformed extends RetryLater {
  override readonly name: string = 'NotPerformed';
}

export interface OutsideWork<Result> {
  key: string;
  /** What the catalog declares of it. */
  declared: InDoubt;
  /** Names it for a person, such as `the e-mail to Acme`. */
  title: string;
  /**
   * Does it. The idempotency key is the effect's own, the same at every repetition. The result must be JSON.
   * @throws NotPerformed when it is certain that nothing happened. After any other error nobody knows.
   */
  perform: (idempotencyKey: string) => Promise<Result>;
}

/**
 * An effect outside of our database, once. The intent is on disk before it is performed and the result after, so a crash in between
 * is seen by the next run: what the other side takes only once is sent again under the same key, anything else is left to a person.
 * @returns its result, of this call or of the one that performed it; null when a person has said that it was done.
 * @throws RetryLater `effect-under-way` while another run performs it; NotPerformed and errors of `perform` where it may be repeated.
 * @throws PermanentFailure `effect-in-doubt` when a person has to decide (see `resolveEffect`).
 */
export async function performOutside<Result>(
  { store, actor, jobId, signal }: Pick<JobContext<unknown>, 'store' | 'actor' | 'jobId' | 'signal'>,
  { key, declared, title, perform }: OutsideWork<Result>,
): Promise<Result | null> {
  signal.throwIfAborted();
  const before = store.write(actor, (tx) => intend(store, tx, { key, declared, title }, jobId));
  if (before.step === 'return') return parsed(before.result) as Result | null;
  if (before.step === 'wait')
    throw new RetryLater(
      'effect-under-way',
      `Another job is just busy with ${title}. It will be looked at again.`,
    );
  if (before.step === 'ask') throw inDoubt(title);
  let result: Result;
  try {
    result = await perform(key);
  } catch (error) {
    if (error instanceof NotPerformed) {
      store.write(actor, (tx) => withdraw(tx, key, before.isFirst));
      throw error;
    }
    if (declared.inDoubt === 'repeat') throw error;
    store.write(actor, (tx) => doubt(tx, key, title));
    throw inDoubt(title, error);
  }
  return parsed(store.write(actor, (tx) => markEffectDone(tx, key, jobId, json(result)))) as Result | null;
}

/** What the ledger says is to be done about an effect. */
export type Step = 'begin' | 'repeat' | 'return' | 'wait' | 'ask';

/**
 * @param isAlive whether the run that began it may still be performing it.
 * @param now ms UTC.
 */
export function stepFor(
  row: Pick<EffectRow, 'state' | 'at'> | undefined,
  declared: InDoubt,
  isAlive: boolean,
  now: number,
): Step {
  if (row === undefined) return 'begin';
  if (row.state === 'done') return 'return';
  if (row.state === 'unknown') return 'ask';
  if (isAlive) return 'wait';
  return declared.inDoubt === 'repeat' && now - row.at < declared.withinMs ? 'repeat' : 'ask';
}

type Intent =
  | { step: 'perform'; isFirst: boolean }
  | { step: 'return'; result: string | null }
  | { step: 'wait' }
  | { step: 'ask' };

function intend(
  store: Store,
  tx: Transaction,
  { key, declared, title }: Pick<OutsideWork<unknown>, 'key' | 'declared' | 'title'>,
  jobId: string,
): Intent {
  const row = effectRow(tx, key);
  const step = stepFor(row, declared, isAliveElsewhere(store, row, jobId), tx.now);
  const begun = () => json({ run: liveRunOf(store, jobId)?.no ?? null, title });
  switch (step) {
    case 'begin':
      insertEffect(tx, { key, jobId, state: 'intended', result: begun() });
      return { step: 'perform', isFirst: true };
    case 'repeat':
      beginEffectAgain(tx, key, jobId, begun());
      return { step: 'perform', isFirst: false };
    case 'return':
      return { step, result: row?.result ?? null };
    case 'wait':
      return { step };
    default:
      doubt(tx, key, title);
      return { step: 'ask' };
  }
}

/** The run that holds a job's lease now is the only one of that job: an intent of its own job is one that a dead run left. */
function isAliveElsewhere(store: Store, row: EffectRow | undefined, jobId: string): boolean {
  if (row === undefined || row.state !== 'intended' || row.jobId === jobId) return false;
  const { run } = intentOf(row.result);
  return run !== null && runByNumber(store, run)?.outcome === 'running';
}

/** Nothing happened this time. Whether it did at an earlier time, which this one was to repeat, is as open as before. */
function withdraw(tx: Transaction, key: string, isFirst: boolean): void {
  if (isFirst && effectRow(tx, key)?.state === 'intended') removeEffect(tx, key);
}

/** Once, so that the trail has one entry per doubt. What another run has seen done meanwhile stays done. */
function doubt(tx: Transaction, key: string, title: string): void {
  if (effectRow(tx, key)?.state !== 'intended') return;
  markEffectUnknown(tx, key);
  tx.audit('effect', key, 'in-doubt', { state: ['intended', 'unknown'], title });
}

function inDoubt(title: string, cause?: unknown): PermanentFailure {
  const why = cause === undefined ? 'the program was interrupted' : errorInfo(cause).message;
  return new PermanentFailure(
    'effect-in-doubt',
    `It is not known whether ${title} went out: ${why}. Look there whether it has arrived, and record that it was done or that it ` +
      'was not; then run this job again. It will not be sent twice.',
  );
}

function json(value: unknown): string {
  return JSON.stringify(value ?? null);
}

function parsed(text: string | null): unknown {
  return text === null ? null : JSON.parse(text);
}
