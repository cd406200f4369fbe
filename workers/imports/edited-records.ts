/** Corrections over a file: each cell that a person has corrected takes the place of the file's own, before anything is read of it. */
import { countEdits, allEdits } from '../store/import-edits.ts';
import type { Store } from '../store/open.ts';
import type { FileRecord, RecordFault } from './records.ts';

/** In the order of lines, then columns; can be sent to a thread. */
export interface EditList {
  lines: Uint32Array;
  columns: Uint16Array;
  values: string[];
}

/** What stays said of a row however its cells are corrected: there is more of it than its cells. */
const lasting = new Set<RecordFault>(['line-too-long', 'sheet-broken']);

export function readEdits(store: Store, editsId: string): EditList {
  const count = countEdits(store, editsId);
  const list: EditList = { lines: new Uint32Array(count), columns: new Uint16Array(count), values: [] };
  for (const { line, column, value } of allEdits(store, editsId)) {
    const at = list.values.length;
    if (at === count) break;
    list.lines[at] = line;
    list.columns[at] = column;
    list.values.push(value);
  }
  return list;
}

/** For records in the order of their lines. @returns a record as it is to be read. */
export function recordEditor(edits: EditList | null): (record: FileRecord) => FileRecord {
  if (edits === null || edits.values.length === 0) return (record) => record;
  const { lines, columns, values } = edits;
  let at = 0;
  return (record) => {
    const { line } = record;
    while (at < lines.length && (lines[at] as number) < line) at += 1;
    if (lines[at] !== line) return record;
    const corrected: { column: number; value: string }[] = [];
    for (; lines[at] === line; at += 1) {
      corrected.push({ column: columns[at] as number, value: values[at] as string });
    }
    return editedRecord(record, corrected);
  };
}

/** A person has looked at this row: what was doubtful about its quotes or letters is settled. */
export function editedRecord(
  record: FileRecord,
  corrected: readonly { column: number; value: string }[],
): FileRecord {
  if (corrected.length === 0) return record;
  const cells = record.raw();
  for (const { column, value } of corrected) {
    while (cells.length < column) cells.push('');
    cells[column] = value;
  }
  const fault = record.fault !== null && lasting.has(record.fault) ? record.fault : null;
  return { line: record.line, cells, fault, raw: () => [...cells] };
}
