/** Trying mails again that did not go out: failed and cancelled ones by repeating their job, held ones all at once. */
import { UserError } from '../errors.ts';
import { enqueue } from '../queues/enqueue.ts';
import { redrive } from '../queues/redrive.ts';
import { moveEmail } from '../store/email-message.ts';
import type { Store } from '../store/open.ts';
import { outboxMail, outboxMails, type OutboxMail } from '../store/queries/outbox-mails.ts';
import { liftHold } from './hold.ts';

export interface Retried {
  retried: number;
  /** Mails that are neither failed, cancelled nor held. */
  skipped: number;
}

/** Tried again at once, and no more: a bulk of failures is looked at in pages. */
const mostAtOnce = 500;

/** @param which ids, or all of a state. @throws UserError `not-found`. */
export function retryMails(
  store: Store,
  actor: string,
  which: { ids: readonly string[] } | { state: 'held' | 'failed' },
): Retried {
  const mails =
    'ids' in which
      ? which.ids.map((id) => known(store, id))
      : outboxMails(
          store,
          { state: which.state, search: '', documentId: null },
          { limit: mostAtOnce, offset: 0 },
        ).mails;
  let retried = 0;
  const isHeld = mails.some(({ state }) => state === 'held');
  if (isHeld) retried += store.write(actor, (tx) => liftHold(store, tx));
  for (const mail of mails) {
    if (mail.state !== 'failed' && mail.state !== 'cancelled') continue;
    again(store, actor, mail);
    retried++;
  }
  const skipped = mails.filter(({ state }) => !['held', 'failed', 'cancelled'].includes(state)).length;
  return { retried, skipped };
}

function known(store: Store, id: string): OutboxMail {
  const mail = outboxMail(store, id);
  if (mail === undefined) throw new UserError('not-found', `There is no e-mail with the id ${id}.`);
  return mail;
}

function again(store: Store, actor: string, { id, jobId }: OutboxMail): void {
  const repetition = jobId === null ? null : repeated(store, actor, jobId);
  store.write(actor, (tx) => {
    const next = repetition ?? enqueue(tx, 'email/send-invoice', { emailId: id });
    moveEmail(tx, id, { state: 'waiting', jobId: next });
  });
}

/** Null when the job is no longer kept. */
function repeated(store: Store, actor: string, jobId: string): string | null {
  try {
    return redrive(store, actor, jobId);
  } catch (error) {
    if (error instanceof UserError && error.code === 'job-not-found') return null;
    throw error;
  }
}
