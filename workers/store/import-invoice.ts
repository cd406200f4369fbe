/** Writing imported invoices: whole documents, made once and never changed. */
import { v7 as uuidv7 } from 'uuid';
import { outcome, type IssueOfRow, type Outcomes } from './import-outcome.ts';
import type { DuplicateMode } from './import-upsert.ts';
import { prepared } from './prepared.ts';
import type { Store } from './open.ts';

export interface IncomingLine {
  code: string;
  description: string;
  quantityMilli: number;
  unitPriceE4: number;
  discountBp: number;
  amountCents: number;
}

export interface IncomingInvoice {
  number: string;
  /** What the file gives, by column; the rest is left out. */
  header: Partial<Record<HeaderColumn, string>>;
  lines: IncomingLine[];
  subtotalCents: number;
  /** Of each row of the file: its line and, as a JSON array, its cells. */
  rows: { line: number; raw: string }[];
}

/** Columns that a file can fill, as in the schema and in the database. */
const headerColumns = {
  customerNumber: 'customer_number',
  billToName: 'bill_to_name',
  billToAddress: 'bill_to_address',
  shipToName: 'ship_to_name',
  shipToCity: 'ship_to_city',
  shipToCountry: 'ship_to_country',
  loadNumber: 'load_number',
  poNumber: 'po_number',
  bolNumber: 'bol_number',
  proNumber: 'pro_number',
  issueDate: 'issue_date',
  dueDate: 'due_date',
  currency: 'currency',
  notes: 'notes',
} as const;
type HeaderColumn = keyof typeof headerColumns;
const headerNames = Object.keys(headerColumns) as HeaderColumn[];

interface Customer {
  id: string;
  legalName: string;
  street: string | null;
  city: string | null;
  region: string | null;
  postalCode: string | null;
  country: string | null;
  termsDays: number | null;
}

const lineColumns = 'position, code, description, quantity_milli, unit_price_e4, discount_bp, amount_cents';

const statements = prepared((raw) => ({
  customer: raw.prepare(`
    SELECT id, legal_name AS legalName, street, city, region, postal_code AS postalCode, country, terms_days AS termsDays
    FROM customer WHERE number = ? AND deleted_at IS NULL`),
  invoice: raw.prepare(`
    SELECT no, id, subtotal_cents AS subtotalCents, tax_cents AS taxCents, deleted_at AS deletedAt,
      ${headerNames.map((name) => `${headerColumns[name]} AS ${name}`).join(', ')}
    FROM invoice WHERE number = ?`),
  lines: raw
    .prepare(`SELECT ${lineColumns} FROM invoice_line WHERE invoice_id = ? ORDER BY position`)
    .raw(true),
  insertInvoice: raw.prepare(`
    INSERT INTO invoice (id, created_at, created_by, updated_at, updated_by, number, customer_id, subtotal_cents, total_cents,
      ${headerNames.map((name) => headerColumns[name]).join(', ')})
    VALUES (@id, @now, @actor, @now, @actor, @number, @customerId, @subtotalCents, @subtotalCents,
      ${headerNames.map((name) => `@${name}`).join(', ')})`),
  insertLine: raw.prepare(
    `INSERT INTO invoice_line (invoice_id, ${lineColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ),
  currency: raw.prepare('SELECT currency FROM site').pluck(),
}));

export interface InvoiceWriterOptions {
  actor: string;
  mode: DuplicateMode;
  dryRun: boolean;
  /** Heading of the column with the invoice's number, for messages. */
  numberHeading: string;
}

export class InvoiceWriter {
  readonly #store: Store;
  readonly #options: InvoiceWriterOptions;

  constructor(store: Store, options: InvoiceWriterOptions) {
    this.#store = store;
    this.#options = options;
  }

  /** To be called in a transaction. */
  write(document: IncomingInvoice, outcomes: Outcomes): void {
    const existing = statements(this.#store).invoice.get(document.number) as ExistingInvoice | undefined;
    if (existing === undefined) this.#make(document, outcomes);
    else if (this.#options.mode === 'skip') settle(document, outcomes, outcome.skipped, existing.no, null);
    else if (this.#isSame(existing, document))
      settle(document, outcomes, outcome.unchanged, existing.no, null);
    else this.#refuseChange(document, outcomes);
  }

  #make(document: IncomingInvoice, outcomes: Outcomes): void {
    const { customer, insertInvoice, insertLine, currency } = statements(this.#store);
    const { header, number } = document;
    const known =
      header.customerNumber === undefined
        ? undefined
        : (customer.get(header.customerNumber) as Customer | undefined);
    const billToName = header.billToName ?? known?.legalName;
    if (billToName === undefined) {
      refuseAll(document, outcomes, {
        column: '',
        code: 'required',
        message: `Invoice ${number} names nobody to bill: give "Bill to", or import the customer ${header.customerNumber ?? ''} first.`,
        severity: 'error',
      });
      return;
    }
    if (this.#options.dryRun) {
      settle(document, outcomes, outcome.created, null, null);
      return;
    }
    const id = uuidv7();
    const values = Object.fromEntries(headerNames.map((name) => [name, header[name] ?? null]));
    const { lastInsertRowid } = insertInvoice.run({
      ...values,
      id,
      now: this.#store.clock.now(),
      actor: this.#options.actor,
      number,
      customerId: known?.id ?? null,
      subtotalCents: document.subtotalCents,
      billToName,
      billToAddress: header.billToAddress ?? (known === undefined ? null : addressOf(known)),
      dueDate: header.dueDate ?? dueDate(header.issueDate, known?.termsDays ?? null),
      currency: header.currency ?? (currency.get() as string),
    });
    document.lines.forEach((line, i) => insertLine.run(id, ...lineValues(line, i)));
    settle(document, outcomes, outcome.created, Number(lastInsertRowid), 1);
  }

  /** Whether the file says what is stored. What it does not say was filled in from elsewhere, and is no difference. */
  #isSame(existing: ExistingInvoice, { header, lines, subtotalCents }: IncomingInvoice): boolean {
    if (existing.deletedAt !== null || existing.subtotalCents !== subtotalCents) return false;
    for (const name of headerNames) {
      if (header[name] !== undefined && header[name] !== existing[name]) return false;
    }
    const stored = statements(this.#store).lines.all(existing.id) as unknown[][];
    return (
      stored.length === lines.length &&
      lines.every((line, i) => lineValues(line, i).every((value, at) => value === stored[i]?.[at]))
    );
  }

  #refuseChange(document: IncomingInvoice, outcomes: Outcomes): void {
    refuseAll(document, outcomes, {
      column: this.#options.numberHeading,
      code: 'invoice-issued',
      message: `Invoice ${document.number} was issued before and says something else; an issued invoice never changes. Issue a credit note and a new invoice, or leave this one out.`,
      severity: 'error',
    });
  }
}

type ExistingInvoice = Record<HeaderColumn, string | null> & {
  no: number;
  id: string;
  subtotalCents: number;
  deletedAt: number | null;
};

function lineValues(line: IncomingLine, i: number): (string | number)[] {
  const { code, description, quantityMilli, unitPriceE4, discountBp, amountCents } = line;
  return [i + 1, code, description, quantityMilli, unitPriceE4, discountBp, amountCents];
}

/** All rows of a document share its outcome; the document counts once. */
function settle(
  { rows }: IncomingInvoice,
  outcomes: Outcomes,
  code: Parameters<Outcomes['add']>[1],
  no: number | null,
  version: number | null,
): void {
  rows.forEach(({ line }, i) => outcomes.add(line, code, no, version, null, i === 0 ? 1 : 0));
}

function refuseAll({ rows }: IncomingInvoice, outcomes: Outcomes, issue: IssueOfRow): void {
  rows.forEach(({ line, raw }, i) => outcomes.refuse(line, [issue], raw, i === 0 ? 1 : 0));
}

function addressOf({ street, city, region, postalCode, country }: Customer): string | null {
  const place = [city, [region, postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', ');
  const lines = [street, place, country].filter((line) => line !== null && line !== '');
  return lines.length > 0 ? lines.join('\n') : null;
}

/** Issue date plus the customer's terms; dates without a time have no zone. */
function dueDate(issueDate: string | undefined, termsDays: number | null): string | null {
  if (issueDate === undefined || termsDays === null) return null;
  const date = new Date(`${issueDate}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + termsDays);
  return date.toISOString().slice(0, 10);
}
