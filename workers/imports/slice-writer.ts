/** The writing side of an import: takes windows, and writes them in slices short enough that nobody else waits long. */
import type { Entity } from '../api/wire.ts';
import { advanceImport, settledSoFar } from '../store/import-record.ts';
import { hasUndo } from '../store/import-undo.ts';
import { partnerCalled } from '../store/import-lookalikes.ts';
import { isSettled, outcome, Outcomes } from '../store/import-outcome.ts';
import { letOthersWrite } from '../store/turns.ts';
import type { Store } from '../store/open.ts';
import type { Transaction } from '../store/write.ts';
import { knownIssue } from './lookalikes/words.ts';
import type { RowIssue } from './row.ts';
import { valueSeparator, type FlaggedRow, type Window } from './window.ts';

/** Writes the records of a piece; one per entity and kind of run. */
export interface PieceWriter {
  /** Values per record. */
  readonly stride: number;
  write(values: string[], lines: Uint32Array | number[], count: number, outcomes: Outcomes): void;
  /** Around the transaction of a slice. */
  begin?(): void;
  commit?(): void;
}

export interface SliceContext {
  store: Store;
  importNo: number;
  importId: string;
  entity: Entity;
  /** `import:<no>`. */
  actor: string;
  fileBytes: number;
  writer: PieceWriter;
  signal: AbortSignal;
  /** After each slice. @param done share of the work, 0 to 1. @param rows of the file since this run began. */
  written(done: number, rows: number): void;
}

/** What is to be said of a row that is about a known company. */
function issueOfKnown(store: Store, { hit, skipped }: NonNullable<FlaggedRow['known']>): RowIssue {
  const called = partnerCalled(store, hit.table, hit.no) ?? { key: '', name: '' };
  return knownIssue(hit.table, called, hit.kind, skipped);
}

/** Somebody wants the import undone: what is written now would stay behind. */
export class UndoHasBegun extends Error {}

/** How long a slice takes rows, in ms; putting down their outcomes and the commit come to about half as much again. */
const sliceMs = 30;
/** Flagged rows written between two looks at the clock. */
const flaggedTogether = 200;

/** What of a window is still to be written. */
interface Cursor {
  flagged: number;
  piece: number;
  /** Index of the piece's first record in `lines`. */
  record: number;
  /** Byte at which the piece starts. */
  from: number;
}

/**
 * Writes windows one after the other. An import that goes on after a crash meets rows again that are settled already; they are
 * passed over, by their own outcome and not by a count, until a window comes in which there are none.
 */
export class SliceWriter {
  readonly #context: SliceContext;
  readonly #outcomes: Outcomes;
  #mayBeSettled: boolean;
  #doneBefore: number;
  #rows = 0;
  /** Rows and warnings of the import, as far as this run knows. */
  #known: number;

  /** @param known what `settledSoFar` said before: an earlier run may have written part of what comes. */
  constructor(context: SliceContext, known: number, doneBefore: number) {
    this.#known = known;
    this.#context = context;
    this.#outcomes = new Outcomes(context.store, context.importNo);
    this.#mayBeSettled = known > 0;
    this.#doneBefore = doneBefore;
  }

  /** @throws the signal's reason between two slices, or UndoHasBegun; what is written stays. */
  async write(window: Window): Promise<void> {
    const { signal, store } = this.#context;
    const cursor: Cursor = { flagged: 0, piece: 0, record: 0, from: 0 };
    const units = Math.max(1, window.flagged.length + window.lines.length);
    let settled = 0;
    for (let complete = false; !complete;) {
      signal.throwIfAborted();
      await letOthersWrite(store);
      settled += this.#slice(window, cursor);
      complete = isComplete(window, cursor);
      const share = (cursor.flagged + cursor.record) / units;
      this.#context.written(complete ? window.done : this.#doneAt(window, share), this.#rows);
      // Locks are renewed, messages taken and other jobs served in between.
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.#doneBefore = window.done;
    if (settled === 0) this.#mayBeSettled = false;
  }

  /** One transaction. @returns how many rows of it were settled before. */
  #slice(window: Window, cursor: Cursor): number {
    const { store, actor, importNo, writer } = this.#context;
    const next = { ...cursor };
    let rows = 0;
    let added = 0;
    writer.begin?.();
    const settled = store.write(
      actor,
      (tx) => {
        if (hasUndo(store, importNo)) throw new UndoHasBegun('The import is being undone.');
        // Another run is at it although none should be: its rows are settled like those of an earlier one.
        if (settledSoFar(store, importNo) !== this.#known) this.#mayBeSettled = true;
        const until = performance.now() + sliceMs;
        const outcomes = this.#outcomes;
        outcomes.clear();
        let passed = 0;
        while (performance.now() < until && next.flagged < window.flagged.length)
          passed += this.#flagged(window, next, outcomes);
        while (performance.now() < until && next.piece < window.pieceEnds.length)
          passed += this.#piece(window, next, outcomes);
        outcomes.flush();
        rows = outcomes.rows;
        added = outcomes.rows + outcomes.warnings;
        this.#advance(tx, window, next, outcomes);
        return passed;
      },
      'normal',
    );
    writer.commit?.();
    // Only what is committed counts.
    Object.assign(cursor, next);
    this.#rows += rows;
    this.#known += added;
    return settled;
  }

  #advance(tx: Transaction, window: Window, cursor: Cursor, outcomes: Outcomes): void {
    const { store, importNo, importId, entity, fileBytes } = this.#context;
    const [, created = 0, updated = 0, unchanged = 0, skipped = 0, failed = 0] = outcomes.counts;
    const complete = isComplete(window, cursor);
    const units = Math.max(1, window.flagged.length + window.lines.length);
    const done = complete ? window.done : this.#doneAt(window, (cursor.flagged + cursor.record) / units);
    advanceImport(store, importNo, {
      rows: outcomes.rows,
      created,
      updated,
      unchanged,
      skipped,
      failed,
      warnings: outcomes.warnings,
      bytesDone: Math.floor(done * fileBytes),
      checkpoint: complete ? JSON.stringify(window.next) : null,
    });
    if (created + updated > 0) tx.audit('import', importId, 'import-batch', { entity, created, updated });
  }

  #doneAt(window: Window, share: number): number {
    return this.#doneBefore + (window.done - this.#doneBefore) * share;
  }

  #flagged(window: Window, cursor: Cursor, outcomes: Outcomes): number {
    const { store, importNo } = this.#context;
    const end = Math.min(cursor.flagged + flaggedTogether, window.flagged.length);
    let settled = 0;
    for (; cursor.flagged < end; cursor.flagged += 1) {
      const { line, issues, raw, records, known } = window.flagged[cursor.flagged] as FlaggedRow;
      if (this.#mayBeSettled && isSettled(store, importNo, line, 'issue')) {
        settled += 1;
        continue;
      }
      if (known?.skipped === true) outcomes.add(line, outcome.skipped, null, null, null);
      if (known !== undefined) outcomes.note(line, [...issues, issueOfKnown(store, known)], raw);
      else if (raw === null) outcomes.note(line, issues, null);
      else outcomes.refuse(line, issues, raw, records);
    }
    return settled;
  }

  #piece(window: Window, cursor: Cursor, outcomes: Outcomes): number {
    const { writer } = this.#context;
    const end = window.pieceEnds[cursor.piece] as number;
    const count = window.pieceCounts[cursor.piece] as number;
    const { buffer, byteOffset } = window.bytes;
    const text = Buffer.from(buffer, byteOffset + cursor.from, end - cursor.from).toString('utf8');
    const values = text.split(valueSeparator);
    const lines = window.lines.subarray(cursor.record, cursor.record + count);
    cursor.piece += 1;
    cursor.record += count;
    cursor.from = end;
    if (!this.#mayBeSettled) {
      writer.write(values, lines, count, outcomes);
      return 0;
    }
    return this.#unsettled(values, lines, count, outcomes);
  }

  /** A piece of which an earlier run may have written some. */
  #unsettled(values: string[], lines: Uint32Array, count: number, outcomes: Outcomes): number {
    const { store, importNo, writer } = this.#context;
    const { stride } = writer;
    const keptValues: string[] = [];
    const keptLines: number[] = [];
    for (let i = 0; i < count; i += 1) {
      const line = lines[i] as number;
      if (isSettled(store, importNo, line, 'row')) continue;
      keptLines.push(line);
      for (let at = i * stride; at < (i + 1) * stride; at += 1) keptValues.push(values[at] as string);
    }
    if (keptLines.length > 0) writer.write(keptValues, keptLines, keptLines.length, outcomes);
    return count - keptLines.length;
  }
}

function isComplete(window: Window, cursor: Cursor): boolean {
  return cursor.flagged === window.flagged.length && cursor.piece === window.pieceEnds.length;
}
