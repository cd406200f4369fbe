/** A file taken the way of an import up to the point where its rows would be written: staged, examined, parsed. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Entity } from '../../workers/api/wire.ts';
import { fieldsOf, partners } from '../../workers/imports/entities/index.ts';
import { comparingNothing } from '../../workers/imports/lookalikes/row-comparison.ts';
import { examine, type FileFormat } from '../../workers/imports/format.ts';
import type { Mapping } from '../../workers/imports/source.ts';
import { parseFile, storedColumns } from '../../workers/imports/parse-file.ts';
import type { RowIssue } from '../../workers/imports/row.ts';
import { stageFile } from '../../workers/imports/stage.ts';
import { stagedPath, surveyOf } from '../../workers/imports/staged-file.ts';
import { valueSeparator, WindowPacker, type Window } from '../../workers/imports/window.ts';
import { dataPaths } from '../../workers/paths.ts';

/** A row as it would be written, with the physical line on which it starts. */
export interface RowRead {
  line: number;
  /** What would be stored, by field. */
  values: Record<string, string>;
  /** The cells as they stand in the file. */
  cells: string[];
}

export interface FileRead {
  format: FileFormat;
  /** The first rows, as a person sees them before the import. */
  preview: string[][];
  /** In the file's order. */
  rows: RowRead[];
  /** Everything that is said of a row, in the file's order. */
  issues: (RowIssue & { line: number })[];
}

/** A column that an import fills: its heading where the file has it, its place otherwise. */
export interface ColumnFilled {
  field: string;
  heading: string;
}

/** A partner entity: their rows stand alone. */
type Partner = Exclude<Entity, 'invoice'>;

/**
 * @param filled in the order of the file's columns.
 * @throws UserError what staging and examining say.
 */
export async function readFileWhole(
  dataDir: string,
  content: string | Buffer,
  filled: readonly ColumnFilled[],
  entity: Partner = 'carrier',
): Promise<FileRead> {
  const paths = dataPaths(dataDir);
  const bytes = Buffer.from(content);
  const { sha256, name } = await stageFile({ paths }, Readable.from([bytes]), 'file.csv');
  const path = stagedPath(paths, sha256);
  const { format, rows: preview } = examine(path, await surveyOf(paths, sha256), name);
  const mapping = mappingTo(filled, format.headings);
  const windows: Window[] = [];
  await parseFile(
    {
      path,
      fileBytes: bytes.length,
      format,
      entity,
      mapping,
      spoolPath: join(paths.temp, randomUUID()),
      from: null,
      withIds: true,
      withRaw: true,
      edits: null,
      comparing: comparingNothing,
    },
    new WindowPacker(),
    { window: async (window) => void windows.push(window), moving: () => {} },
  );
  const columns = storedColumns(partners[entity], mapping);
  return {
    format,
    preview: preview.map(({ cells }) => cells),
    rows: windows.flatMap((window) => rowsOf(window, entity, columns)).sort((a, b) => a.line - b.line),
    issues: windows.flatMap(({ flagged }) =>
      flagged.flatMap(({ line, issues }) => issues.map((issue) => ({ line, ...issue }))),
    ),
  };
}

function mappingTo(filled: readonly ColumnFilled[], headings: readonly string[]): Mapping {
  const mapped = filled.flatMap(({ field, heading }, i) => {
    const found = headings.includes(heading) ? heading : headings[i];
    return found === undefined ? [] : [[field, found] as const];
  });
  return Object.fromEntries(mapped);
}

function rowsOf(window: Window, entity: Partner, columns: readonly string[]): RowRead[] {
  const values = Buffer.from(window.bytes.subarray(0, window.pieceEnds.at(-1) ?? 0))
    .toString('utf8')
    .split(valueSeparator);
  const { key } = partners[entity];
  const isField = fieldsOf(entity).some(({ name }) => name === key);
  const stride = columns.length + 3;
  return Array.from(window.lines, (line, i) => {
    const [, keyValue = '', ...others] = values.slice(i * stride, (i + 1) * stride);
    const stored = Object.fromEntries(columns.map((column, at) => [column, others[at] ?? '']));
    return {
      line,
      values: isField ? { [key]: keyValue, ...stored } : stored,
      cells: JSON.parse(others[columns.length] ?? '[]') as string[],
    };
  });
}
