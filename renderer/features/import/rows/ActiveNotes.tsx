/** Everything there is to say about the row with the cursor, in full, with ways to the records and rows that it may be about. */
import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import { paths } from '../../../routing/paths.ts';
import { linesOfRow, notesOfRow, othersOfRow } from './grid-columns.ts';
import { rowsTexts as texts } from './rows-texts.ts';
import type { GridRow } from './useRows.ts';

interface ActiveNotesProps {
  row: GridRow | undefined;
  /** Takes the grid to a line; left out where there is no way. */
  onLine?: ((line: number) => void) | undefined;
}

export function ActiveNotes({ row, onLine }: ActiveNotesProps) {
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
      {onLine !== undefined &&
        linesOfRow(row).map((line) => (
          <span key={line}>
            {' '}
            <Anchor
              component="button"
              type="button"
              fz="inherit"
              onClick={() => {
                onLine(line);
              }}
            >
              {texts.goToLine(line)}
            </Anchor>
          </span>
        ))}
    </span>
  );
}
