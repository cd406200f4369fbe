/** The rows that an undo has kept, with what their records are known by. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Store } from './open.ts';
import { entityTables, type EntityTable } from './queries/tables.ts';

export interface KeptRecord {
  line: number;
  /** `import_row.undo`. */
  mark: number;
  /** Natural key; null when the record is gone. */
  key: string | null;
  /** Who has changed it last; an actor. */
  changedBy: string | null;
}

/** Rows of the import per slice: about 5 ms. */
const sliceRows = 10_000;

/** Last line first. Walks over all rows of the import, in slices. */
export async function keptRows(
  { raw }: Store,
  { no, entity }: { no: number; entity: EntityTable },
  { limit, offset }: { limit: number; offset: number },
): Promise<KeptRecord[]> {
  const { table, key } = entityTables[entity];
  const ends = raw
    .prepare<[number, number], number>(
      `SELECT line FROM import_row WHERE import_no = ? AND line < ? ORDER BY line DESC LIMIT 1 OFFSET ${sliceRows - 1}`,
    )
    .pluck();
  const kept = raw.prepare<[number, number, number], KeptRecord>(
    `SELECT r.line, r.undo AS mark, iif(r.undo = 4 AND t.deleted_at IS NULL, NULL, t.${key}) AS key,
       t.updated_by AS changedBy
     FROM import_row r LEFT JOIN ${table} t ON t.no = r.target_no
     WHERE r.import_no = ? AND r.line < ? AND r.line >= ? AND r.undo > 1 ORDER BY r.line DESC`,
  );
  const found: KeptRecord[] = [];
  for (let below = Number.MAX_SAFE_INTEGER; found.length < offset + limit; await nextTurn()) {
    const first = ends.get(no, below) ?? 0;
    found.push(...kept.all(no, below, first));
    if (first === 0) break;
    below = first;
  }
  return found.slice(offset, offset + limit);
}
