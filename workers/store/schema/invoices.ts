/** Invoices and their lines. */
import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { businessColumns, deletedRows } from './columns.ts';
import { customer } from './partners.ts';

export const invoice = sqliteTable(
  'invoice',
  {
    ...businessColumns(),
    /** Printed number; the natural key of an import, never an identity. */
    number: text('number').notNull().unique(),
    customerId: text('customer_id').references(() => customer.id),
    customerNumber: text('customer_number'),
    /** Snapshot: an invoice keeps the name and address that it was made with. */
    billToName: text('bill_to_name').notNull(),
    /** Lines separated by `\n`. */
    billToAddress: text('bill_to_address'),
    shipToName: text('ship_to_name'),
    shipToCity: text('ship_to_city'),
    shipToCountry: text('ship_to_country'),
    /** Load, PO, BOL and PRO numbers, as given. */
    loadNumber: text('load_number'),
    poNumber: text('po_number'),
    bolNumber: text('bol_number'),
    proNumber: text('pro_number'),
    issueDate: text('issue_date').notNull(),
    dueDate: text('due_date'),
    currency: text('currency').notNull().default('USD'),
    subtotalCents: integer('subtotal_cents').notNull(),
    taxCents: integer('tax_cents').notNull().default(0),
    totalCents: integer('total_cents').notNull(),
    notes: text('notes'),
    /** invoice · credit-note */
    kind: text('kind').notNull().default('invoice'),
    /** Of a credit note: the invoice that it credits. */
    creditsId: text('credits_id'),
    /** The voided invoice that this one stands in for. */
    replacesId: text('replaces_id'),
    /** Snapshots made at the issue: days until due, the words of the terms, and where to pay (lines separated by `\n`). */
    termsDays: integer('terms_days'),
    terms: text('terms'),
    remitTo: text('remit_to'),
    /** JSON: stops with times, trailer, seal, miles, pieces, weight, commodity, as printed. */
    shipment: text('shipment'),
    issuedAt: integer('issued_at'),
    issuedBy: text('issued_by'),
    voidedAt: integer('voided_at'),
    voidedBy: text('voided_by'),
    voidReason: text('void_reason'),
    /** Sum of the allocations that stand, cents; kept with each of them. */
    settledCents: integer('settled_cents').notNull().default(0),
    /** draft · issued · sent · paid · void. Imported invoices are issued: their number was printed elsewhere. A draft's number is `draft:<id>`. */
    status: text('status').notNull().default('issued'),
    /** Content address of the PDF; null until made, or after a change of what it shows. */
    pdfSha256: text('pdf_sha256'),
    pdfBytes: integer('pdf_bytes'),
    pdfAt: integer('pdf_at'),
  },
  (t) => [
    index('invoice_issue_date').on(t.issueDate),
    /** Lists by standing, in the order of the list. */
    index('invoice_status').on(t.status, t.issueDate),
    index('invoice_customer').on(t.customerId),
    /** Lists and counts by whether there is a PDF, in the order of the list. */
    index('invoice_pdf_state').on(sql`(${t.pdfSha256} IS NULL)`, t.issueDate),
    /** What is still owed, oldest due date first. */
    index('invoice_open')
      .on(t.customerId, t.dueDate)
      .where(sql`${t.status} IN ('issued', 'sent')`),
    deletedRows('invoice', t),
  ],
);

export const invoiceLine = sqliteTable(
  'invoice_line',
  {
    no: integer('no').primaryKey(),
    invoiceId: text('invoice_id')
      .notNull()
      .references(() => invoice.id),
    /** From 1, in the order printed. */
    position: integer('position').notNull(),
    /** goods · line-haul · fuel · detention · lumper · freight · accessorial … */
    code: text('code').notNull().default('goods'),
    description: text('description').notNull(),
    /** Thousandths: 12 pieces are 12000. */
    quantityMilli: integer('quantity_milli').notNull(),
    /** Ten-thousandths of the currency unit: 14.00 is 140000. */
    unitPriceE4: integer('unit_price_e4').notNull(),
    /** Basis points: 15 % is 1500. */
    discountBp: integer('discount_bp').notNull().default(0),
    amountCents: integer('amount_cents').notNull(),
  },
  (t) => [uniqueIndex('invoice_line_position').on(t.invoiceId, t.position)],
);
