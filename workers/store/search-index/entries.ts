/**
 * The entries of the index: words by row number. Numbers are cast, because they are bound as floating point, and FTS5 takes a rowid
 * that is none for no condition at all.
 */
import type { IndexedKind } from '../queries/search-rows.ts';
import type { SearchIndex } from './open.ts';

export interface IndexEntry {
  no: number;
  ids: string;
  heads: string;
  words: string;
}

/** Adds entries, each in place of the one with its number. */
export function putEntries({ raw }: SearchIndex, kind: IndexedKind, entries: readonly IndexEntry[]): void {
  const put = raw.prepare(`INSERT OR REPLACE INTO "${kind}" (rowid, ids, heads, words) VALUES (?, ?, ?, ?)`);
  for (const { no, ids, heads, words } of entries) put.run(no, ids, heads, words);
}

export function removeEntries({ raw }: SearchIndex, kind: IndexedKind, numbers: readonly number[]): void {
  const remove = raw.prepare(`DELETE FROM "${kind}" WHERE rowid = CAST(? AS INTEGER)`);
  for (const number of numbers) remove.run(number);
}

/** Those with higher numbers than the table has. */
export function removeEntriesAbove({ raw }: SearchIndex, kind: IndexedKind, number: number): void {
  raw.prepare(`DELETE FROM "${kind}" WHERE rowid > CAST(? AS INTEGER)`).run(number);
}

/** @param match in FTS5's syntax, made by workers/search/question.ts. @returns row numbers, highest first. */
export function matchingRows({ raw }: SearchIndex, kind: IndexedKind, match: string, most: number): number[] {
  return raw
    .prepare<[string, number], number>(
      `SELECT rowid FROM "${kind}" WHERE "${kind}" MATCH ? ORDER BY rowid DESC LIMIT ?`,
    )
    .pluck()
    .all(match, most);
}

/** Whether the entry with this number matches. */
export function isIndexed({ raw }: SearchIndex, kind: IndexedKind, no: number, match: string): boolean {
  return (
    raw
      .prepare(`SELECT 1 FROM "${kind}" WHERE "${kind}" MATCH ? AND rowid = CAST(? AS INTEGER)`)
      .get(match, no) !== undefined
  );
}
