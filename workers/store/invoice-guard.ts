/** What may still change of an invoice: of a draft everything, of an issued one what happens to it and nothing that it says. */
import { UserError } from '../errors.ts';

/** Where an invoice stands. A paid one goes back when its payment is reversed; a void one stays void. */
const nextStatus: Readonly<Record<string, readonly string[]>> = {
  draft: ['issued'],
  issued: ['sent', 'paid', 'void'],
  sent: ['paid', 'void'],
  paid: ['issued', 'sent'],
  void: [],
};

/** None of them is part of what the customer was told. */
const movableColumns: readonly string[] = [
  'status',
  'settledCents',
  'pdfSha256',
  'pdfBytes',
  'pdfAt',
  'voidedAt',
  'voidedBy',
  'voidReason',
];

interface Standing {
  number: string;
  status: string;
}

interface Settled extends Standing {
  totalCents: number;
  settledCents: number;
}

/**
 * @param changes by column, `[before, after]`.
 * @throws UserError `invoice-issued` for a column that may not move, `invoice-status` for a status that does not follow.
 */
export function requireMovable(before: Settled, changes: Readonly<Record<string, [unknown, unknown]>>): void {
  const after = changes.status?.[1] as string | undefined;
  if (after !== undefined && !follows(before, after, changes.settledCents?.[1] as number | undefined)) {
    throw new UserError(
      'invoice-status',
      `Invoice ${before.number} is ${before.status} and cannot become ${after}.`,
    );
  }
  if (before.status === 'draft') return;
  if (Object.keys(changes).every((column) => movableColumns.includes(column))) return;
  throw issuedAlready(before);
}

/** Paid is what is settled, and nothing else: neither a mail on its way nor a person's word changes that. */
function follows(before: Settled, after: string, settledCents = before.settledCents): boolean {
  if (!(nextStatus[before.status] ?? []).includes(after)) return false;
  const isPaid = settledCents === before.totalCents;
  return after === 'paid' ? isPaid : before.status !== 'paid' || !isPaid;
}

/** @throws UserError `invoice-issued` unless it is a draft: then its lines may change, and it may be removed. */
export function requireDraft(invoice: Standing): void {
  if (invoice.status !== 'draft') throw issuedAlready(invoice);
}

function issuedAlready({ number }: Standing): UserError {
  return new UserError(
    'invoice-issued',
    `Invoice ${number} was issued, and an issued invoice never changes. Void it or issue a credit note, then make a new one.`,
  );
}
