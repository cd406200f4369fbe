/** Rows of a file as the router shows them: as they are read, and what became of them. */
import type {
  FilePreview,
  FileRow,
  ImportRowsPage,
  ImportRowView,
  MappedColumn,
  OtherRecord,
  RowFilter,
  SimilarCounts,
} from '../api/wire.ts';
import type { Entity } from '../api/wire.ts';
import { outcome } from '../store/import-outcome.ts';
import { getImport } from '../store/import-record.ts';
import { countSimilar, notesOfRow, rowOutcome, type RowNote } from '../store/import-rows.ts';
import { editsOfLine, getEditSet } from '../store/import-edits.ts';
import type { Store } from '../store/open.ts';
import { differencesOf } from './differences.ts';
import { editedRecord } from './edited-records.ts';
import { fieldsOf } from './entities/index.ts';
import { rowsAtLines, rowsFrom } from './file-rows.ts';
import type { FileFormat } from './format.ts';
import { fileAsRead, fileOfImport, type FileChoice } from './reading.ts';
import type { FileRecord } from './records.ts';
import { otherRecord } from './lookalikes/words.ts';
import { linesOfRows } from './row-lists.ts';
import { headingsOf, sourceFor, type Mapping } from './source.ts';

const outcomes = Object.fromEntries(Object.entries(outcome).map(([name, code]) => [code, name])) as Record<
  number,
  ImportRowView['outcome']
>;

/** By line. @throws UserError `not-found`, `file-unknown`, `edits-unknown` */
export async function importRows(
  store: Store,
  input: { importId: string; filter: RowFilter; editsId?: string | undefined; limit: number; offset: number },
): Promise<ImportRowsPage> {
  const record = getImport(store, input.importId);
  const editsId = input.editsId ?? record.editsId;
  if (editsId !== null) getEditSet(store, editsId);
  const file = await fileOfImport(store, record);
  const { format } = file;
  const mapping = JSON.parse(record.mapping) as Mapping;
  const all = await linesOfRows(store, record, input.filter);
  const lines = [...all.subarray(input.offset, input.offset + input.limit)];
  const records = await rowsAtLines(store.paths, file, lines);
  const differences = differencesOf(record.entity as Entity, mapping, format);
  const rows = lines.flatMap((line): ImportRowView[] => {
    const found = rowOutcome(store, record.no, line);
    if (found === undefined) return [];
    const original = records.get(line) ?? lost(line);
    const own = withEdits(store, record.editsId, original);
    return [
      {
        ...rowView(store, editsId, original),
        outcome: outcomes[found.outcome] ?? 'failed',
        issues: notesOfRow(store, record.no, line).map(({ severity, ...note }) => ({
          ...note,
          ...otherOf(note),
          severity: severity === 'warning' ? 'warning' : 'error',
        })),
        differences: found.before === null ? [] : differences(found.before, own),
      },
    ];
  });
  return {
    headings: format.headings,
    columns: mappedColumns(record.entity as Entity, mapping, format),
    rows,
    total: all.length,
  };
}

/** @throws UserError `not-found` */
export function similarRows(store: Store, importId: string): SimilarCounts {
  const { rows, byCode } = countSimilar(store, getImport(store, importId).no);
  return {
    similar: byCode.similar ?? 0,
    knownCustomer: byCode['known-customer'] ?? 0,
    knownCarrier: byCode['known-carrier'] ?? 0,
    rows,
  };
}

/** @throws UserError `file-unknown`, `edits-unknown`, and what reading the file's beginning says */
export async function previewRows(
  store: Store,
  input: FileChoice & { editsId?: string | undefined; from: number; limit: number },
): Promise<FilePreview> {
  const { editsId } = input;
  if (editsId !== undefined) getEditSet(store, editsId);
  const file = await fileAsRead(store, input);
  const { records, total } = await rowsFrom(store.paths, file, input.from, input.limit);
  return {
    headings: file.format.headings,
    rows: records.map((record) => rowView(store, editsId ?? null, record)),
    total,
  };
}

function rowView(store: Store, editsId: string | null, record: FileRecord): FileRow {
  const edits = editsId === null ? [] : editsOfLine(store, editsId, record.line);
  return {
    line: record.line,
    cells: editedRecord(record, edits).cells,
    edited: edits.map(({ column }) => column),
  };
}

function withEdits(store: Store, editsId: string | null, record: FileRecord): FileRecord {
  return editsId === null ? record : editedRecord(record, editsOfLine(store, editsId, record.line));
}

function mappedColumns(entity: Entity, mapping: Mapping, { headings }: FileFormat): MappedColumn[] {
  return fieldsOf(entity).flatMap(({ name: field, label }) => {
    const source = sourceFor(mapping, field);
    const read = source === null ? [] : headingsOf(source);
    return read.map((heading) => ({ field, label, heading, column: headings.indexOf(heading) }));
  });
}

function otherOf(note: Pick<RowNote, 'code' | 'message'>): { other?: OtherRecord } {
  const other = otherRecord(note);
  return other === null ? {} : { other };
}

/** The staged file no longer holds a row that the import has seen: it is shown without cells. */
function lost(line: number): FileRecord {
  return { line, cells: [], fault: null, raw: () => [] };
}
