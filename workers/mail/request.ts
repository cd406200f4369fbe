/** Asking for mails: a selection of invoices becomes one mail for each recipient, each wanted once. */
import { v7 as uuidv7 } from 'uuid';
import { UserError } from '../errors.ts';
import { rangesOf } from '../invoices/request-pdfs.ts';
import { enqueue } from '../queues/enqueue.ts';
import { countEmails, emailById, emailByKey, insertEmail } from '../store/email-message.ts';
import type { InvoiceRange } from '../store/invoice-selection.ts';
import type { Store } from '../store/open.ts';
import { invoicesToMail, type InvoiceToMail } from '../store/queries/invoice-recipients.ts';
import { outboxMail } from '../store/queries/outbox-mails.ts';
import { site } from '../store/schema.ts';
import type { Transaction } from '../store/write.ts';
import { invoiceSubject, newMessageId } from './invoice-mail.ts';
import { recipientsOf } from './recipients.ts';
import { mailAccount, type MailAccount } from './settings.ts';

/** Of one invoice: how many mails were made, and how many had been wanted before. */
export interface WantedMails {
  made: number;
  already: number;
}

export interface RequestedMails {
  /** Of the bulk job; null where one invoice's mails were made at once. */
  jobId: string | null;
  /** Invoices. */
  count: number;
  mails: WantedMails | null;
}

/**
 * @param nos `invoice.no` @param to addresses in place of the customers'.
 * @throws UserError `mail-not-set-up`, `nothing-selected`; for a single invoice also why it cannot be sent (see `recipientsOf`).
 */
export function requestMails(
  store: Store,
  actor: string,
  nos: readonly number[],
  to?: string,
): RequestedMails {
  const account = requireAccount(store);
  const ranges = rangesOf(nos);
  const [first] = ranges;
  if (first === undefined)
    throw new UserError('nothing-selected', 'There is no invoice to send. Select some first.');
  const count = ranges.reduce((sum, [from, end]) => sum + end - from + 1, 0);
  return store.write(actor, (tx) => {
    if (count > 1) {
      const payload = { ranges, count, ...(to === undefined ? {} : { to }) };
      return { jobId: enqueue(tx, 'email/bulk-send', payload), count, mails: null };
    }
    const [invoice] = invoicesToMail(store, first, 1);
    if (invoice === undefined)
      throw new UserError('invoice-unknown', 'The selected invoice does not exist any more.');
    return { jobId: null, count, mails: wantMails(store, tx, account, invoice, to) };
  });
}

/** @throws UserError `mail-not-set-up`. */
export function requireAccount(store: Store): MailAccount {
  const account = mailAccount(store);
  if (account !== null) return account;
  throw new UserError(
    'mail-not-set-up',
    'E-mail is not set up yet. Enter the mail server in the mail settings first.',
  );
}

/**
 * The mails of one invoice, each with its job, unless they were wanted before.
 * @throws UserError why it cannot be sent.
 */
export function wantMails(
  store: Store,
  tx: Transaction,
  { settings }: Pick<MailAccount, 'settings'>,
  invoice: InvoiceToMail,
  to?: string,
): WantedMails {
  const { addresses, problem } = recipientsOf(invoice, to);
  if (problem !== null) throw new UserError(problem.code, problem.message);
  let made = 0;
  for (const recipient of addresses) {
    const key = ['invoice', invoice.id, invoice.version, recipient.toLowerCase()].join(':');
    if (emailByKey(store, key) !== undefined) continue;
    const seller = tx.orm.select({ name: site.legalName }).from(site).get()?.name ?? '';
    addMail(tx, {
      key,
      documentId: invoice.id,
      recipient,
      subject: invoiceSubject(invoice.kind, invoice.number, seller),
      fromAddress: settings.fromAddress,
    });
    made++;
  }
  return { made, already: addresses.length - made };
}

interface MailToAdd {
  key: string;
  documentId: string | null;
  recipient: string;
  subject: string;
  fromAddress: string;
}

function addMail(tx: Transaction, { fromAddress, ...mail }: MailToAdd): string {
  const id = uuidv7();
  const jobId = enqueue(tx, 'email/send-invoice', { emailId: id });
  insertEmail(tx, { ...mail, id, kind: 'invoice', messageId: newMessageId(id, fromAddress), jobId });
  return id;
}

/**
 * A mail that was sent, a second time and as a new one.
 * @param reason goes into the audit log.
 * @returns the new mail's id.
 * @throws UserError `not-found`, `mail-not-settled` (it is still under way), `mail-in-doubt` (a person decides first), `reason-missing`.
 */
export function sendAgain(store: Store, actor: string, id: string, reason: string): string {
  const account = requireAccount(store);
  const why = reason.trim();
  if (why === '') throw new UserError('reason-missing', 'Say why it is sent again; the reason is kept.');
  return store.write(actor, (tx) => {
    const email = emailById(store, id);
    const state = outboxMail(store, id)?.state;
    if (email === undefined || state === undefined)
      throw new UserError('not-found', `There is no e-mail with the id ${id}.`);
    if (state === 'unknown')
      throw new UserError(
        'mail-in-doubt',
        'It is not known whether this e-mail arrived. Find out and record that first.',
      );
    if (state !== 'sent')
      throw new UserError(
        'mail-not-settled',
        'Only an e-mail that was sent can be sent again; one that was not is retried.',
      );
    const first = email.key.replace(/:again:\d+$/, '');
    const made = addMail(tx, {
      key: `${first}:again:${countEmails(store, first)}`,
      documentId: email.documentId,
      recipient: email.recipient,
      subject: email.subject,
      fromAddress: account.settings.fromAddress,
    });
    tx.audit('email', made, 'send-again', { of: id, reason: why });
    return made;
  });
}

/** What a selection would send, without sending: counted, with those that cannot be sent. */
export function previewMails(store: Store, nos: readonly number[], to?: string) {
  const result = {
    invoices: 0,
    mails: 0,
    already: 0,
    problems: [] as { invoiceId: string; number: string; code: string; message: string }[],
    problemCount: 0,
  };
  const look = (invoice: InvoiceToMail) => {
    result.invoices++;
    const { addresses, problem } = recipientsOf(invoice, to);
    if (problem !== null) {
      result.problemCount++;
      if (result.problems.length < 100)
        result.problems.push({ invoiceId: invoice.id, number: invoice.number, ...problem });
      return;
    }
    for (const address of addresses) {
      const key = ['invoice', invoice.id, invoice.version, address.toLowerCase()].join(':');
      if (emailByKey(store, key) === undefined) result.mails++;
      else result.already++;
    }
  };
  for (const range of rangesOf(nos)) for (const invoice of allOf(store, range)) look(invoice);
  return result;
}

function* allOf(store: Store, [from, to]: InvoiceRange): Generator<InvoiceToMail> {
  for (let next = from; next <= to;) {
    const some = invoicesToMail(store, [next, to], 200);
    yield* some;
    const last = some.at(-1);
    if (last === undefined) return;
    next = last.no + 1;
  }
}
