/** What surrounds an invoice: its number, payments, and where to pay. */
import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** Every number that was ever given: without gaps per device and year, a void one stays. */
export const numberRegister = sqliteTable(
  'number_register',
  {
    no: integer('no').primaryKey(),
    /** INV · CN */
    prefix: text('prefix').notNull(),
    deviceCode: text('device_code').notNull(),
    /** Of the issue date. */
    year: integer('year').notNull(),
    /** From 1. */
    sequence: integer('sequence').notNull(),
    number: text('number').notNull().unique(),
    documentId: text('document_id').notNull().unique(),
    /** issued · void */
    state: text('state').notNull().default('issued'),
    at: integer('at').notNull(),
    by: text('by').notNull(),
    voidedAt: integer('voided_at'),
    voidReason: text('void_reason'),
  },
  (t) => [uniqueIndex('number_register_sequence').on(t.prefix, t.deviceCode, t.year, t.sequence)],
);

/** Money that came in. Never changed: a wrong one is reversed. */
export const payment = sqliteTable(
  'payment',
  {
    no: integer('no').primaryKey(),
    id: text('id').notNull().unique(),
    customerId: text('customer_id'),
    /** `YYYY-MM-DD` */
    date: text('date').notNull(),
    amountCents: integer('amount_cents').notNull(),
    currency: text('currency').notNull(),
    /** check · ach · wire · card · cash · other */
    method: text('method').notNull(),
    /** Check number or the like. */
    reference: text('reference').notNull().default(''),
    note: text('note').notNull().default(''),
    createdAt: integer('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    reversedAt: integer('reversed_at'),
    reversedBy: text('reversed_by'),
    reverseReason: text('reverse_reason'),
  },
  (t) => [index('payment_customer').on(t.customerId, t.date)],
);

/** What part of a payment or a credit note settles what part of which invoice. */
export const allocation = sqliteTable(
  'allocation',
  {
    no: integer('no').primaryKey(),
    id: text('id').notNull().unique(),
    invoiceId: text('invoice_id').notNull(),
    /** One of the two. */
    paymentId: text('payment_id'),
    creditNoteId: text('credit_note_id'),
    amountCents: integer('amount_cents').notNull(),
    at: integer('at').notNull(),
    by: text('by').notNull(),
    reversedAt: integer('reversed_at'),
  },
  (t) => [
    index('allocation_invoice').on(t.invoiceId),
    index('allocation_payment')
      .on(t.paymentId)
      .where(sql`${t.paymentId} IS NOT NULL`),
    index('allocation_credit_note')
      .on(t.creditNoteId)
      .where(sql`${t.creditNoteId} IS NOT NULL`),
  ],
);

/** Where customers are to pay, from when on. One with a factor is in force only when a second person has verified it. */
export const remitTo = sqliteTable(
  'remit_to',
  {
    no: integer('no').primaryKey(),
    id: text('id').notNull().unique(),
    /** Null is for everybody. */
    customerId: text('customer_id'),
    name: text('name').notNull(),
    /** Lines separated by `\n`. */
    address: text('address').notNull(),
    /** Company that bought the receivables; null is ourselves. */
    factor: text('factor'),
    /** The factor's notice of assignment, printed on the invoice. */
    notice: text('notice'),
    /** `YYYY-MM-DD` */
    effectiveFrom: text('effective_from').notNull(),
    createdAt: integer('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    verifiedAt: integer('verified_at'),
    verifiedBy: text('verified_by'),
    /** The factor's letter of release ends it. */
    releasedOn: text('released_on'),
    releasedBy: text('released_by'),
  },
  (t) => [index('remit_to_customer').on(t.customerId, t.effectiveFrom)],
);
