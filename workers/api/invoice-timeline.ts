/** What has happened to an invoice, from the audit log, the ledger, the outbox and the prints, as one list. */
import { listPrints } from '../store/print-job.ts';
import type { Store } from '../store/open.ts';
import {
  auditedChangesOf,
  createdBy,
  creditNotesOf,
  paymentsTo,
  type AuditedChange,
  type SettlementRecord,
} from '../store/queries/invoice-timeline.ts';
import { outboxMails } from '../store/queries/outbox-mails.ts';
import type { TimelineEntry, TimelineKind } from './ledger-wire.ts';

/** Mails and prints shown of one invoice; the outbox has all of them. */
const most = { limit: 100, offset: 0 };

/** Latest first. */
export function invoiceTimeline(
  store: Store,
  invoice: { id: string; customerId: string | null },
): TimelineEntry[] {
  const { id } = invoice;
  const audited = auditedChangesOf(store, id).flatMap((change) => auditedEntry(change));
  const isMadeHere = audited.some(({ kind }) => kind === 'created');
  const made = isMadeHere ? null : createdBy(store, id);
  const { mails } = outboxMails(store, { state: null, documentId: id, search: '' }, most);
  const { rows: prints } = listPrints(store, { documentId: id, search: '' }, most);
  const entries = [
    ...(made === null ? [] : [entry('imported', made)]),
    ...audited,
    ...paymentsTo(store, id).flatMap((payment) => paymentEntries(payment)),
    ...creditNotesOf(store, invoice).map(({ number, totalCents, id: invoiceId, status, ...when }) =>
      entry('credit-note', when, {
        detail: number,
        amountCents: totalCents,
        invoiceId,
        state: status === 'void' ? 'void' : null,
      }),
    ),
    ...mails.map(({ recipient, state, createdAt, createdBy: by, settledAt }) =>
      entry('mail', { at: settledAt ?? createdAt, by }, { state, detail: recipient }),
    ),
    ...prints.map(({ printer, state, createdAt, createdBy: by, settledAt }) =>
      entry('print', { at: settledAt ?? createdAt, by }, { state, detail: printer }),
    ),
  ];
  // Sorting is stable: what happened in one moment stays in the order in which it did.
  return entries.toReversed().sort((a, b) => b.at - a.at);
}

function entry(
  kind: TimelineKind,
  { at, by }: { at: number; by: string },
  more: Partial<TimelineEntry> = {},
): TimelineEntry {
  return {
    at,
    by,
    kind,
    state: null,
    detail: null,
    amountCents: null,
    invoiceId: null,
    paymentId: null,
    ...more,
  };
}

/** Columns that follow from something else in the list. */
const derived = ['status', 'settledCents', 'pdfSha256', 'pdfBytes', 'pdfAt'];

/** Pure. */
export function auditedEntry({ action, changes, ...when }: AuditedChange): TimelineEntry[] {
  if (action === 'create') return [entry('created', when)];
  const columns = JSON.parse(changes) as Record<string, unknown>;
  if (action === 'override-credit-hold') {
    const { reason } = columns;
    return [entry('hold-overridden', when, { detail: typeof reason === 'string' ? reason : null })];
  }
  if (action !== 'update') return [];
  const [before, after] = pairOf(columns['status']);
  if (before === 'draft' && after === 'issued')
    return [entry('issued', when, { detail: textOf(pairOf(columns['number'])[1]) })];
  if (after === 'void') return [entry('void', when, { detail: textOf(pairOf(columns['voidReason'])[1]) })];
  return Object.keys(columns).every((column) => derived.includes(column)) ? [] : [entry('changed', when)];
}

function paymentEntries(payment: SettlementRecord): TimelineEntry[] {
  const {
    paymentId: id,
    amountCents,
    method,
    reference,
    reversedAt,
    reversedBy,
    reverseReason,
    ...when
  } = payment;
  const paymentId = reversedAt === null ? id : null;
  const paid = entry('payment', when, {
    amountCents,
    paymentId,
    detail: [method, reference].join(' ').trim(),
  });
  if (reversedAt === null) return [paid];
  const undone = { at: reversedAt, by: reversedBy ?? '' };
  return [paid, entry('reversal', undone, { amountCents, detail: reverseReason })];
}

const pairOf = (change: unknown): unknown[] => (Array.isArray(change) ? (change as unknown[]) : []);
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
