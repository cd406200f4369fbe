/** What a source makes of the first rows of a file. Pure. */
import type { Inspection } from '../../../../workers/api/wire.ts';
import type { Source } from '../../../../workers/imports/source.ts';
import { sourceReader } from '../../../../workers/imports/source-reader.ts';

const tidy = (cell: string) => cell.trim();

/** The first different values that are not empty, as the field gets them before it reads them. */
export function firstValues(
  { headers, preview }: Pick<Inspection, 'headers' | 'preview'>,
  source: Source,
  limit: number,
): string[] {
  const { indexes, text, replaced, whenEmpty } = sourceReader(source, headers);
  const [index = -1] = indexes;
  const values = new Set<string>();
  for (const cells of preview) {
    const value = replaced(text === null ? tidy(cells[index] ?? '') : text(cells, tidy));
    const used = value === '' ? whenEmpty : value;
    if (used !== '') values.add(used);
    if (values.size === limit) break;
  }
  return [...values];
}
