/** Taking back rows of carriers, customers and leads. */
import type Database from 'better-sqlite3';
import { getTableColumns } from 'drizzle-orm';
import type { PartnerTableName } from './import-partner-table.ts';
import { outcome } from './import-outcome.ts';
import { isReturnedChange, markRow, type ReturnedChanges, type WrittenRow } from './import-undo-rows.ts';
import { undoMark, verdictOn, type RecordNow } from './import-undo-verdict.ts';
import { businessColumns } from './schema/columns.ts';
import { carrier, customer, lead } from './schema.ts';
import type { Store } from './open.ts';

/** What a slice of an undo has done. */
export interface UndoTally {
  removed: number;
  restored: number;
  kept: number;
}

/** Takes back rows of one import; one per kind of record. */
export interface RowUndo {
  /** The order in which the rows of a part of the file are best taken back. @param rows last line first. */
  inOrder(rows: WrittenRow[]): WrittenRow[];
  /**
   * To be called in a transaction; marks each row.
   * @param rows not marked yet, in order. @param repeated lines whose record an earlier row was about.
   */
  undo(rows: readonly WrittenRow[], repeated: ReadonlySet<number>, tally: UndoTally): void;
  /** A row that an earlier run has marked. */
  met(row: WrittenRow, repeated: ReadonlySet<number>): void;
}

const tables = { carrier, customer, lead } as const;
const keys = { carrier: 'usdot', customer: 'number', lead: 'matchKey' } as const;

/** What an import can change: all columns but the key and those that the store keeps itself. */
function restorable(entity: PartnerTableName): [property: string, column: string][] {
  const own = new Set<string>([...Object.keys(businessColumns()), keys[entity]]);
  const all = Object.entries(getTableColumns(tables[entity])) as [string, { name: string }][];
  const columns = all.filter(([property]) => !own.has(property));
  return [...columns.map(([property, { name }]): [string, string] => [property, name]), deletedAt];
}

const deletedAt: [string, string] = ['deletedAt', 'deleted_at'];

type Stored = RecordNow & Record<string, unknown>;

export class PartnerUndo implements RowUndo {
  readonly #store: Store;
  readonly #importNo: number;
  readonly #owner: string;
  readonly #actor: string;
  readonly #returned: ReturnedChanges;
  readonly #columns: [property: string, column: string][];
  readonly #statements: ReturnType<typeof statementsFor>;

  /** @param actor writes as this. @param returned of other imports, and of rows of this one that have been taken back. */
  constructor(
    store: Store,
    entity: PartnerTableName,
    importNo: number,
    actor: string,
    returned: ReturnedChanges,
  ) {
    this.#store = store;
    this.#importNo = importNo;
    this.#owner = `import:${importNo}`;
    this.#actor = actor;
    this.#returned = returned;
    this.#columns = restorable(entity);
    this.#statements = statementsFor(store.raw, entity, this.#columns);
  }

  /**
   * What was changed after it was created is restored first. What was created goes in the order in which it was made: an import
   * writes sorted by key, so that the records of a batch lie together in the table and in its key's index.
   */
  inOrder(rows: WrittenRow[]): WrittenRow[] {
    const { updated = [], created = [] } = Object.groupBy(rows, (row) =>
      row.outcome === outcome.created ? 'created' : 'updated',
    );
    return [...updated, ...created.toSorted((a, b) => a.targetNo - b.targetNo)];
  }

  met(row: WrittenRow, repeated: ReadonlySet<number>): void {
    if (isReturnedChange(row) && repeated.has(row.line)) this.#returned.add(row);
  }

  undo(rows: readonly WrittenRow[], repeated: ReadonlySet<number>, tally: UndoTally): void {
    for (const row of rows) {
      if (row.outcome !== outcome.updated || !this.#one(row, tally)) continue;
      if (repeated.has(row.line)) this.#returned.add(row);
    }
    const created = rows.filter((row) => row.outcome === outcome.created);
    if (created.length === 0) return;
    const lines = JSON.stringify(created.map(({ line }) => line));
    const removed = this.#removeTogether(lines);
    tally.removed += removed;
    if (removed === created.length) return;
    const open = new Set(this.#statements.open.all(this.#importNo, lines));
    for (const row of created) if (open.has(row.line)) this.#one(row, tally);
  }

  /** Those that are as they were created, in two statements. */
  #removeTogether(lines: string): number {
    const which = { importNo: this.#importNo, owner: this.#owner, lines };
    const { markCreated, removeCreated } = this.#statements;
    const { changes } = markCreated.run(which);
    if (changes > 0) removeCreated.run(which);
    return changes;
  }

  /** @returns whether it was taken back. */
  #one(row: WrittenRow, tally: UndoTally): boolean {
    const { get, remove, update } = this.#statements;
    const { targetNo, targetVersion } = row;
    const now = get.get(targetNo);
    const created = row.outcome === outcome.created;
    const returned = this.#returned.after(targetNo, targetVersion);
    const verdict = verdictOn({ created, version: targetVersion }, recordNow(now), this.#owner, returned);
    if (verdict.act === 'keep') {
      tally.kept += 1;
      markRow(this.#store, this.#importNo, row.line, verdict.because);
      return false;
    }
    if (verdict.act === 'remove') remove.run(targetNo);
    else {
      const at = this.#store.clock.now();
      const former = created
        ? { deletedAt: at }
        : (JSON.parse(row.before ?? '{}') as Record<string, unknown>);
      const values = this.#columns.map(([property]) => (property in former ? former : now)?.[property]);
      update.run([at, this.#actor, ...values, targetNo]);
    }
    tally[created ? 'removed' : 'restored'] += 1;
    markRow(this.#store, this.#importNo, row.line, undoMark.takenBack);
    return true;
  }
}

function recordNow(row: (Omit<Stored, 'invoiced' | 'printed'> & { invoiced: number }) | undefined) {
  return row === undefined
    ? undefined
    : ({ ...row, invoiced: row.invoiced === 1, printed: false } as RecordNow);
}

function statementsFor(raw: Database.Database, entity: PartnerTableName, columns: [string, string][]) {
  const invoiced =
    entity === 'customer'
      ? `(EXISTS (SELECT 1 FROM invoice WHERE invoice.customer_id = t.id)
          OR EXISTS (SELECT 1 FROM payment WHERE payment.customer_id = t.id)
          OR EXISTS (SELECT 1 FROM remit_to WHERE remit_to.customer_id = t.id))`
      : '0';
  const written = 'import_no = @importNo AND line IN (SELECT value FROM json_each(@lines)) AND outcome = 1';
  return {
    get: raw.prepare<[number], Omit<Stored, 'invoiced' | 'printed'> & { invoiced: number }>(
      `SELECT version, base_version AS baseVersion, created_by AS createdBy, ${invoiced} AS invoiced,
         ${columns.map(([property, column]) => `"${column}" AS "${property}"`).join(', ')}
       FROM ${entity} t WHERE no = ?`,
    ),
    update: raw.prepare(
      `UPDATE ${entity} SET version = version + 1, updated_at = ?, updated_by = ?,
         ${columns.map(([, column]) => `"${column}" = ?`).join(', ')}
       WHERE no = ?`,
    ),
    remove: raw.prepare<[number]>(`DELETE FROM ${entity} WHERE no = ?`),
    markCreated: raw.prepare(
      `UPDATE import_row SET undo = ${undoMark.takenBack} WHERE ${written} AND undo IS NULL AND EXISTS (
         SELECT 1 FROM ${entity} t WHERE t.no = import_row.target_no AND t.version = import_row.target_version
           AND t.created_by = @owner AND t.base_version IS NULL AND NOT ${invoiced})`,
    ),
    // A row may have been marked before by another run: a record with the number of its own is somebody else's then.
    removeCreated: raw.prepare(
      `DELETE FROM ${entity} WHERE created_by = @owner AND no IN (
         SELECT target_no FROM import_row WHERE ${written} AND undo = ${undoMark.takenBack})`,
    ),
    open: raw
      .prepare<[number, string], number>(
        `SELECT line FROM import_row WHERE import_no = ? AND line IN (SELECT value FROM json_each(?)) AND undo IS NULL`,
      )
      .pluck(),
  };
}
