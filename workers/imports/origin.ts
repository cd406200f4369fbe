/**
 * Where a file of refused rows comes from: the headings of the two columns that Dockhand adds to it say so. A heading survives a
 * spreadsheet, which throws everything else away: comments, names, the encoding.
 */
import { noteHeading, type Entity } from '../api/wire.ts';
import { importByNumber, type ImportRecord } from '../store/import-record.ts';
import type { Store } from '../store/open.ts';

/** Of the columns behind the file's own: the line that a row had, and what was wrong with it. */
export function noteHeadings(importNo: number): [line: string, error: string] {
  return [`Line (import ${importNo})`, `Error (import ${importNo})`];
}

export function isNote(heading: string): boolean {
  return noteHeading.test(heading);
}

/** Of several, the last one: rows that were refused twice carry the number of the later import. */
function originNumber(headings: readonly string[]): number | null {
  const numbers = headings.flatMap((heading) => {
    const [, what, number] = noteHeading.exec(heading) ?? [];
    return what?.toLowerCase() === 'error' ? [Number(number)] : [];
  });
  return numbers.at(-1) ?? null;
}

/**
 * The import whose refused rows a file holds; null where there is none here, or it had other columns: then the file was made by
 * another install, or the number is chance.
 */
export function originOf(
  store: Store,
  headings: readonly string[],
  entity: Entity | undefined,
): ImportRecord | null {
  const number = originNumber(headings);
  const origin = number === null ? null : importByNumber(store, number);
  if (origin === null || (entity !== undefined && origin.entity !== entity)) return null;
  const { headings: known } = JSON.parse(origin.dialect) as { headings: string[] };
  const own = headings.filter((heading) => !isNote(heading));
  return own.every((heading) => known.includes(heading)) ? origin : null;
}
