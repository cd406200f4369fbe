/** Where a field of the file comes from. A plain heading says all that most fields need; the long form says how to read it. */

/** Which of three numbers in a date is what, as in `03/04/2026`. */
export const dateOrders = ['mdy', 'dmy', 'ymd'] as const;
export type DateOrder = (typeof dateOrders)[number];

export interface ColumnSource {
  /** The heading, as the inspection shows it. */
  column: string;
  /** For a date: how its numbers are ordered. Left out: as the whole column shows. */
  dateOrder?: DateOrder | undefined;
}

/** A heading, or a column with the way in which it is read. */
export type Source = string | ColumnSource;

/** Target field → where it comes from. */
export type Mapping = Record<string, Source>;

/** The heading that a field is read from. */
export function columnOf(source: Source): string {
  return typeof source === 'string' ? source : source.column;
}

/** The order that was chosen for a date; null where the column decides. */
export function dateOrderOf(source: Source | undefined): DateOrder | null {
  return source === undefined || typeof source === 'string' ? null : (source.dateOrder ?? null);
}

/** The headings that a mapping uses. */
export function columnsOf(mapping: Readonly<Mapping>): string[] {
  return Object.values(mapping).map((source) => columnOf(source));
}

/** The heading of one field of a mapping; null when it is not mapped. */
export function mappedColumn(mapping: Readonly<Mapping>, field: string): string | null {
  const source = Object.hasOwn(mapping, field) ? mapping[field] : undefined;
  return source === undefined ? null : columnOf(source);
}

/** The same reading of another column. */
export function movedTo(source: Source, column: string): Source {
  return typeof source === 'string' ? column : { ...source, column };
}

/** A column read in an order; the shortest form that says it. */
export function sourceOf(column: string, dateOrder: DateOrder | null): Source {
  return dateOrder === null ? column : { column, dateOrder };
}
