// Rows that are placed one by one cannot be those of a table.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
/** Rows of a file as a grid, of any length: only what is in view is drawn. One stop for Tab; arrows move within. */
import { useElementSize } from '@mantine/hooks';
import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { Failure } from '../../../ui/Blank.tsx';
import { ActiveNotes } from './ActiveNotes.tsx';
import { gridColumns, type GridColumn } from './grid-columns.ts';
import { cellAfter, type Cell } from './grid-keys.ts';
import { GridHead } from './GridHead.tsx';
import { GridLine } from './GridLine.tsx';
import classes from './RowGrid.module.css';
import { rowHeight, rowsInView, scrollHeight, scrollTopFor, topRow } from './scroll-window.ts';
import { rowsTexts as texts } from './rows-texts.ts';
import { useGoal, type GridGoal } from './useGoal.ts';
import { useRows, type GridRow, type RowSource } from './useRows.ts';

export interface GridSelection {
  /** First and last index. */
  from: number;
  to: number;
  row: GridRow | undefined;
  column: GridColumn;
}

interface RowGridProps {
  label: string;
  source: RowSource;
  /** With what became of each row. */
  outcomes: boolean;
  /** Left out: nothing can be changed. */
  onEdit?: (row: GridRow, column: number, value: string) => void;
  /** Ctrl+D. */
  onFill?: (selection: GridSelection) => void;
  onSelect?: (selection: GridSelection) => void;
  /** To be gone to, once for each such object: the cursor, the view and the focus. */
  goTo?: GridGoal | null;
  /** Somebody wants to see this line, which may be none of the list's. */
  onLine?: (line: number) => void;
}

const headHeight = 38;

export function RowGrid(props: RowGridProps) {
  const { label, source, outcomes, onEdit, onFill, onSelect, goTo = null } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const { ref: sized, height } = useElementSize<HTMLDivElement>();
  const [scrollTop, setScrollTop] = useState(0);
  const [active, setActive] = useState<Cell>({ row: 0, column: 0 });
  const [anchor, setAnchor] = useState(0);
  const [editing, setEditing] = useState<string | null>(null);
  const viewport = Math.max(rowHeight, height - headHeight);
  const rows = useRows(source, (total) => rowsInView(topRow(scrollTop, viewport, total), viewport, total));
  const top = topRow(scrollTop, viewport, rows.total);
  const view = rowsInView(top, viewport, rows.total);
  const columns = useMemo(() => (rows.first === undefined ? [] : gridColumns(rows.first)), [rows.first]);
  const column = columns[active.column];
  const select = (cell: Cell, from: number) => {
    setActive(cell);
    setAnchor(from);
    const chosen = columns[cell.column];
    const element = scroller.current;
    if (element !== null) {
      element.scrollTop = scrollTopFor(cell.row, element.scrollTop, viewport, rows.total);
      const cellElement = document.getElementById(`${id}-${cell.row}-${cell.column}`);
      cellElement?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
    if (chosen === undefined) return;
    const [low, high] = [Math.min(from, cell.row), Math.max(from, cell.row)];
    onSelect?.({ from: low, to: high, row: rows.rowAt(low), column: chosen });
  };
  useGoal(goTo, source, rows, (row) => {
    select({ row, column: 0 }, row);
    scroller.current?.focus();
  });
  const edit = (first: string | null) => {
    const row = rows.rowAt(active.row);
    if (onEdit === undefined || row === undefined || column === undefined) return;
    setEditing(first ?? row.cells[column.column] ?? '');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (editing !== null) return;
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
    const extent = {
      rows: rows.total,
      columns: columns.length,
      page: Math.max(1, Math.floor(viewport / rowHeight) - 1),
    };
    const to = cellAfter(active, { key, ctrlKey: ctrlKey || metaKey }, extent);
    if (to !== null) select(to, shiftKey ? anchor : to.row);
    else if (
      key.toLowerCase() === 'd' &&
      (ctrlKey || metaKey) &&
      onFill !== undefined &&
      column !== undefined
    ) {
      const [from, last] = [Math.min(anchor, active.row), Math.max(anchor, active.row)];
      onFill({ from, to: last, row: rows.rowAt(from), column });
    } else if (key === 'Enter' || key === 'F2') edit(null);
    else if (key.length === 1 && !ctrlKey && !metaKey && !altKey && key !== ' ') edit(key);
    else return;
    event.preventDefault();
  };
  if (rows.error !== null) return <Failure error={rows.error} onRetry={rows.retry} compact />;
  if (rows.first !== undefined && rows.total === 0) return <p className={classes['empty']}>{texts.empty}</p>;
  return (
    <div ref={sized} className={classes['frame']} data-loading={rows.first === undefined || undefined}>
      <div
        ref={scroller}
        className={classes['scroll']}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-busy={rows.first === undefined}
        aria-rowcount={rows.total + 1}
        aria-multiselectable={onFill !== undefined}
        aria-activedescendant={
          rows.rowAt(active.row) === undefined ? undefined : `${id}-${active.row}-${active.column}`
        }
        onScroll={(event) => {
          setScrollTop(event.currentTarget.scrollTop);
        }}
        onKeyDown={onKeyDown}
      >
        <GridHead columns={columns} outcomes={outcomes} />
        <div className={classes['body']} role="presentation" style={{ height: scrollHeight(rows.total) }}>
          {Array.from({ length: Math.max(0, Math.min(view.to, rows.total) - view.from) }, (_, offset) => {
            const index = view.from + offset;
            return (
              <GridLine
                key={index}
                id={`${id}-${index}`}
                index={index}
                y={Math.round(
                  Math.min(scrollTop, Math.max(0, scrollHeight(rows.total) - viewport)) +
                    (index - top) * rowHeight,
                )}
                row={rows.rowAt(index)}
                columns={columns}
                outcomes={outcomes}
                active={index === active.row ? active.column : null}
                selected={
                  index >= Math.min(anchor, active.row) &&
                  index <= Math.max(anchor, active.row) &&
                  anchor !== active.row
                    ? active.column
                    : null
                }
                editing={index === active.row ? editing : null}
                onPick={(at, shift) => {
                  if (editing === null) select({ row: index, column: at }, shift ? anchor : index);
                }}
                onOpen={() => {
                  edit(null);
                }}
                onDone={(value) => {
                  const row = rows.rowAt(active.row);
                  setEditing(null);
                  scroller.current?.focus();
                  if (value === null || row === undefined || column === undefined) return;
                  if (value !== (row.cells[column.column] ?? '')) onEdit?.(row, column.column, value);
                }}
              />
            );
          })}
        </div>
      </div>
      <div className={classes['foot']} aria-live="polite">
        <span className="figures">{rows.counting ? texts.counting : texts.total(rows.total)}</span>
        <ActiveNotes row={rows.rowAt(active.row)} onLine={props.onLine} />
      </div>
    </div>
  );
}
