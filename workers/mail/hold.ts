/**
 * When the server refuses us rather than a mail (login, certificate, sender), every further try would end alike, and some servers lock
 * an account for it. So the mails are held, with the reason, until a person changes the settings or has them tried again.
 */
import { enqueue } from '../queues/enqueue.ts';
import { heldEmails, moveEmail } from '../store/email-message.ts';
import type { Store } from '../store/open.ts';
import { readSetting, removeSetting, writeSetting } from '../store/setting.ts';
import type { Transaction } from '../store/write.ts';

export interface MailHold {
  code: string;
  /** What the server said, and what to do. */
  message: string;
  /** Ms UTC. */
  at: number;
}

const holdKey = 'mail.hold';

/** Null when mails go out. */
export function mailHold(store: Pick<Store, 'orm'>): MailHold | null {
  return (readSetting(store, holdKey)?.value ?? null) as MailHold | null;
}

export function beginHold(tx: Transaction, code: string, message: string): void {
  if (mailHold(tx) !== null) return;
  writeSetting(tx, holdKey, { code, message, at: tx.now } satisfies MailHold);
  tx.audit('setting', 'mail', 'hold', { code, message });
}

/** Has all mails that are held tried again, each by a new job. @returns how many. */
export function liftHold(store: Store, tx: Transaction): number {
  removeSetting(tx, holdKey);
  const held = heldEmails(store);
  for (const { id } of held) {
    const jobId = enqueue(tx, 'email/send-invoice', { emailId: id });
    moveEmail(tx, id, { state: 'waiting', jobId });
  }
  return held.length;
}
