/** A staged file as records, read as its format says. */
import { BlockReader } from './blocks.ts';
import type { FileFormat } from './format.ts';
import { RecordReader } from './records.ts';
import { recordFormat } from './sample.ts';
import type { Place } from './window.ts';

/**
 * @param needed columns that are wanted, by index, with the first one beyond the header; null for all.
 * @param from where an earlier run has stopped; null at the first row.
 * @param blockBytes read at once; left out, as suits a whole file.
 */
export function openRecords(
  fd: number,
  format: FileFormat,
  needed: readonly boolean[] | null,
  from: Place | null,
  blockBytes?: number,
): { blocks: BlockReader; records: RecordReader } {
  const { encoding, mixed, lineEnd, delimiter, headings, body, start } = format;
  const { offset, line } = from ?? body ?? { offset: start, line: 1 };
  const blocks = new BlockReader({ fd, encoding, mixed, lineEnd, offset, line, blockBytes });
  const reading = { ...format, sheet: format.sheet !== undefined };
  const records = new RecordReader({ ...recordFormat(reading, delimiter, headings.length), needed });
  return { blocks, records };
}
