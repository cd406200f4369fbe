/** A message to see whether the settings are right: sent at once, once, and its answer is the result. */
import { randomUUID } from 'node:crypto';
import { UserError } from '../errors.ts';
import type { Store } from '../store/open.ts';
import { isAddress } from './address.ts';
import { failureOf } from './failure.ts';
import { composeTestMail, newMessageId } from './invoice-mail.ts';
import { requireAccount } from './request.ts';
import { deliver, SmtpFault, type ServerReply } from './smtp.ts';

/** A person waits for it. */
const limits = { connectMs: 10_000, greetingMs: 10_000, silenceMs: 20_000 };
const patienceMs = 45_000;

/** @throws UserError `mail-not-set-up`, `address-invalid`, or with the server's words why it was not taken. */
export async function sendTestMessage(store: Store, actor: string, to: string): Promise<ServerReply> {
  const account = requireAccount(store);
  const recipient = to.trim();
  if (!isAddress(recipient))
    throw new UserError('address-invalid', `“${recipient.slice(0, 100)}” is no e-mail address.`);
  const { settings } = account;
  const messageId = newMessageId(randomUUID(), settings.fromAddress);
  const message = await composeTestMail(settings, recipient, messageId, store.clock.now());
  const signal = AbortSignal.timeout(patienceMs);
  try {
    const reply = await deliver({
      account,
      from: settings.fromAddress,
      to: recipient,
      message,
      signal,
      limits,
    });
    store.write(actor, (tx) => tx.audit('setting', 'mail', 'test', { to: recipient, reply: reply.words }));
    return reply;
  } catch (error) {
    if (!(error instanceof SmtpFault)) throw error;
    const { kind, code, message: why } = failureOf(error);
    throw new UserError(code, kind === 'unknown' ? `It may have arrived: ${why}.` : why, { cause: error });
  }
}
