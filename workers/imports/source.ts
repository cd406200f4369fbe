/** Where a field of the file comes from. A plain heading says all that most fields need; the long forms say how to read it. */

/** Which of three numbers in a date is what, as in `03/04/2026`. */
export const dateOrders = ['mdy', 'dmy', 'ymd'] as const;
export type DateOrder = (typeof dateOrders)[number];

/** What is put in the place of a value, compared as a whole. */
export interface Replacement {
  from: string;
  to: string;
  ignoreCase?: boolean | undefined;
}

interface Reading {
  /** For a date: how its numbers are ordered. Left out: as the whole column shows. */
  dateOrder?: DateOrder | undefined;
  /** The first that fits is taken. */
  replace?: Replacement[] | undefined;
  /** Taken where nothing else is there. */
  whenEmpty?: string | undefined;
}

export interface ColumnSource extends Reading {
  /** The heading, as the inspection shows it. */
  column: string;
  /** One piece of the cell, between delimiters: from 1, or from -1 counted from the end. */
  part?: { by: string; at: number } | undefined;
}

export interface JoinedSource extends Reading {
  /** Headings, in the order in which their cells are joined. Empty cells are left out. */
  columns: string[];
  /** What is put between two cells. */
  join: string;
}

export interface ConstantSource {
  /** The same in every row. */
  constant: string;
  dateOrder?: DateOrder | undefined;
}

/** A heading, or what a value is made of and the way in which it is read. */
export type Source = string | ColumnSource | JoinedSource | ConstantSource;

/** Target field → where it comes from. */
export type Mapping = Record<string, Source>;

/** The headings that a source reads, each once for every time that it is read; none for a constant. */
export function headingsOf(source: Source): readonly string[] {
  if (typeof source === 'string') return [source];
  if ('constant' in source) return [];
  return 'column' in source ? [source.column] : source.columns;
}

/** The columns of a source in one word, as for messages; empty for a constant. */
export function sourceLabel(source: Source): string {
  return headingsOf(source).join(' + ');
}

/** The source of one field of a mapping; null when it is not mapped. */
export function sourceFor(mapping: Readonly<Mapping>, field: string): Source | null {
  return (Object.hasOwn(mapping, field) ? mapping[field] : undefined) ?? null;
}

/** The order that was chosen for a date; null where the column decides. */
export function dateOrderOf(source: Source | undefined): DateOrder | null {
  return source === undefined || typeof source === 'string' ? null : (source.dateOrder ?? null);
}

/** The headings that a mapping uses. */
export function columnsOf(mapping: Readonly<Mapping>): string[] {
  return Object.values(mapping).flatMap((source) => headingsOf(source));
}

/** The one heading of a field; null when it is not mapped, or is no single column. */
export function mappedColumn(mapping: Readonly<Mapping>, field: string): string | null {
  const source = sourceFor(mapping, field);
  if (source === null || typeof source === 'string') return source;
  return 'column' in source ? source.column : null;
}

/** The same reading of other columns. @param moved the heading that stands for another; null where there is none. */
export function movedTo(source: Source, moved: (heading: string) => string | null): Source | null {
  if (typeof source === 'string') return moved(source);
  if ('constant' in source) return source;
  if ('column' in source) {
    const column = moved(source.column);
    return column === null ? null : { ...source, column };
  }
  const columns = source.columns.map((heading) => moved(heading)).filter((heading) => heading !== null);
  return columns.length === source.columns.length ? { ...source, columns } : null;
}

/** The same source with a date order; the shortest form that says it. */
export function inDateOrder(source: Source, dateOrder: DateOrder | null): Source {
  const long = typeof source === 'string' ? { column: source } : source;
  if (dateOrder !== null) return { ...long, dateOrder };
  const { dateOrder: _, ...rest } = long;
  return 'column' in rest && Object.keys(rest).length === 1 ? rest.column : rest;
}
