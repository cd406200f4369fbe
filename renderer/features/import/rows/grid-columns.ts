/** Which columns of a file a grid shows, and what is to be said about a cell. Pure. */
import type { MappedColumn } from '../../../../workers/api/wire.ts';
import type { GridRow, RowsWindow } from './useRows.ts';

export interface GridColumn {
  /** Index among the cells. */
  column: number;
  heading: string;
  /** The field that it fills. */
  mapped: MappedColumn | null;
}

/** Files with thousands of columns exist; the eye needs few. */
const most = 60;

/** Those that fill fields first, then the others, each in the file's order. */
export function gridColumns({ headings, columns }: Pick<RowsWindow, 'headings' | 'columns'>): GridColumn[] {
  const fields = new Map(columns.map((mapped) => [mapped.column, mapped]));
  const all = headings.map((heading, column) => ({ column, heading, mapped: fields.get(column) ?? null }));
  return [
    ...all.filter(({ mapped }) => mapped !== null),
    ...all.filter(({ mapped }) => mapped === null),
  ].slice(0, most);
}

/** What is wrong with one cell. */
export function issuesOfCell(row: GridRow, { heading, mapped }: GridColumn) {
  return (row.issues ?? []).filter(
    ({ column }) =>
      column !== '' && (column === heading || column === mapped?.field || column === mapped?.label),
  );
}

/** What the row's import changes here. */
export function differenceOfCell(row: GridRow, { mapped }: GridColumn) {
  return mapped === null ? undefined : row.differences?.find(({ field }) => field === mapped.field);
}

/** The records that a row may be about, each once. */
export function othersOfRow(row: GridRow): { entity: 'customer' | 'carrier' | 'lead'; search: string }[] {
  const all = (row.issues ?? []).flatMap(({ other }) =>
    other === undefined || 'line' in other ? [] : [other],
  );
  const named = new Map(all.map((each) => [`${each.entity} ${each.search}`, each]));
  return [...named.values()];
}

/** The lines of the file that a row may be about, each once. */
export function linesOfRow(row: GridRow): number[] {
  const all = (row.issues ?? []).flatMap(({ other }) =>
    other === undefined || !('line' in other) ? [] : [other.line],
  );
  return [...new Set(all)];
}

/** Everything there is to say about a row, as sentences. */
export function notesOfRow(row: GridRow): string[] {
  return [
    ...(row.issues ?? []).map(({ column, message }) => (column === '' ? message : `${column}: ${message}`)),
    ...(row.differences ?? []).map(
      ({ label, before, after }) => `${label}: ${before ?? '–'} → ${after ?? '–'}`,
    ),
  ];
}
