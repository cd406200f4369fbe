/** Which cells a step of corrections changes, and what they hold now. */
import { closeSync, openSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EditChange } from '../api/import-check-inputs.ts';
import { UserError } from '../errors.ts';
import type { CellEdit } from '../store/import-edits.ts';
import { getImport } from '../store/import-record.ts';
import { refusedLinesAfter } from '../store/import-rows.ts';
import type { Store } from '../store/open.ts';
import { recordEditor, readEdits, type EditList } from './edited-records.ts';
import { replacer } from './find-replace.ts';
import type { IndexedFile } from './line-index.ts';
import { rowsAtLines } from './file-rows.ts';
import { openRecords } from './open-records.ts';
import type { FileRecord } from './records.ts';

export interface ChangedCell extends CellEdit {
  before: string;
}

type ChangeOf<Kind extends EditChange['kind']> = Extract<EditChange, { kind: Kind }>;
/** What a row's cells become. */
type CellsOf = (record: FileRecord) => ChangedCell[];

/** @throws UserError `no-such-row`, `no-such-column`, `edits-other-file`, `not-found` */
export async function* cellsChangedBy(
  store: Store,
  file: IndexedFile,
  editsId: string | null,
  change: EditChange,
): AsyncGenerator<ChangedCell> {
  const edits = editsId === null ? null : readEdits(store, editsId);
  if ('column' in change && change.column !== undefined) checkColumn(file, change.column);
  switch (change.kind) {
    case 'cells':
      yield* ofCells(store, file, edits, change);
      return;
    case 'fill':
      yield* ofFill(file, edits, change);
      return;
    case 'replace':
      yield* ofReplacement(file, edits, change);
      return;
    case 'failed':
      yield* ofRefused(store, file, edits, change);
  }
}

async function* ofCells(
  store: Store,
  file: IndexedFile,
  edits: EditList | null,
  { cells }: ChangeOf<'cells'>,
): AsyncGenerator<ChangedCell> {
  const byLine = new Map<number, Map<number, string>>();
  for (const { line, column, value } of cells) {
    checkColumn(file, column);
    const row = byLine.get(line) ?? new Map<number, string>();
    byLine.set(line, row.set(column, value));
  }
  const lines = [...byLine.keys()].sort((a, b) => a - b);
  yield* ofLines(store, file, edits, lines, (record) =>
    [...(byLine.get(record.line) ?? [])].map(([column, value]) => changed(record, column, value)),
  );
}

async function* ofFill(
  file: IndexedFile,
  edits: EditList | null,
  { column, fromLine, toLine, value }: ChangeOf<'fill'>,
): AsyncGenerator<ChangedCell> {
  let fill = value;
  for await (const record of everyRecord(file, edits, fromLine)) {
    if (record.line > toLine) return;
    fill ??= record.cells[column] ?? '';
    yield* different([changed(record, column, fill)]);
  }
}

async function* ofReplacement(
  file: IndexedFile,
  edits: EditList | null,
  change: ChangeOf<'replace'>,
): AsyncGenerator<ChangedCell> {
  const replace = replacer(change);
  const width = file.format.headings.length;
  for await (const record of everyRecord(file, edits, 1)) {
    const [from, to] =
      change.column === undefined
        ? [0, Math.max(width, record.cells.length)]
        : [change.column, change.column + 1];
    for (let column = from; column < to; column += 1) {
      const value = replace(record.cells[column] ?? '');
      if (value !== null) yield* different([changed(record, column, value)]);
    }
  }
}

async function* ofRefused(
  store: Store,
  file: IndexedFile,
  edits: EditList | null,
  { importId, column, code, value }: ChangeOf<'failed'>,
): AsyncGenerator<ChangedCell> {
  const { no } = getImport(store, importId);
  const heading = file.format.headings[column] ?? '';
  const step = 1000;
  for (let line = 0; ;) {
    const lines = refusedLinesAfter(store, no, heading, code ?? null, line, step);
    yield* ofLines(store, file, edits, lines, (record) => [changed(record, column, value)]);
    const last = lines.at(-1);
    if (last === undefined || lines.length < step) return;
    line = last;
  }
}

async function* ofLines(
  { paths }: Store,
  file: IndexedFile,
  edits: EditList | null,
  lines: readonly number[],
  cellsOf: CellsOf,
): AsyncGenerator<ChangedCell> {
  const records = await rowsAtLines(paths, file, lines);
  const edit = recordEditor(edits);
  for (const line of lines) {
    const record = records.get(line);
    if (record === undefined) {
      throw new UserError('no-such-row', `No row of the file begins on line ${line}. Nothing was changed.`);
    }
    yield* different(cellsOf(edit(record)));
  }
}

/** All rows from a line on, corrected; other work is done in between. */
async function* everyRecord(
  { path, format }: IndexedFile,
  edits: EditList | null,
  fromLine: number,
): AsyncGenerator<FileRecord> {
  const fd = openSync(path, 'r');
  try {
    const edit = recordEditor(edits);
    const { blocks, records } = openRecords(fd, format, null, null);
    for (let block = blocks.next(); block !== null; block = blocks.next()) {
      const rows: FileRecord[] = [];
      const used = records.read(block, (record) => {
        if (record.line <= format.headerLine || record.line < fromLine) return;
        const { line, cells, fault } = edit(record);
        rows.push({ line, cells: [...cells], fault, raw: () => [...cells] });
      });
      if (!block.cutLine) blocks.consume(used);
      yield* rows;
      await nextTurn();
    }
  } finally {
    closeSync(fd);
  }
}

function changed(record: FileRecord, column: number, value: string): ChangedCell {
  return { line: record.line, column, value, before: record.cells[column] ?? '' };
}

function different(cells: readonly ChangedCell[]): ChangedCell[] {
  return cells.filter(({ before, value }) => before !== value);
}

/** One column beyond the headings may be there to be emptied: a row that is too long. */
function checkColumn({ format: { headings } }: IndexedFile, column: number): void {
  if (column < headings.length + 16) return;
  throw new UserError(
    'no-such-column',
    `The file has ${headings.length} columns, and none at ${column + 1}.`,
  );
}
