/** What may be asked of invoices, as conditions on their rows, and how the rows that meet them are found. */
import type { Store } from '../open.ts';
import type { PdfState } from './invoices.ts';

export interface InvoiceConditions {
  pdf: PdfState;
  standing: Standing | null;
  customer: { id: string; number: string } | null;
  /** Of the issue date, `YYYY-MM-DD`, both included; null where it does not matter. */
  from: string | null;
  to: string | null;
  /** Of the due date, `YYYY-MM-DD`, both included. */
  dueFrom: string | null;
  dueTo: string | null;
  /** How the printed number begins. */
  numberPrefix: string | null;
  /** In the warehouse's zone. */
  today: string;
}

export type Standing =
  'draft' | 'open' | 'issued' | 'sent' | 'partly-paid' | 'overdue' | 'paid' | 'void' | 'credit-note';

const isOpen = `kind = 'invoice' AND status IN ('issued', 'sent')`;

const standings: Record<Standing, string> = {
  draft: `status = 'draft'`,
  open: isOpen,
  issued: `kind = 'invoice' AND status = 'issued' AND settled_cents = 0`,
  sent: `kind = 'invoice' AND status = 'sent' AND settled_cents = 0`,
  'partly-paid': `${isOpen} AND settled_cents <> 0`,
  overdue: `${isOpen} AND due_date < @today`,
  paid: `kind = 'invoice' AND status = 'paid'`,
  void: `status = 'void'`,
  'credit-note': `kind = 'credit-note'`,
};

const pdfStates: Record<PdfState, string> = {
  any: '1',
  made: 'pdf_sha256 IS NOT NULL',
  missing: 'pdf_sha256 IS NULL',
};

/** In which statuses an invoice of a standing may be. */
const statusesOf: Record<Standing, readonly string[]> = {
  draft: ['draft'],
  open: ['issued', 'sent'],
  issued: ['issued'],
  sent: ['sent'],
  'partly-paid': ['issued', 'sent'],
  overdue: ['issued', 'sent'],
  paid: ['paid'],
  void: ['void'],
  'credit-note': ['issued', 'void'],
};

/** A customer's number was imported with the invoice where its customer was not known yet. */
const ofCustomer = `(customer_id = @customerId OR customer_id IS NULL AND customer_number = @customerNumber)`;

function conditionsOf(conditions: InvoiceConditions): string {
  const { pdf, standing, customer, from, to, dueFrom, dueTo, numberPrefix } = conditions;
  return [
    'deleted_at IS NULL',
    pdfStates[pdf],
    standing === null ? '1' : standings[standing],
    customer === null ? '1' : ofCustomer,
    from === null ? '1' : 'issue_date >= @from',
    to === null ? '1' : 'issue_date <= @to',
    dueFrom === null ? '1' : 'due_date >= @dueFrom',
    dueTo === null ? '1' : 'due_date <= @dueTo',
    numberPrefix === null ? '1' : 'number >= @numberPrefix AND number < @numberEnd',
  ].join(' AND ');
}

function valuesOf({ customer, numberPrefix, from, to, dueFrom, dueTo, today }: InvoiceConditions) {
  return {
    customerId: customer?.id ?? null,
    customerNumber: customer?.number ?? null,
    numberPrefix,
    numberEnd: numberPrefix === null ? null : endOf(numberPrefix),
    from,
    to,
    dueFrom,
    dueTo,
    today,
  };
}

/** Behind everything that begins so: no character comes after this one. */
const endOf = (prefix: string) => `${prefix}\u{10FFFF}`;

/** Which of these invoices exist and meet the conditions, in no order. @param numbers a few thousand. */
export function keepInvoices(
  { raw }: Store,
  conditions: InvoiceConditions,
  numbers: readonly number[],
): number[] {
  return raw
    .prepare<unknown[], number>(
      `SELECT no FROM invoice WHERE no IN (SELECT value FROM json_each(@numbers)) AND ${conditionsOf(conditions)}`,
    )
    .pluck()
    .all({ ...valuesOf(conditions), numbers: JSON.stringify(numbers) });
}

/** More with one beginning are as good as all. */
const fewNumbers = 10_000;

/** Numbers among which all are that meet the conditions, from an index alone; null where no index knows of few. */
export function fewCandidates(
  { raw }: Store,
  { standing, customer, numberPrefix }: InvoiceConditions,
): number[] | null {
  const byNumber = (from: string, below: string, limited = '') =>
    raw
      .prepare<[string, string], number>(
        `SELECT no FROM invoice INDEXED BY invoice_number_unique WHERE number >= ? AND number < ? ${limited}`,
      )
      .pluck()
      .all(from, below);
  if (standing === 'draft') return byNumber('draft:', 'draft;');
  if (standing === 'credit-note') return byNumber('CN-', 'CN.');
  if (numberPrefix !== null) {
    const found = byNumber(numberPrefix, endOf(numberPrefix), `LIMIT ${fewNumbers + 1}`);
    if (found.length <= fewNumbers) return found;
  }
  if (customer === null) return null;
  return raw
    .prepare<[string, string], number>(
      `SELECT no FROM invoice INDEXED BY invoice_customer WHERE customer_id = ?
       UNION ALL SELECT no FROM invoice INDEXED BY invoice_customer WHERE customer_id IS NULL AND customer_number = ?`,
    )
    .pluck()
    .all(customer.id, customer.number);
}

export interface WalkPlace {
  issueDate: string;
  no: number;
}

/**
 * The next invoices in the order of the list, latest issue date first, and among them those that meet the conditions. Of a standing only
 * its own are looked at: each status stands in that order in the index, and two are merged.
 * @param after null for the first. @param rows how many are looked at.
 * @returns `after` is null when there are no more.
 */
export function walkInvoices(
  { raw }: Store,
  conditions: InvoiceConditions,
  after: WalkPlace | null,
  rows: number,
): { numbers: number[]; after: WalkPlace | null } {
  const { from, to, standing } = conditions;
  const range = [
    after === null ? '1' : '(issue_date, no) < (@afterDate, @afterNo)',
    from === null ? '1' : 'issue_date >= @from',
    to === null || after !== null ? '1' : 'issue_date <= @to',
  ];
  const walk = (index: string, of: string) =>
    `SELECT no, issue_date, ${conditionsOf(conditions)} AS meets FROM invoice INDEXED BY ${index}
     WHERE ${[of, ...range].join(' AND ')} ORDER BY issue_date DESC, no DESC LIMIT @rows`;
  const walks =
    standing === null
      ? [walk('invoice_issue_date', '1')]
      : statusesOf[standing].map((status) => walk('invoice_status', `status = '${status}'`));
  const [only = '', ...others] = walks;
  const merged = `SELECT * FROM (${walks.map((each) => `SELECT * FROM (${each})`).join(' UNION ALL ')})
     ORDER BY issue_date DESC, no DESC LIMIT @rows`;
  const looked = raw
    .prepare(others.length === 0 ? only : merged)
    .raw()
    .all({
      ...valuesOf(conditions),
      afterDate: after?.issueDate ?? null,
      afterNo: after?.no ?? null,
      rows,
    }) as [no: number, issueDate: string, meets: 0 | 1][];
  const last = looked.at(-1);
  return {
    numbers: looked.flatMap(([no, , meets]) => (meets === 1 ? [no] : [])),
    after: last === undefined || looked.length < rows ? null : { no: last[0], issueDate: last[1] },
  };
}

export interface InvoiceSum {
  currency: string;
  invoices: number;
  totalCents: number;
  openCents: number;
}

/** By currency; what credit notes give back is taken off, what is void and what is a draft is counted and adds nothing to what is open. */
export function sumInvoices({ raw }: Store, numbers: readonly number[]): InvoiceSum[] {
  return raw
    .prepare<[string], InvoiceSum>(
      `SELECT currency, count(*) AS invoices,
         sum(CASE WHEN kind = 'credit-note' THEN -total_cents ELSE total_cents END) AS totalCents,
         sum(CASE WHEN ${isOpen} THEN total_cents - settled_cents ELSE 0 END) AS openCents
       FROM invoice WHERE no IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL GROUP BY currency`,
    )
    .all(JSON.stringify(numbers));
}
