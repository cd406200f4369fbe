/** From the rows of one invoice to the document: header, lines, amounts; all of it or nothing. */
import { lineAmounts } from '../invoices/amounts.ts';
import { readDate, settleDate, type ColumnOrder } from './fields/date.ts';
import { documentFields, type DocumentField, type LineField } from './entities/invoice.ts';
import type { RowIssue } from './row.ts';
import type { FlaggedRow } from './window.ts';

/** One row of the file as it was spooled. */
export interface SpooledLine {
  line: number;
  /** Stored text by field; left out where nothing was read. */
  values: Partial<Record<DocumentField | LineField, string>>;
  issues: RowIssue[];
  refused: boolean;
  raw: string[];
}

export interface DocumentLine {
  code: string;
  description: string;
  quantityMilli: number;
  unitPriceE4: number;
  discountBp: number;
  amountCents: number;
}

export interface InvoiceDocument {
  number: string;
  /** Header fields that the file gives; the rest is left out. */
  header: Partial<Record<Exclude<DocumentField, 'number' | 'freight'>, string>>;
  lines: DocumentLine[];
  subtotalCents: number;
  /** Of each row of the file: its line and, as a JSON array, its cells. */
  rows: { line: number; raw: string }[];
}

export interface DocumentContext {
  /** The order of the numbers of each date field: as chosen, else as the column shows. */
  dateOrder: Record<'issueDate' | 'dueDate', ColumnOrder>;
  /** Heading of a field, for messages. */
  headingOf(field: string): string;
}

export type Assembly =
  | { kind: 'document'; document: InvoiceDocument; flagged: FlaggedRow[] }
  | { kind: 'refused'; flagged: FlaggedRow[] };

/** More lines than any invoice has: the number is then no invoice number, and memory has to stay bounded. */
export const mostLines = 5000;

/** @param rows of one number, in the file's order. */
export function assembleDocument(rows: readonly SpooledLine[], context: DocumentContext): Assembly {
  const issues = rows.map((row) => [...row.issues]);
  const refuse = (row: number, column: string, code: string, message: string) =>
    issues[row]?.push({ column, code, message, severity: 'error' });
  const header = joinHeader(rows, context, refuse);
  settleDates(header, rows, context, issues);
  const lines = pricedLines(rows, header);
  const { amounts, subtotalCents } = lineAmounts(lines);
  if (subtotalCents < 0) {
    refuse(
      0,
      '',
      'total-negative',
      `Invoice ${header.number ?? ''} comes to less than nothing. What is owed to the customer is a credit note, not an invoice.`,
    );
  }
  if (!Number.isSafeInteger(subtotalCents))
    refuse(
      0,
      '',
      'number-too-large',
      `Invoice ${header.number ?? ''} comes to more than can be stored. Check its amounts.`,
    );
  const bad = issues.findIndex((list) => list.some(({ severity }) => severity === 'error'));
  if (bad !== -1) return { kind: 'refused', flagged: refusedRows(rows, issues, bad) };
  const { number = '', freight: _freight, ...given } = header;
  return {
    kind: 'document',
    document: {
      number,
      header: given,
      lines: lines.map((line, i) => ({ ...line, amountCents: amounts[i] ?? 0 })),
      subtotalCents,
      rows: rows.map(({ line, raw }) => ({ line, raw: JSON.stringify(raw) })),
    },
    flagged: rows.flatMap(({ line }, i) => {
      const list = issues[i] ?? [];
      return list.length > 0 ? [{ line, issues: list, raw: null, records: 0 as const }] : [];
    }),
  };
}

/** All rows of a refused document stand in the report, so that the corrected report can be imported as a whole. */
export function refusedRows(
  rows: readonly SpooledLine[],
  issues: readonly RowIssue[][],
  bad: number,
): FlaggedRow[] {
  const number = rows.find(({ values }) => values.number !== undefined)?.values.number ?? '';
  return rows.map(({ line, raw }, i) => {
    const own = issues[i] ?? [];
    const list = own.some(({ severity }) => severity === 'error')
      ? own
      : [...own, documentRefused(number, rows[bad]?.line ?? line)];
    return { line, issues: list, raw: JSON.stringify(raw), records: i === 0 ? 1 : 0 };
  });
}

export function documentRefused(number: string, line: number): RowIssue {
  return {
    column: '',
    code: 'document-refused',
    message: `This row is sound, but invoice ${number} as a whole was refused: see line ${line}. Correct that one and import the invoice again with all its rows.`,
    severity: 'error',
  };
}

type Header = Partial<Record<DocumentField, string>>;

/** What the document has once: the first row that gives it decides, and no other may say otherwise. */
function joinHeader(
  rows: readonly SpooledLine[],
  context: DocumentContext,
  refuse: (row: number, column: string, code: string, message: string) => void,
): Header {
  const header: Header = {};
  for (const { name, label } of documentFields) {
    let first = -1;
    rows.forEach(({ values, line }, i) => {
      const value = values[name];
      if (value === undefined || value === '') return;
      if (first === -1) {
        first = i;
        header[name] = value;
      } else if (value !== header[name]) {
        const message = `${label} differs from line ${rows[first]?.line ?? line} of the same invoice. All its rows must agree.`;
        refuse(i, context.headingOf(name), 'document-contradictory', message);
      }
    });
  }
  return header;
}

function settleDates(
  header: Header,
  rows: readonly SpooledLine[],
  context: DocumentContext,
  issues: RowIssue[][],
): void {
  for (const field of ['issueDate', 'dueDate'] as const) {
    const written = header[field];
    if (written === undefined) continue;
    const at = Math.max(
      0,
      rows.findIndex(({ values }) => values[field] === written),
    );
    const column = context.headingOf(field);
    const reading = readDate(written);
    const order = context.dateOrder[field];
    if (reading.kind === 'ambiguous' && order === 'contradictory') {
      const message = `"${written}" can be read two ways, and this column has dates written both ways. Write dates as 2026-03-15.`;
      issues[at]?.push({ column, code: 'date-ambiguous', message, severity: 'error' });
      continue;
    }
    const iso = settleDate(written, order === 'contradictory' ? null : order);
    if (iso === null) delete header[field];
    else header[field] = iso;
    if (reading.kind === 'ambiguous' && order === null) {
      const message = `"${written}" was read with the month first, as ${iso ?? ''}: nothing in this column shows the order. Check it.`;
      issues[at]?.push({ column, code: 'date-order-assumed', message, severity: 'warning' });
    }
  }
}

function pricedLines(rows: readonly SpooledLine[], header: Header): Omit<DocumentLine, 'amountCents'>[] {
  const lines = rows
    .filter(({ refused }) => !refused)
    .map(({ values }) => ({
      code: values.lineCode === undefined || values.lineCode === '' ? 'goods' : values.lineCode,
      description: values.description ?? '',
      quantityMilli: values.quantity === undefined ? 1000 : Number(values.quantity),
      unitPriceE4: Number(values.unitPrice ?? 0),
      discountBp: Number(values.discount ?? 0),
    }));
  const freight = Number(header.freight ?? 0);
  if (freight !== 0) {
    lines.push({
      code: 'freight',
      description: 'Freight',
      quantityMilli: 1000,
      unitPriceE4: freight,
      discountBp: 0,
    });
  }
  return lines;
}
