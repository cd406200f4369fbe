/**
 * The two passes over a file of invoices. A document's rows may stand anywhere in the file, and a day order shows only in the whole
 * column; so the rows are spooled first, and then come out again by number.
 */
import { ImportSpool } from '../store/import-spool.ts';
import {
  assembleDocument,
  mostLines,
  type DocumentContext,
  type InvoiceDocument,
  type SpooledLine,
} from './document.ts';
import { everyOrder, orderShown, possibleOrders } from './fields/date.ts';
import type { DateOrder } from './source.ts';
import type { RowIssue, RowReader } from './row.ts';
import type { FileRecord } from './records.ts';
import type { FlaggedRow } from './window.ts';

export interface InvoiceSink {
  document(document: InvoiceDocument): void;
  flag(row: FlaggedRow): Promise<void>;
  /** All of this number is out, and this share of the rows. */
  passed(number: string, share: number): Promise<void>;
}

const dateFields = ['issueDate', 'dueDate'] as const;
type ChosenOrders = Record<(typeof dateFields)[number], DateOrder | null>;
/** Text of one document's rows, in characters. */
const mostText = 16 * 1024 * 1024;

export class InvoicePass {
  readonly #spool: ImportSpool;
  readonly #reader: RowReader;
  readonly #context: DocumentContext;
  readonly #chosen: ChosenOrders;
  /** The orders that all values of the column so far allow. */
  readonly #possible = { issueDate: everyOrder, dueDate: everyOrder };

  /** @param chosen order of the numbers in each date; null where the whole column decides. */
  constructor(spoolPath: string, reader: RowReader, chosen: ChosenOrders) {
    this.#spool = new ImportSpool(spoolPath);
    this.#reader = reader;
    this.#chosen = chosen;
    this.#context = {
      dateOrder: { ...chosen },
      headingOf: (field) => reader.headingOf(field),
    };
  }

  /** The first pass: one row of the file. */
  take(record: FileRecord): void {
    const reader = this.#reader;
    const verdict = reader.read(record);
    if (verdict === 'blank') return;
    const raw = record.raw();
    const values: SpooledLine['values'] = {};
    // What a refused row says may stand in the wrong fields; but it belongs to its invoice, which is refused with it.
    if (verdict === 'accepted') {
      reader.fields.forEach(({ name }, i) => {
        const value = reader.values[i] ?? '';
        if (value !== '') values[name as keyof SpooledLine['values']] = value;
      });
      for (const field of dateFields) this.#noteOrder(field, values[field]);
    } else values.number = reader.textOf('number', raw);
    const { line } = record;
    const spooled: SpooledLine = { line, values, issues: reader.issues, refused: verdict === 'refused', raw };
    this.#spool.add({ group: values.number ?? '', line, payload: JSON.stringify(spooled) });
  }

  /**
   * The second pass: every document behind the one numbered `after`, or the rows of it that are refused. Rows without a number
   * come first.
   */
  async documents(after: string | null, sink: InvoiceSink): Promise<void> {
    const { size } = this.#spool;
    let rows: SpooledLine[] = [];
    let number = '';
    let text = 0;
    let tooLong = false;
    let count = 0;
    for (const { group, payload } of this.#spool.grouped(after)) {
      const row = JSON.parse(payload) as SpooledLine;
      if (group !== number) {
        await this.#assemble(rows, sink);
        await sink.passed(number, count / size);
        [rows, number, text, tooLong] = [[], group, 0, false];
      }
      count += 1;
      if (group === '') {
        // Rows without a number belong to no document: each stands for itself.
        await sink.flag({ line: row.line, issues: row.issues, raw: JSON.stringify(row.raw), records: 1 });
        continue;
      }
      rows.push(row);
      text += payload.length;
      if (tooLong || rows.length > mostLines || text > mostText) {
        await this.#refuseAsTooLong(rows, number, tooLong ? 0 : 1, sink);
        rows = [];
        tooLong = true;
      }
    }
    await this.#assemble(rows, sink);
  }

  remove(): void {
    this.#spool.remove();
  }

  async #assemble(rows: readonly SpooledLine[], sink: InvoiceSink): Promise<void> {
    if (rows.length === 0) return;
    const assembly = assembleDocument(rows, this.#context);
    for (const row of assembly.flagged) await sink.flag(row);
    if (assembly.kind === 'document') sink.document(assembly.document);
  }

  async #refuseAsTooLong(
    rows: readonly SpooledLine[],
    number: string,
    records: 0 | 1,
    sink: InvoiceSink,
  ): Promise<void> {
    const message = `Invoice ${number} has more than ${mostLines} rows or a very long text, so this is hardly an invoice number. Map another column.`;
    const issues: RowIssue[] = [{ column: '', code: 'document-too-long', message, severity: 'error' }];
    for (const [i, { line, raw }] of rows.entries()) {
      await sink.flag({ line, issues, raw: JSON.stringify(raw), records: i === 0 ? records : 0 });
    }
  }

  #noteOrder(field: (typeof dateFields)[number], cell: string | undefined): void {
    if (cell === undefined) return;
    if (this.#chosen[field] !== null) return;
    this.#possible[field] &= possibleOrders(cell);
    this.#context.dateOrder[field] = orderShown(this.#possible[field]);
  }
}
