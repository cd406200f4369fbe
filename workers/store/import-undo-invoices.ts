/** Taking back imported invoices: whole documents, each of several rows of the file. */
import type { RowUndo, UndoTally } from './import-undo-partners.ts';
import { markRow, type WrittenRow } from './import-undo-rows.ts';
import { undoMark, verdictOn, type RecordNow } from './import-undo-verdict.ts';
import { prepared } from './prepared.ts';
import type { Store } from './open.ts';

const statements = prepared((raw) => ({
  get: raw.prepare<[number], Omit<RecordNow, 'printed' | 'invoiced'> & { id: string; printed: number }>(
    `SELECT id, version, base_version AS baseVersion, created_by AS createdBy, deleted_at AS deletedAt,
       (pdf_sha256 IS NOT NULL OR pdf_at IS NOT NULL OR EXISTS (SELECT 1 FROM effect WHERE key = 'pdf:' || invoice.id)
         OR EXISTS (SELECT 1 FROM number_register WHERE document_id = invoice.id)) AS printed
     FROM invoice WHERE no = ?`,
  ),
  removeLines: raw.prepare<[string]>('DELETE FROM invoice_line WHERE invoice_id = ?'),
  remove: raw.prepare<[number]>('DELETE FROM invoice WHERE no = ?'),
  markDeleted: raw.prepare<[number, number, string, number]>(
    'UPDATE invoice SET version = version + 1, deleted_at = ?, updated_at = ?, updated_by = ? WHERE no = ?',
  ),
}));

export class InvoiceUndo implements RowUndo {
  readonly #store: Store;
  readonly #importNo: number;
  readonly #actor: string;
  /** Of the invoices that are settled, whether they were taken back. */
  readonly #settled = new Map<number, boolean>();

  constructor(store: Store, importNo: number, actor: string) {
    this.#store = store;
    this.#importNo = importNo;
    this.#actor = actor;
  }

  /** As they stand in the file: the last row of an invoice decides for all of them. */
  inOrder(rows: WrittenRow[]): WrittenRow[] {
    return rows;
  }

  met({ targetNo, undo }: WrittenRow): void {
    this.#settled.set(targetNo, undo === undoMark.takenBack);
  }

  undo(rows: readonly WrittenRow[], _repeated: ReadonlySet<number>, tally: UndoTally): void {
    for (const row of rows) {
      const gone = this.#settled.get(row.targetNo);
      const another = gone === true ? undoMark.takenBack : undoMark.withAnother;
      const mark = gone === undefined ? this.#document(row, tally) : another;
      markRow(this.#store, this.#importNo, row.line, mark);
      this.#settled.set(row.targetNo, mark === undoMark.takenBack);
    }
  }

  #document({ targetNo, targetVersion }: WrittenRow, tally: UndoTally) {
    const { get, remove, removeLines, markDeleted } = statements(this.#store);
    const found = get.get(targetNo);
    const now = found === undefined ? undefined : { ...found, invoiced: false, printed: found.printed === 1 };
    const verdict = verdictOn({ created: true, version: targetVersion }, now, `import:${this.#importNo}`, 0);
    if (verdict.act === 'keep' || found === undefined) {
      tally.kept += 1;
      return verdict.act === 'keep' ? verdict.because : undoMark.gone;
    }
    if (verdict.act === 'mark-deleted') {
      const at = this.#store.clock.now();
      markDeleted.run(at, at, this.#actor, targetNo);
    } else {
      removeLines.run(found.id);
      remove.run(targetNo);
    }
    tally.removed += 1;
    return undoMark.takenBack;
  }
}
