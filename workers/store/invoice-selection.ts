/** Which invoices are meant: selections become ranges of `invoice.no`, and ranges become invoices again. */
import { prepared } from './prepared.ts';
import type { Store } from './open.ts';

/** From and to, both included. */
export type InvoiceRange = [from: number, to: number];

export interface SelectedInvoice {
  no: number;
  id: string;
  number: string;
}

const statements = prepared((raw) => ({
  all: raw
    .prepare<[], number>("SELECT no FROM invoice WHERE deleted_at IS NULL AND status <> 'draft' ORDER BY no")
    .pluck(),
  byId: raw.prepare<[string], { no: number; key: string }>(
    `SELECT no, id AS key FROM invoice
     WHERE deleted_at IS NULL AND id IN (SELECT value FROM json_each(?)) ORDER BY no`,
  ),
  byNumber: raw.prepare<[string], { no: number; key: string }>(
    `SELECT no, number AS key FROM invoice
     WHERE deleted_at IS NULL AND number IN (SELECT value FROM json_each(?)) ORDER BY no`,
  ),
  some: raw.prepare<[number, number, number], SelectedInvoice>(
    'SELECT no, id, number FROM invoice WHERE no BETWEEN ? AND ? ORDER BY no LIMIT ?',
  ),
}));

/** Every invoice that is not deleted and no draft, in the order of entry: a draft is for nobody unless it is asked for by name. */
export function allInvoiceNos(store: Store): number[] {
  return statements(store).all.all();
}

/** The invoices with these ids or printed numbers, and which of the keys name none. */
export function invoiceNosBy(
  store: Store,
  column: 'id' | 'number',
  keys: readonly string[],
): { nos: number[]; unknown: string[] } {
  const wanted = new Set(keys);
  const statement = column === 'id' ? statements(store).byId : statements(store).byNumber;
  const nos = statement.all(JSON.stringify([...wanted])).map(({ no, key }) => {
    wanted.delete(key);
    return no;
  });
  return { nos, unknown: [...wanted] };
}

const perQuery = 500;

/** The invoices of a range, deleted ones too, a few hundred read at a time: the caller may take hours between two. */
export function invoicesIn(store: Store, range: InvoiceRange): Generator<SelectedInvoice> {
  return inPieces(range, (from, to, limit) => statements(store).some.all(from, to, limit));
}

/**
 * The rows of a range, in the order of their `no`, a few hundred read at a time.
 * @param read those between two numbers, both included, and no more than a limit.
 */
export function* inPieces<Row extends { no: number }>(
  [from, to]: InvoiceRange,
  read: (from: number, to: number, limit: number) => Row[],
): Generator<Row> {
  for (let next = from; next <= to;) {
    const some = read(next, to, perQuery);
    yield* some;
    const last = some.at(-1);
    if (last === undefined) return;
    next = last.no + 1;
  }
}
