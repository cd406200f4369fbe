/** The mail that brings an invoice: its words from the document that the PDF shows, and the PDF. */
import MailComposer from 'nodemailer/lib/mail-composer';
import { amountDueCents, type InvoiceDocument } from '../invoices/document.ts';
import { cleanLine } from '../invoices/format/clean-text.ts';
import { dayOf, formatDay, termsBetween } from '../invoices/format/dates.ts';
import { moneyFormat } from '../invoices/format/money.ts';
import { pdfName } from '../invoices/pdf-name.ts';
import type { MailSettings } from './settings-schema.ts';
import { fillHtml, fillText, mailTemplate, type TemplateValues } from './template.ts';

const titleOf = (kind: string) => (kind === 'credit-note' ? 'Credit note' : 'Invoice');

/** One line for a header, whatever is in the names. */
export function headerLine(text: string): string {
  return cleanLine(text)
    .replaceAll(/\p{Cc}+/gu, ' ')
    .slice(0, 300);
}

export function invoiceSubject(kind: string, number: string, seller: string): string {
  const title = `${titleOf(kind)} ${number}`;
  return headerLine(seller === '' ? title : `${title} from ${seller}`);
}

export interface InvoiceMail {
  document: InvoiceDocument;
  pdf: Buffer;
  settings: Pick<MailSettings, 'fromName' | 'fromAddress' | 'replyTo'>;
  recipient: string;
  subject: string;
  /** With its angle brackets. */
  messageId: string;
  /** Ms UTC. */
  at: number;
}

/** The whole message as it goes to the server. */
export function composeInvoiceMail(mail: InvoiceMail): Promise<Buffer> {
  const { document, pdf, settings, recipient, subject, messageId, at } = mail;
  const values = valuesOf(document, subject);
  return compose({
    ...senderOf(settings),
    to: { name: '', address: recipient },
    subject,
    messageId,
    date: new Date(at),
    text: fillText(mailTemplate('invoice.txt'), values),
    html: fillHtml(mailTemplate('invoice.html'), values),
    attachments: [{ filename: pdfName(document.number), content: pdf, contentType: 'application/pdf' }],
  });
}

/** A message that only shows that mails go out. */
export function composeTestMail(
  settings: InvoiceMail['settings'],
  recipient: string,
  messageId: string,
  at: number,
): Promise<Buffer> {
  const text =
    'This is a test message from Dockhand. It arrived, so invoices can be sent by e-mail with these settings.\n';
  return compose({
    ...senderOf(settings),
    to: { name: '', address: recipient },
    subject: 'Test message from Dockhand',
    messageId,
    date: new Date(at),
    text,
  });
}

/** @param domain of the sender's address. */
export function newMessageId(id: string, fromAddress: string): string {
  return `<${id}@${fromAddress.slice(fromAddress.lastIndexOf('@') + 1)}>`;
}

function senderOf({ fromName, fromAddress, replyTo }: InvoiceMail['settings']) {
  return {
    from: { name: headerLine(fromName), address: fromAddress },
    ...(replyTo === '' ? {} : { replyTo: { name: '', address: replyTo } }),
  };
}

function compose(mail: ConstructorParameters<typeof MailComposer>[0]): Promise<Buffer> {
  // Nothing in a text may have a file of this machine or another's page read into the message.
  const node = new MailComposer({ ...mail, disableFileAccess: true, disableUrlAccess: true }).compile();
  return new Promise((resolve, reject) => {
    node.build((error, message) => {
      if (error || message === undefined) reject(error ?? new Error('The message is empty.'));
      else resolve(message);
    });
  });
}

function valuesOf(document: InvoiceDocument, subject: string): TemplateValues {
  const { kind, number, seller, billTo, currency, issueDate, dueDate, remitTo, references } = document;
  // What a credit note gives is not owed by anybody.
  const isCredit = kind === 'credit-note';
  const due = isCredit ? Math.abs(document.totalCents) : amountDueCents(document);
  const [issuedDay, dueDay] = [dayOf(issueDate), dueDate === null ? null : dayOf(dueDate)];
  return {
    subject,
    number,
    title: titleOf(kind),
    noun: titleOf(kind).toLowerCase(),
    amountLabel: isCredit ? 'Credit' : 'Amount due',
    seller: seller.name,
    greeting: billTo.name === '' ? 'Hello,' : `Hello ${billTo.name},`,
    issued: issuedDay === null ? issueDate : formatDay(issuedDay),
    due: dueDay === null ? '' : formatDay(dueDay),
    terms: issuedDay === null || dueDay === null ? '' : (termsBetween(issuedDay, dueDay) ?? ''),
    references: references.map(({ label, value }) => `${label} ${value}`).join(', '),
    amount: moneyFormat(currency, [due])?.full(due) ?? '',
    owed: !isCredit && due > 0 ? 'yes' : '',
    remitTo: remitTo.join('\n'),
    contact: seller.lines.join('\n'),
  };
}
