/** A kind of fault, and the files in which it stands once. */
import { cleanDraft, join, lineOf, places, table, type Draft } from './table.ts';

export interface FaultyFile {
  content: string | Buffer;
  /** The rows that are in it, as they would be without the fault. */
  truth: readonly (readonly string[])[];
  /** Physical line of the row that is damaged; null where no row is. */
  line: number | null;
}

export interface Fault {
  kind: string;
  files(): FaultyFile[];
}

type Change = (text: string, cells: readonly string[]) => string;

/**
 * One row, at several places.
 * @param truth what the row says, where it is not what the clean table has.
 */
export function inRow(kind: string, change: Change, truth?: (cells: string[]) => string[]): Fault {
  return {
    kind,
    files: () =>
      places.map((place) => {
        const draft = cleanDraft();
        const cells = table[place] ?? [];
        draft.rows[place] = change(draft.rows[place] ?? '', cells);
        const rows = truth === undefined ? table : table.with(place, truth([...cells]));
        return { content: join(draft), truth: rows, line: lineOf(place) };
      }),
  };
}

/** Lines that are no rows, between two rows. */
export function between(kind: string, ...lines: string[]): Fault {
  return {
    kind,
    files: () =>
      places.map((place) => {
        const draft = cleanDraft();
        draft.rows.splice(place + 1, 0, ...lines);
        return { content: join(draft), truth: table, line: null };
      }),
  };
}

/** What stands around the rows. @param place a row that suffers from it. */
export function around(kind: string, change: (draft: Draft) => void, place?: number): Fault {
  return {
    kind,
    files: () => {
      const draft = cleanDraft();
      change(draft);
      return [{ content: join(draft), truth: table, line: place === undefined ? null : lineOf(place) }];
    },
  };
}

/** The bytes of the whole file. */
export function whole(
  kind: string,
  make: (clean: string) => string | Buffer,
  { truth = table, place }: { truth?: FaultyFile['truth']; place?: number } = {},
): Fault {
  const line = place === undefined ? null : lineOf(place);
  return { kind, files: () => [{ content: make(join(cleanDraft())), truth, line }] };
}

/** The whole file written in another way. */
export function written(kind: string, write: (cells: readonly string[]) => string): Fault {
  return whole(kind, () => {
    const { header } = cleanDraft();
    const draft = {
      head: [],
      header: write(header.split(',')),
      rows: table.map((cells) => write(cells)),
      foot: [],
    };
    return join(draft);
  });
}
