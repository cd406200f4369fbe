/** One page of a list as a table: head that stays, rows of one height, selection, placeholders of the same size while loading. */
import { Checkbox, Skeleton } from '@mantine/core';
import type { MouseEvent, ReactNode } from 'react';
import classes from './DataTable.module.css';
import { texts } from './texts.ts';

export interface Column<Row> {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** CSS width; columns without one share the rest. */
  width?: string;
  align?: 'right';
}

export interface Selection {
  isSelected: (id: string) => boolean;
  /** @param extended with Shift held: all from the row before to this one. */
  toggle: (id: string, extended: boolean) => void;
  /** All rows of this page, or none of them. */
  togglePage: (select: boolean) => void;
  /** Every row is in, whatever is on this page: single rows cannot be taken out. */
  everything: boolean;
}

export interface DataTableProps<Row> {
  label: string;
  columns: Column<Row>[];
  /** Undefined while the first page is under way. */
  rows: Row[] | undefined;
  idOf: (row: Row) => string;
  /** What a row is called when it is selected. */
  nameOf: (row: Row) => string;
  /** A click anywhere in a row does what the link in its first cell does. */
  onOpen?: (row: Row) => void;
  selection?: Selection;
  /** The rows are those of the question before; new ones are under way. */
  stale?: boolean;
  /** Scrolls within this much of the window, for a table that is a part of a longer page. */
  bounded?: boolean;
  /** In place of rows, when there are none. */
  empty: ReactNode;
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, empty, selection, stale = false, bounded = false } = props;
  if (rows?.length === 0) {
    return (
      <div className={classes['frame']} data-bounded={bounded || undefined}>
        {empty}
      </div>
    );
  }
  return (
    <div className={classes['frame']} data-bounded={bounded || undefined}>
      {/* The region scrolls, so the keyboard must reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={classes['scroll']} tabIndex={0} aria-label={texts.tableOf(label)}>
        <table className={classes['table']} aria-busy={rows === undefined || stale} aria-label={label}>
          <thead>
            <tr>
              {selection !== undefined && (
                <th className={classes['check']} scope="col">
                  <PageCheckbox {...props} selection={selection} />
                </th>
              )}
              {columns.map((column) => (
                <th key={column.key} scope="col" data-align={column.align} style={{ width: column.width }}>
                  {column.header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody data-stale={stale || undefined}>
            {rows === undefined ? (
              <PlaceholderRows columns={columns.length + (selection === undefined ? 0 : 1)} />
            ) : (
              rows.map((row) => <DataRow key={props.idOf(row)} {...props} row={row} />)
            )}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function PageCheckbox<Row>({ rows, idOf, selection }: DataTableProps<Row> & { selection: Selection }) {
  const ids = (rows ?? []).map(idOf);
  const selected = ids.filter((id) => selection.isSelected(id)).length;
  const all = ids.length > 0 && selected === ids.length;
  return (
    <Checkbox
      size="xs"
      aria-label={texts.selectPage}
      checked={all}
      indeterminate={selected > 0 && !all}
      onChange={() => {
        selection.togglePage(!all);
      }}
    />
  );
}

/** A click that meant something else: a link, a button, the end of marking text. */
function meantOtherwise(event: MouseEvent): boolean {
  const target = event.target as Element;
  return target.closest('a, button, input, label') !== null || window.getSelection()?.isCollapsed === false;
}

function DataRow<Row>({ row, columns, idOf, nameOf, onOpen, selection }: DataTableProps<Row> & { row: Row }) {
  const id = idOf(row);
  const selected = selection?.isSelected(id) ?? false;
  return (
    // The link in the first cell is the way for the keyboard; the row only makes its target larger for the mouse.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <tr
      data-selected={selected || undefined}
      data-opens={onOpen !== undefined || undefined}
      onClick={(event) => {
        if (!meantOtherwise(event)) onOpen?.(row);
      }}
    >
      {selection !== undefined && (
        <td className={classes['check']}>
          <Checkbox
            size="xs"
            aria-label={texts.selectRow(nameOf(row))}
            checked={selected}
            disabled={selection.everything}
            onChange={({ nativeEvent }) => {
              // The browser tells it by a click, also for the space bar.
              selection.toggle(id, nativeEvent instanceof PointerEvent && nativeEvent.shiftKey);
            }}
          />
        </td>
      )}
      {columns.map((column) => (
        <td key={column.key} data-align={column.align}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}

/** As many as fill a window. */
const placeholders = Array.from({ length: 12 }, (_, index) => index);

function PlaceholderRows({ columns }: { columns: number }) {
  return placeholders.map((row) => (
    <tr key={row} data-placeholder aria-hidden="true">
      {Array.from({ length: columns }, (_, column) => (
        <td key={column}>
          <Skeleton height={10} width={column === 0 && row % 3 === 1 ? '55%' : '70%'} radius="sm" />
        </td>
      ))}
    </tr>
  ));
}

/** Text that is cut with an ellipsis where it does not fit, and whole on hover. */
export function Clip({ children }: { children: string | null }) {
  if (children === null || children === '') return <span className={classes['none']}>{texts.nothing}</span>;
  return (
    <span className={classes['clip']} title={children}>
      {children}
    </span>
  );
}
