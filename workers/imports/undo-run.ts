/** The run of an undo: rows from the last to the first, in slices short enough that no other writer waits long. */
import type { Entity } from '../api/wire.ts';
import { advanceUndo, settledByUndo } from '../store/import-undo.ts';
import { InvoiceUndo } from '../store/import-undo-invoices.ts';
import { PartnerUndo, type RowUndo, type UndoTally } from '../store/import-undo-partners.ts';
import {
  hasWritten,
  repeatedLines,
  returnedByOthers,
  rowsBelow,
  type WrittenRow,
} from '../store/import-undo-rows.ts';
import { letOthersWrite } from '../store/turns.ts';
import type { Store } from '../store/open.ts';

export interface UndoContext {
  store: Store;
  importNo: number;
  importId: string;
  entity: Entity;
  /** Writes as this: `undo:<no of the import>`. */
  actor: string;
  /** Rows of the file. */
  rows: number;
  signal: AbortSignal;
  /** After each slice. @param done share of the rows, 0 to 1. */
  written: (done: number, tally: UndoTally) => void;
}

/** How long a slice takes rows, in ms; the commit comes on top. */
const sliceMs = 20;
/** Rows between two looks at the clock. */
const rowsTogether = 500;
/** Rows that are put into the order in which they are taken back: as many as an import sorts together. */
const partRows = 50_000;

/** What one run knows; begun anew when another run turns out to be at the same undo. */
interface Pass {
  undo: RowUndo;
  /** Rows from this line on are settled, or in `open`. */
  line: number;
  looked: number;
  /** Records settled, as far as this pass knows. */
  known: number;
  /** The part of the file that is being taken back: its rows in order, and how many of them are settled. */
  open: WrittenRow[];
  settled: number;
  repeated: ReadonlySet<number>;
  /** There are no rows before this part. */
  isLast: boolean;
}

/** @throws the signal's reason between two slices; what is taken back stays so. */
export async function undoRows(context: UndoContext): Promise<UndoTally> {
  const { store, importNo, signal, rows, written } = context;
  const total: UndoTally = { removed: 0, restored: 0, kept: 0 };
  let pass = await begin(context);
  for (let ended = false; !ended;) {
    signal.throwIfAborted();
    if (pass.settled === pass.open.length && !pass.isLast) nextPart(context, pass);
    await letOthersWrite(store);
    const slice = oneSlice(context, pass);
    if (slice === 'another-run') {
      pass = await begin(context);
      continue;
    }
    for (const key of ['removed', 'restored', 'kept'] as const) total[key] += slice.tally[key];
    ended = slice.ended;
    const looked = pass.looked - (pass.open.length - pass.settled);
    written(ended ? 1 : Math.max(0, Math.min(1, looked / Math.max(1, rows))), total);
    // Locks are renewed, messages taken and other jobs served in between.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return total;

  async function begin({ entity, actor }: UndoContext): Promise<Pass> {
    const known = settledByUndo(store, importNo);
    const undo =
      entity === 'invoice'
        ? new InvoiceUndo(store, importNo, actor)
        : new PartnerUndo(store, entity, importNo, actor, await returnedByOthers(store, importNo));
    return {
      undo,
      line: Number.MAX_SAFE_INTEGER,
      looked: 0,
      known,
      open: [],
      settled: 0,
      repeated: new Set(),
      isLast: false,
    };
  }
}

/** Reads the part of the file before the last one. Nobody changes these rows but a run of the same undo, which is noticed. */
function nextPart({ store, importNo }: UndoContext, pass: Pass): void {
  const rows = rowsBelow(store, importNo, pass.line, partRows);
  pass.isLast = rows.length < partRows;
  pass.line = rows.at(-1)?.line ?? pass.line;
  pass.looked += rows.length;
  const written = rows.filter((row) => hasWritten(row));
  const [last, first] = [written[0], written.at(-1)];
  pass.repeated =
    first === undefined || last === undefined
      ? new Set()
      : repeatedLines(store, importNo, first.line, last.line);
  for (const row of written) if (row.undo !== null) pass.undo.met(row, pass.repeated);
  pass.open = pass.undo.inOrder(written.filter((row) => row.undo === null));
  pass.settled = 0;
}

type Slice = { ended: boolean; tally: UndoTally } | 'another-run';

/** One transaction. */
function oneSlice(context: UndoContext, pass: Pass): Slice {
  const { store, importNo, importId, entity, actor } = context;
  return store.write(
    actor,
    (tx) => {
      if (settledByUndo(store, importNo) !== pass.known) return 'another-run';
      const tally: UndoTally = { removed: 0, restored: 0, kept: 0 };
      const until = performance.now() + sliceMs;
      while (pass.settled < pass.open.length && performance.now() < until) {
        const rows = pass.open.slice(pass.settled, pass.settled + rowsTogether);
        pass.undo.undo(rows, pass.repeated, tally);
        pass.settled += rows.length;
      }
      const { removed, restored, kept } = tally;
      pass.known += removed + restored + kept;
      if (removed + restored + kept > 0) advanceUndo(store, importNo, tally);
      if (removed + restored > 0) tx.audit('import', importId, 'undo-batch', { entity, removed, restored });
      return { ended: pass.isLast && pass.settled === pass.open.length, tally };
    },
    'normal',
  );
}
