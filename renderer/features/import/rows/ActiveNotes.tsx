/** Everything there is to say about the row with the cursor, in full, with links to the records that it may be about. */
import { Link } from 'wouter';
import { paths } from '../../../routing/paths.ts';
import { notesOfRow, othersOfRow } from './grid-columns.ts';
import { rowsTexts as texts } from './rows-texts.ts';
import type { GridRow } from './useRows.ts';

export function ActiveNotes({ row }: { row: GridRow | undefined }) {
  if (row === undefined) return <span />;
  return (
    <span>
      {notesOfRow(row).join(' · ')}
      {othersOfRow(row).map(({ entity, search }) => (
        <span key={`${entity} ${search}`}>
          {' '}
          <Link href={paths.partner(entity, search)}>{texts.openOther(entity, search)}</Link>
        </span>
      ))}
    </span>
  );
}
