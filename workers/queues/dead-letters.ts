/**
 * What a person asks of dead letters: run them again or set them aside, one, a group, or all that a filter finds. In transactions
 * of bounded size, between which others write. A crash in between leaves a part done; asked again, the rest is done.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { UserError } from '../errors.ts';
import { closeLetter } from '../store/dead-letter.ts';
import type { Store } from '../store/open.ts';
import {
  lastLetter,
  letterOf,
  nextOpenLetters,
  type LetterDetail,
  type LetterFilter,
} from '../store/queries/dead-letters.ts';
import { letOthersWrite } from '../store/turns.ts';
import type { Transaction } from '../store/write.ts';
import { isForeign } from './foreign.ts';
import { redriveLetter } from './redrive.ts';

/** `ids` are those of the failed jobs. A filter without a condition means every open letter. */
export type Selection = { ids: readonly string[] } | { fingerprint: string } | { filter: LetterFilter };

/** Letters per transaction: some ten milliseconds. */
const perTransaction = 200;

/** Whether the letter was changed. */
type Step = (tx: Transaction, letter: LetterDetail) => boolean;

/**
 * Runs the jobs of the selected letters again.
 * @param isKnown whether this program has such a job (`queue/name`).
 * @returns how many new jobs there are, and how many letters were left alone: closed before, only known to Bull, or of a job
 *   that this program does not have. Of a group or a filter only open letters are looked at.
 * @throws UserError `dead-letter-not-found`, `dead-letter-foreign` when an id was given that cannot be run; then nothing is.
 */
export async function redriveLetters(
  store: Store,
  actor: string,
  selection: Selection,
  isKnown: (key: string) => boolean,
): Promise<{ redriven: number; skipped: number }> {
  const foreign = 'ids' in selection && selection.ids.map((id) => existing(store, id)).find(isForeign);
  if (foreign)
    throw new UserError(
      'dead-letter-foreign',
      `The job ${foreign.jobId} is only known to Bull and cannot be run again. Discard it, and start anew what it was to do.`,
    );
  const { changed, left } = await eachLetter(store, actor, selection, (tx, letter) =>
    redriveLetter(store, tx, letter, isKnown),
  );
  return { redriven: changed, skipped: left };
}

/**
 * Sets the selected letters aside. They are kept, and said to be closed and by whom.
 * @returns how many, and how many were closed before.
 * @throws UserError `dead-letter-not-found` when an id was given that does not exist; then nothing is set aside.
 */
export async function discardLetters(
  store: Store,
  actor: string,
  selection: Selection,
): Promise<{ discarded: number; skipped: number }> {
  if ('ids' in selection) for (const id of selection.ids) existing(store, id);
  const { changed, left } = await eachLetter(store, actor, selection, (tx, { jobId, fingerprint }) => {
    if (!closeLetter(store, jobId, { at: tx.now, actor })) return false;
    tx.audit('job', jobId, 'discard', { fingerprint });
    return true;
  });
  return { discarded: changed, skipped: left };
}

async function eachLetter(
  store: Store,
  actor: string,
  selection: Selection,
  step: Step,
): Promise<{ changed: number; left: number }> {
  const next = 'ids' in selection ? byIds(store, selection.ids) : byFilter(store, filterOf(selection));
  let changed = 0;
  let left = 0;
  for (;;) {
    const done = store.write(actor, (tx) => {
      const letters = next();
      return { seen: letters.length, changed: letters.filter((letter) => step(tx, letter)).length };
    });
    if (done.seen === 0) return { changed, left };
    changed += done.changed;
    left += done.seen - done.changed;
    await letOthersWrite(store);
    await nextTurn();
  }
}

function filterOf(selection: Exclude<Selection, { ids: readonly string[] }>): LetterFilter {
  return 'filter' in selection ? selection.filter : { fingerprint: selection.fingerprint };
}

/** Called within the transaction that changes them: nobody else has them at the same time. */
type NextLetters = () => LetterDetail[];

function byIds(store: Store, ids: readonly string[]): NextLetters {
  const waiting = [...new Set(ids)];
  return () => waiting.splice(0, perTransaction).map((id) => existing(store, id));
}

/** What fails while this goes on is not part of it: else a job that fails at once would be run without end. */
function byFilter(store: Store, filter: LetterFilter): NextLetters {
  const upTo = lastLetter(store);
  let above = 0;
  return () => {
    const letters = nextOpenLetters(store, filter, { above, upTo, limit: perTransaction });
    above = letters.at(-1)?.no ?? upTo;
    return letters;
  };
}

function existing(store: Store, jobId: string): LetterDetail {
  const letter = letterOf(store, jobId);
  if (letter !== undefined) return letter;
  throw new UserError('dead-letter-not-found', `There is no dead letter of a job with the id ${jobId}.`);
}
