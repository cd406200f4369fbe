/** Rows of a staged file from any place of it, by way of its index. */
import { closeSync, openSync } from 'node:fs';
import type { DataPaths } from '../paths.ts';
import { lineIndex, stepBytes, type IndexedFile, type LineIndex } from './line-index.ts';
import { openRecords } from './open-records.ts';
import type { FileRecord } from './records.ts';
import type { Place } from './window.ts';

/** Reading on beats jumping as long as the next row is within so many bytes. */
const nearBytes = 3 * stepBytes;

/** Up to `limit` rows from the one with this index on; `total` is null while they are being counted. */
export async function rowsFrom(
  paths: DataPaths,
  file: IndexedFile,
  from: number,
  limit: number,
): Promise<{ records: FileRecord[]; total: number | null }> {
  const index = await lineIndex(paths, file);
  await index.covers({ row: from });
  const found: FileRecord[] = [];
  const start = index.placeOfRow(from);
  if (start === null) return { records: found, total: index.total };
  let row = start.row;
  readFrom(file, start.place, (record) => {
    if (row >= from && found.length < limit) found.push(copyOf(record));
    row += 1;
    return found.length === limit ? null : Infinity;
  });
  return { records: found, total: index.total };
}

/** The rows that begin on these lines, by line; a line on which none begins is left out. @param lines in ascending order. */
export async function rowsAtLines(
  paths: DataPaths,
  file: IndexedFile,
  lines: readonly number[],
): Promise<Map<number, FileRecord>> {
  const found = new Map<number, FileRecord>();
  const last = lines.at(-1);
  if (last === undefined) return found;
  const index = await lineIndex(paths, file);
  await index.covers({ line: last });
  for (let i = 0; i < lines.length;) {
    const start = index.placeOfLine(lines[i] as number);
    if (start === null) {
      i += 1;
      continue;
    }
    const before = i;
    readFrom(file, start.place, (record) => {
      while (i < lines.length && (lines[i] as number) < record.line) i += 1;
      if (lines[i] === record.line) {
        found.set(record.line, copyOf(record));
        i += 1;
      }
      return i === lines.length ? null : nextOffset(index, lines[i] as number);
    });
    // The file ended, or no row begins here.
    if (i === before) i += 1;
  }
  return found;
}

function nextOffset(index: LineIndex, line: number): number {
  return index.placeOfLine(line)?.place.offset ?? Infinity;
}

/**
 * Reads rows from a place on.
 * @param take says how far the next wanted row is, as a byte offset up to which it may begin: `Infinity` reads on, null ends.
 */
function readFrom(
  { path, format }: IndexedFile,
  place: Place,
  take: (record: FileRecord) => number | null,
): void {
  const fd = openSync(path, 'r');
  try {
    const { blocks, records } = openRecords(fd, format, null, place, stepBytes);
    let wanted: number | null = Infinity;
    for (let block = blocks.next(); block !== null; block = blocks.next()) {
      const used = records.read(block, (record) => {
        if (record.line > format.headerLine && wanted !== null) wanted = take(record);
      });
      if (!block.cutLine) blocks.consume(used);
      if (wanted === null || (wanted !== Infinity && wanted > blocks.place.offset + nearBytes)) return;
    }
  } finally {
    closeSync(fd);
  }
}

function copyOf(record: FileRecord): FileRecord {
  const cells = record.raw();
  return { line: record.line, cells, fault: record.fault, raw: () => [...cells] };
}
