/** In which order the dates of a file are written, as far as its beginning shows it. */
import { closeSync, openSync } from 'node:fs';
import type { DateColumn } from '../api/wire.ts';
import { everyOrder, orderShown, possibleOrders, readDate } from './fields/date.ts';
import type { FileFormat } from './format.ts';
import { openRecords } from './open-records.ts';
import { sourceReader } from './source-reader.ts';
import { sourceFor, type Mapping } from './source.ts';

/** How far a file is searched for the first date that shows the order: some tenths of a second. The import itself looks at all. */
const mostBytes = 24 * 1024 * 1024;
const dateFields = ['issueDate', 'dueDate'];

interface Seen {
  field: string;
  indexes: readonly number[];
  text: (cells: readonly string[]) => string;
  possible: number;
  example: string | null;
}

/** Of the mapped columns of dates, those that are written in numbers whose order matters. */
export function dateColumns(path: string, format: FileFormat, mapping: Readonly<Mapping>): DateColumn[] {
  const seen = dateFields.flatMap((field): Seen[] => {
    const source = sourceFor(mapping, field);
    if (source === null) return [];
    const { indexes, text, replaced } = sourceReader(source, format.headings);
    const [index = -1] = indexes;
    if (indexes.length === 0 || indexes.includes(-1)) return [];
    const own =
      text === null
        ? (cells: readonly string[]) => (cells[index] ?? '').trim()
        : (cells: readonly string[]) => replaced(text(cells, (cell) => cell.trim()));
    return [{ field, indexes, text: own, possible: everyOrder, example: null }];
  });
  if (seen.length > 0) look(path, format, seen);
  return seen
    .filter(({ possible, example }) => example !== null || possible !== everyOrder)
    .map(({ field, possible, example }) => {
      const shown = orderShown(possible);
      const contradictory = shown === 'contradictory';
      return { field, shows: contradictory ? null : shown, contradictory, example };
    });
}

function look(path: string, format: FileFormat, seen: readonly Seen[]): void {
  const { headings, headerLine } = format;
  const needed = Array.from({ length: headings.length + 1 }, (_, i) =>
    seen.some(({ indexes }) => indexes.includes(i)),
  );
  const fd = openSync(path, 'r');
  try {
    const { blocks, records } = openRecords(fd, format, needed, null);
    for (
      let block = blocks.next();
      block !== null && blocks.place.offset < mostBytes;
      block = blocks.next()
    ) {
      const used = records.read(block, ({ line, cells }) => {
        if (line > headerLine) for (const column of seen) note(column, column.text(cells));
      });
      if (!block.cutLine) blocks.consume(used);
      if (seen.every(({ possible }) => possible !== everyOrder && orderShown(possible) !== null)) return;
    }
  } finally {
    closeSync(fd);
  }
}

function note(column: Seen, cell: string): void {
  if (cell === '') return;
  column.possible &= possibleOrders(cell);
  if (column.example === null && readDate(cell).kind === 'ambiguous') column.example = cell.slice(0, 40);
}
