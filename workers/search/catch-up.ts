/**
 * The index follows the tables: rows that were changed are read again, new ones added. In steps that commit for themselves, so that
 * whoever is killed, or finds another process at it, has lost nothing: the next step begins where the index says that it stands.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { changedRows, changesFromNow, lastChange } from '../store/queries/changed-rows.ts';
import {
  highestOf,
  idAt,
  indexedKinds,
  searchRowsBetween,
  searchRowsByNumber,
  type IndexedKind,
  type SearchRow,
} from '../store/queries/search-rows.ts';
import { undoStates } from '../store/queries/search-pending.ts';
import { putEntries, removeEntries, removeEntriesAbove } from '../store/search-index/entries.ts';
import { emptySearchIndex, type SearchIndex } from '../store/search-index/open.ts';
import {
  addStale,
  inOneStep,
  readProgress,
  removeStale,
  staleRows,
  writeProgress,
  type IndexProgress,
} from '../store/search-index/progress.ts';
import type { Store } from '../store/open.ts';
import { entryOf } from './words.ts';

/** Rows to a step: about 20 ms. */
const stepRows = 500;

export interface CaughtUp {
  /** Rows added or read again. */
  rows: number;
}

interface CatchUpOptions {
  signal?: AbortSignal | undefined;
  /** Awaited after each step. @param rows of this step. */
  rest?: (rows: number) => Promise<void>;
}

/**
 * Brings the index up to what the tables held when it was called, at least.
 * @throws the signal's reason between two steps; SqliteError when the index is damaged, or busy for longer than it waits.
 */
export async function catchUp(
  store: Store,
  index: SearchIndex,
  { signal, rest }: CatchUpOptions = {},
): Promise<CaughtUp> {
  if (isOfAnotherDatabase(store, index)) emptySearchIndex(index);
  let rows = 0;
  for (const kind of indexedKinds) {
    begin(store, index, kind);
    if (kind !== 'import') await collectChanges(store, index, kind, signal);
    for (const step of [refreshStep, appendStep]) {
      for (let read = step(store, index, kind); read !== null; read = step(store, index, kind)) {
        rows += read;
        await (rest?.(read) ?? nextTurn());
        signal?.throwIfAborted();
      }
    }
  }
  return { rows };
}

/** A backup was put back, or a power cut took rows back that were indexed already: numbers may mean other rows now. */
export function isOfAnotherDatabase(store: Store, index: SearchIndex): boolean {
  return indexedKinds.some((kind) => {
    const progress = readProgress(index, kind)?.progress;
    if (progress === undefined) return false;
    const id = progress.upToId === null ? undefined : idAt(store, kind, progress.upTo);
    const isOther = id !== undefined && id !== progress.upToId;
    return isOther || (progress.cursor !== null && progress.cursor.auditNo > lastChange(store));
  });
}

function begin(store: Store, index: SearchIndex, kind: IndexedKind): void {
  inOneStep(index, () => {
    if (readProgress(index, kind) !== null) return;
    // Before any row is read: what changes meanwhile is then seen as changed.
    const changes =
      kind === 'import'
        ? { cursor: null, undos: new Map<number, string>() }
        : { undos: undoStates(store, kind), cursor: changesFromNow(store, kind) };
    writeProgress(index, kind, { upTo: 0, upToId: null, ...changes });
  });
}

/** Notes the rows that have changed, and that they were seen. */
async function collectChanges(
  store: Store,
  index: SearchIndex,
  kind: Exclude<IndexedKind, 'import'>,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (;;) {
    const seen = readProgress(index, kind);
    const cursor = seen?.progress.cursor ?? null;
    if (seen === null || cursor === null) return;
    const undos = undoStates(store, kind);
    let overtaken = false;
    const note = (numbers: readonly number[], changes: Partial<IndexProgress>) => {
      inOneStep(index, () => {
        const now = readProgress(index, kind);
        // Another process has noted them, or has emptied the index.
        overtaken = now?.turn !== seen.turn;
        if (overtaken || now === null) return;
        addStale(index, kind, numbers);
        writeProgress(index, kind, { ...now.progress, ...changes });
        seen.turn += 1;
      });
    };
    for await (const numbers of changedRows(store, kind, cursor)) {
      signal?.throwIfAborted();
      note(numbers, { cursor });
      if (overtaken) break;
    }
    if (!overtaken) note([], { cursor, undos });
    if (!overtaken) return;
  }
}

/** @returns how many rows were read again; null when none is left. */
function refreshStep(store: Store, index: SearchIndex, kind: IndexedKind): number | null {
  return inOneStep(index, () => {
    const at = readProgress(index, kind)?.progress;
    const numbers = staleRows(index, kind, stepRows);
    if (at === undefined || numbers.length === 0) return null;
    const { rows, upTo } = together(store, () => ({
      rows: searchRowsByNumber(store, kind, numbers),
      // Where an undo has removed the last rows, others will get their numbers: those are new then.
      upTo: Math.min(at.upTo, highestOf(store, kind)),
    }));
    removeEntries(index, kind, numbers);
    write(
      index,
      kind,
      rows.filter(({ no }) => no <= upTo),
    );
    removeStale(index, kind, numbers);
    if (upTo < at.upTo) lower(store, index, kind, at, upTo);
    return numbers.length;
  });
}

/** @returns how many new rows were added; null when none is left. */
function appendStep(store: Store, index: SearchIndex, kind: IndexedKind): number | null {
  return inOneStep(index, () => {
    const at = readProgress(index, kind)?.progress;
    if (at === undefined) return null;
    const { rows, highest, last, lastId } = together(store, () => {
      const highestNow = highestOf(store, kind);
      const until = Math.min(highestNow, at.upTo + stepRows);
      return {
        highest: highestNow,
        last: until,
        rows: searchRowsBetween(store, kind, at.upTo + 1, until),
        lastId: idAt(store, kind, until) ?? null,
      };
    });
    if (highest < at.upTo) lower(store, index, kind, at, highest);
    if (highest <= at.upTo) return null;
    write(index, kind, rows);
    writeProgress(index, kind, { ...at, upTo: last, upToId: lastId });
    return last - at.upTo;
  });
}

function lower(store: Store, index: SearchIndex, kind: IndexedKind, at: IndexProgress, upTo: number): void {
  removeEntriesAbove(index, kind, upTo);
  writeProgress(index, kind, { ...at, upTo, upToId: idAt(store, kind, upTo) ?? null });
}

function write(index: SearchIndex, kind: IndexedKind, rows: readonly SearchRow[]): void {
  putEntries(
    index,
    kind,
    rows.map((row) => ({ no: row.no, ...entryOf(row) })),
  );
}

/** As the tables are at one moment. */
function together<T>({ raw }: Store, read: () => T): T {
  return raw.transaction(read).deferred();
}
