/** Everything there is to say about the row with the cursor, in full. */
import { notesOfRow } from './grid-columns.ts';
import type { GridRow } from './useRows.ts';

export function ActiveNotes({ row }: { row: GridRow | undefined }) {
  return <span>{row === undefined ? '' : notesOfRow(row).join(' · ')}</span>;
}
