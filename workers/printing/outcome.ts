/** What is known of a print makes its state: decided here, written by those who know. */
import type { OpenPrint, PrintRecord } from '../store/print-job.ts';
import type { SpoolState } from './print-system.ts';

/** What the ledger of effects keeps of a hand-over. */
export interface Handed {
  printer: string;
  /** Null where the system gives none. */
  spoolerId: string | null;
}

type Changes = Partial<
  Pick<PrintRecord, 'state' | 'printer' | 'spoolerId' | 'message' | 'handedAt' | 'settledAt'>
>;

/** @param handed null when a person has said that it came out. @param now ms UTC. */
export function handedChanges(handed: Handed | null, now: number, message: string | null): Changes {
  if (handed === null)
    return { state: 'printed', settledAt: now, message: 'A person has seen that it came out.' };
  const { printer, spoolerId } = handed;
  if (spoolerId !== null) return { state: 'handed', printer, spoolerId, handedAt: now, message };
  const said = 'Handed over. This system does not say what becomes of it.';
  return { state: 'printed', printer, handedAt: now, settledAt: now, message: said };
}

/** What the spooler's word makes of a print that was handed over; null when nothing is new. */
export function spooledChanges(
  { state, spoolerId }: PrintRecord,
  said: SpoolState,
  now: number,
): Changes | null {
  if (state !== 'handed' || spoolerId === null) return null;
  if (said.state === 'printed') return { state: 'printed', settledAt: now };
  if (said.state === 'failed') return { state: 'failed', settledAt: now, message: said.reason };
  if (said.state === 'pending') return null;
  const message =
    'The print system does not list it any more. Look whether it came out; if not, print it again.';
  return { state: 'unknown', settledAt: now, message };
}

/**
 * What its settled job and the ledger of effects make of a print that nobody works on: of one whose process died, whose job was
 * cancelled, or whose doubt a person has resolved. Null when nothing is new.
 */
export function leftChanges({ print, jobState, jobSettled, effect }: OpenPrint, now: number): Changes | null {
  if (!jobSettled || print.state === 'held' || print.state === 'handed') return null;
  if (effect?.state === 'done')
    return handedChanges(
      effect.result === null ? null : (JSON.parse(effect.result) as Handed | null),
      now,
      print.message,
    );
  if (effect !== null) {
    if (print.state === 'unknown') return null;
    return {
      state: 'unknown',
      message: 'The program was interrupted while it was handed over. Look whether it came out.',
    };
  }
  if (print.state === 'unknown')
    return { state: 'failed', settledAt: now, message: 'A person has seen that it did not come out.' };
  const message =
    jobState === 'cancelled'
      ? 'Its job was cancelled. Nothing was printed.'
      : (print.message ?? 'Its job failed. Nothing was printed.');
  return { state: 'failed', settledAt: now, message };
}
