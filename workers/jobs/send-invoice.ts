/**
 * The job `email/send-invoice`: one mail with one invoice to one recipient. It is sent once. What the server says decides what becomes
 * of it: refused for good, tried again later, held with all others, or, where the server has not said anything after the end of the
 * message, left to a person.
 */
import { readFile } from 'node:fs/promises';
import { errorInfo, type ErrorInfo } from '../errors.ts';
import { invoiceDocument } from '../invoices/document.ts';
import { ensurePdf } from '../invoices/ensure-pdf.ts';
import { pdfPath } from '../invoices/pdf-files.ts';
import { beginHold, mailHold } from '../mail/hold.ts';
import { composeInvoiceMail } from '../mail/invoice-mail.ts';
import { failureOf, type MailFailure } from '../mail/failure.ts';
import { awaitTurn } from '../mail/pace.ts';
import { refusedStatus } from '../mail/recipients.ts';
import { mailAccount, type MailAccount } from '../mail/settings.ts';
import { deliver, SmtpFault, type ServerReply } from '../mail/smtp.ts';
import { catalog, type PayloadOf } from '../queues/catalog.ts';
import { PermanentFailure, RetryLater, type JobContext, type JobHandler } from '../queues/define.ts';
import { NotPerformed, performOutside } from '../queues/effects.ts';
import { effectState } from '../store/effect.ts';
import { emailById, moveEmail, type EmailMove, type EmailRow } from '../store/email-message.ts';
import { loadInvoice } from '../store/invoice-pdf.ts';

type Payload = PayloadOf<'email/send-invoice'>;
type Context = JobContext<Payload>;
export type SendResult = { state: 'sent'; reply: ServerReply | null } | ({ state: 'held' } & ErrorInfo);

/** @throws RetryLater; PermanentFailure `email-unknown`, `mail-refused`, `effect-in-doubt`, and why the invoice cannot be sent. */
export const sendInvoice: JobHandler<Payload, SendResult> = async (context) => {
  const { store, payload } = context;
  const email = emailById(store, payload.emailId);
  if (email === undefined)
    throw new PermanentFailure(
      'email-unknown',
      'The e-mail that this job was to send does not exist any more.',
    );
  try {
    return await send(context, email);
  } catch (error) {
    // What no server has said belongs to the mail as well: that is where a person looks.
    if (error instanceof PermanentFailure && error.code !== 'mail-refused')
      move(context, email, {
        state: error.code === 'effect-in-doubt' ? 'unknown' : 'failed',
        reply: error.message,
      });
    throw error;
  }
};

/** Where the server refused us, not the mail: nothing was sent, for certain. */
class NotSent extends NotPerformed {
  override readonly name = 'NotSent';
  readonly failure: MailFailure;
  readonly replyCode: number | null;
  constructor(failure: MailFailure, replyCode: number | null) {
    super(failure.code, failure.message, failure.kind === 'later' ? failure.afterMs : undefined);
    this.failure = failure;
    this.replyCode = replyCode;
  }
}

async function send(context: Context, email: EmailRow): Promise<SendResult> {
  const { store, jobId, payload } = context;
  const { effect } = catalog['email/send-invoice'];
  const key = effect.key(payload);
  const isDone = effectState(store, key) === 'done';
  const account = mailAccount(store);
  if (!isDone && (account === null || mailHold(store) !== null)) return hold(context, email, null);
  const letter = isDone || account === null ? null : await prepare(context, email, account);
  if (letter !== null) move(context, email, { state: 'sending', begins: true });
  let reply: ServerReply | null;
  try {
    reply = await performOutside(context, {
      key,
      declared: { inDoubt: 'ask' },
      title: `the e-mail “${email.subject}” to ${email.recipient}`,
      async perform() {
        // Only what is done has no letter, and what is done is not performed.
        if (letter === null || account === null)
          throw new NotPerformed('effect-under-way', 'It will be looked at again.');
        return await hand(letter, account, email, context.signal);
      },
    });
  } catch (error) {
    if (!(error instanceof NotSent)) throw error;
    return refused(context, email, account, error);
  }
  move(context, email, { state: 'sent', jobId, reply: reply?.words ?? null, replyCode: reply?.code ?? null });
  return { state: 'sent', reply };
}

/** Everything before the intent, so that what can go wrong with it leaves no doubt. */
async function prepare(context: Context, email: EmailRow, account: MailAccount): Promise<Buffer> {
  const { store, actor, signal, progress } = context;
  const record = email.documentId === null ? null : loadInvoice(store, email.documentId);
  if (record === null)
    throw new PermanentFailure('invoice-unknown', 'The invoice of this e-mail does not exist any more.');
  const problem = refusedStatus(record.invoice);
  if (problem !== null) throw new PermanentFailure(problem.code, problem.message);
  const { sha256 } = await ensurePdf(store, actor, record.invoice.id);
  progress(0);
  await awaitTurn(store, actor, account.settings, signal, () => progress(0));
  return await composeInvoiceMail({
    document: invoiceDocument(record),
    pdf: await readFile(pdfPath(store.paths, sha256)),
    settings: account.settings,
    recipient: email.recipient,
    subject: email.subject,
    messageId: email.messageId,
    at: store.clock.now(),
  });
}

/** @throws NotSent; any other error means that nobody knows. */
async function hand(
  message: Buffer,
  account: MailAccount,
  { recipient }: EmailRow,
  signal: AbortSignal,
): Promise<ServerReply> {
  try {
    return await deliver({ account, from: account.settings.fromAddress, to: recipient, message, signal });
  } catch (error) {
    const failure: MailFailure =
      error instanceof SmtpFault ? failureOf(error) : { kind: 'held', ...errorInfo(error) };
    if (failure.kind === 'unknown') throw new Error(failure.message, { cause: error });
    throw new NotSent(failure, error instanceof SmtpFault ? (error.reply?.code ?? null) : null);
  }
}

function refused(context: Context, email: EmailRow, account: MailAccount | null, error: NotSent): SendResult {
  const { failure, replyCode } = error;
  const said = { reply: failure.message, replyCode };
  if (failure.kind === 'held') return hold(context, email, { account, failure, replyCode });
  if (failure.kind === 'later') {
    move(context, email, { state: 'waiting', ...said });
    throw error;
  }
  move(context, email, { state: 'failed', ...said });
  throw new PermanentFailure(failure.code, failure.message);
}

interface NewHold {
  account: MailAccount | null;
  failure: MailFailure;
  replyCode: number | null;
}

/** @param begun null where mails are held already, or nothing is set up. @throws RetryLater when that has changed meanwhile. */
function hold({ store, actor, jobId }: Context, email: EmailRow, begun: NewHold | null): SendResult {
  return store.write(actor, (tx) => {
    const now = mailAccount(store);
    const isOutdated = begun !== null && begun.account?.setAt !== now?.setAt;
    if (isOutdated || (begun === null && now !== null && mailHold(tx) === null))
      throw new RetryLater(
        'mail-settings-changed',
        'The mail settings were just changed. It will be tried again.',
        1000,
      );
    if (begun !== null) beginHold(tx, begun.failure.code, begun.failure.message);
    const { code, message } = mailHold(tx) ?? notSetUp;
    moveEmail(tx, email.id, { state: 'held', jobId, reply: message, replyCode: begun?.replyCode ?? null });
    return { state: 'held', code, message };
  });
}

const notSetUp: ErrorInfo = {
  code: 'mail-not-set-up',
  message: 'E-mail is not set up. The mail waits until the mail settings are entered.',
};

function move({ store, actor, jobId }: Context, { id }: EmailRow, to: EmailMove): void {
  store.write(actor, (tx) => moveEmail(tx, id, { jobId, ...to }));
}
