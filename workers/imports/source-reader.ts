/** How the long forms of a source are read from a record's cells. */
import { headingsOf, type ColumnSource, type JoinedSource, type Source } from './source.ts';

/** Makes a cell comparable before anything is done with it: without outer blanks and the like. */
export type Tidy = (cell: string) => string;

export interface SourceReader {
  /** Columns of the file; -1 for a heading that it has not. None for a constant. */
  indexes: readonly number[];
  /** What the columns give, before replacements; null for a plain column, which is its cell. */
  text: ((cells: readonly string[], tidy: Tidy) => string) | null;
  /** What a text is replaced by. */
  replaced: (text: string) => string;
  /** Taken where there is nothing; empty for none. */
  whenEmpty: string;
}

const asIs = (text: string) => text;

export function sourceReader(source: Source, headings: readonly string[]): SourceReader {
  const indexes = headingsOf(source).map((heading) => headings.indexOf(heading));
  const plain: SourceReader = { indexes, text: null, replaced: asIs, whenEmpty: '' };
  if (typeof source === 'string') return plain;
  if ('constant' in source) return { ...plain, text: () => '', whenEmpty: source.constant };
  const { replace = [], whenEmpty = '' } = source;
  if ('column' in source && source.part === undefined && replace.length === 0 && whenEmpty === '')
    return plain;
  return { indexes, text: textOf(source, indexes), replaced: replacing(replace), whenEmpty };
}

function textOf(source: ColumnSource | JoinedSource, indexes: readonly number[]): SourceReader['text'] {
  if ('columns' in source) {
    return (cells, tidy) =>
      indexes
        .map((index) => tidy(cells[index] ?? ''))
        .filter((cell) => cell !== '')
        .join(source.join);
  }
  const [index = -1] = indexes;
  const { part } = source;
  if (part === undefined) return (cells, tidy) => tidy(cells[index] ?? '');
  return (cells, tidy) => {
    const cell = tidy(cells[index] ?? '');
    return (cell.split(part.by).at(part.at > 0 ? part.at - 1 : part.at) ?? '').trim();
  };
}

function replacing(replace: NonNullable<ColumnSource['replace']>): (text: string) => string {
  if (replace.length === 0) return asIs;
  const exact = new Map<string, { to: string; rank: number }>();
  const anyCase = new Map<string, { to: string; rank: number }>();
  for (const [rank, { from, to, ignoreCase = false }] of replace.entries()) {
    const [known, key] = ignoreCase ? [anyCase, from.toLowerCase()] : [exact, from];
    if (!known.has(key)) known.set(key, { to, rank });
  }
  return (text) => {
    const same = exact.get(text);
    const alike = anyCase.get(text.toLowerCase());
    if (same !== undefined && alike !== undefined) return same.rank < alike.rank ? same.to : alike.to;
    return (same ?? alike)?.to ?? text;
  };
}
