// Rows that are placed one by one cannot be those of a table.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
/** One row of a grid: its line in the file, what becomes of it, its cells with what is wrong or changed. */
import { useState } from 'react';
import type { ImportRowView } from '../../../../workers/api/wire.ts';
import type { Tone } from '../../../theme/palette.ts';
import { count } from '../../../format/numbers.ts';
import { StateBadge } from '../../../ui/StateBadge.tsx';
import { differenceOfCell, issuesOfCell, notesOfRow, type GridColumn } from './grid-columns.ts';
import classes from './RowGrid.module.css';
import { rowsTexts as texts } from './rows-texts.ts';
import type { GridRow } from './useRows.ts';

interface GridLineProps {
  id: string;
  index: number;
  /** Pixels from the top of the list. */
  y: number;
  /** Undefined while it is on its way. */
  row: GridRow | undefined;
  columns: GridColumn[];
  outcomes: boolean;
  /** Index of the column with the cursor, if it is in this row. */
  active: number | null;
  /** Index of the column that is selected over several rows, this one among them. */
  selected: number | null;
  /** What the editor begins with; null while nothing is edited. */
  editing: string | null;
  onPick: (column: number, shift: boolean) => void;
  onOpen: () => void;
  /** Null: given up. */
  onDone: (value: string | null) => void;
}

const tones: Record<ImportRowView['outcome'], Tone> = {
  created: 'good',
  updated: 'running',
  unchanged: 'waiting',
  skipped: 'waiting',
  failed: 'bad',
};

export function GridLine(props: GridLineProps) {
  const { id, index, y, row, columns, outcomes, active, editing } = props;
  const notes = row === undefined ? [] : notesOfRow(row);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={classes['row']}
      data-active={active !== null || undefined}
      style={{ transform: `translateY(${y}px)` }}
    >
      <span role="rowheader" className={`${classes['line']} figures`}>
        {row === undefined ? '' : count(row.line)}
      </span>
      {outcomes && (
        <>
          <span role="gridcell" className={classes['outcome']}>
            {row?.outcome !== undefined && (
              <StateBadge tone={tones[row.outcome]} label={texts.outcomes[row.outcome]} />
            )}
          </span>
          <span role="gridcell" className={classes['note']} title={notes.join('\n')}>
            {notes.join(' · ')}
          </span>
        </>
      )}
      {columns.map((column, at) =>
        active === at && editing !== null ? (
          <Editor key={column.column} label={column.heading} first={editing} onDone={props.onDone} />
        ) : (
          <DataCell
            key={column.column}
            id={`${id}-${at}`}
            row={row}
            column={column}
            active={active === at}
            selected={props.selected === at}
            onPick={(shift) => {
              props.onPick(at, shift);
            }}
            onOpen={props.onOpen}
          />
        ),
      )}
    </div>
  );
}

interface DataCellProps {
  id: string;
  row: GridRow | undefined;
  column: GridColumn;
  active: boolean;
  selected: boolean;
  onPick: (shift: boolean) => void;
  onOpen: () => void;
}

/** Characters shown of a cell; the editor has them all. */
const shown = 200;

function DataCell({ id, row, column, active, selected, onPick, onOpen }: DataCellProps) {
  const value = (row?.cells[column.column] ?? '').slice(0, shown);
  const issues = row === undefined ? [] : issuesOfCell(row, column);
  const difference = row === undefined ? undefined : differenceOfCell(row, column);
  const bad = issues.some(({ severity }) => severity === 'error');
  const messages = issues.map(({ message }) => message).join('\n');
  return (
    // Keys are handled by the grid, which has the focus.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <span
      id={id}
      role="gridcell"
      className={classes['cell']}
      aria-selected={active || selected}
      aria-invalid={bad || undefined}
      title={messages === '' ? value : messages}
      data-issue={issues.length === 0 ? undefined : bad ? 'error' : 'warning'}
      data-edited={row?.edited.includes(column.column) === true || undefined}
      data-active={active || undefined}
      data-selected={selected || undefined}
      onClick={(event) => {
        onPick(event.shiftKey);
      }}
      onDoubleClick={onOpen}
    >
      {difference !== undefined && (
        <>
          <del>{difference.before ?? texts.nothing}</del>
          {' → '}
        </>
      )}
      {value}
    </span>
  );
}

function Editor({
  label,
  first,
  onDone,
}: {
  label: string;
  first: string;
  onDone: (value: string | null) => void;
}) {
  const [value, setValue] = useState(first);
  return (
    <span role="gridcell" className={classes['cell']} data-editing>
      <input
        ref={(input) => input?.focus()}
        aria-label={texts.editing(label)}
        value={value}
        maxLength={32_767}
        onChange={(event) => {
          setValue(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Enter' || event.key === 'Tab') {
            event.preventDefault();
            onDone(value);
          } else if (event.key === 'Escape') onDone(null);
        }}
      />
    </span>
  );
}
