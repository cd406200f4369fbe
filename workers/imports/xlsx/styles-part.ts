/** The styles of a workbook, of which only the number formats matter here. */
import type { Archive } from './archive.ts';
import { tooLarge } from './faults.ts';
import { builtInFormat, plain, readFormat, type NumberFormat } from './number-format.ts';
import { readWholeXml } from './xml.ts';

/** Excel allows 65,490. */
const mostStyles = 200_000;

/** The number format of each cell style, by the index that cells give. */
export async function readStyles(archive: Archive, part: string | null): Promise<NumberFormat[]> {
  const styles: NumberFormat[] = [];
  if (part === null) return styles;
  const own = new Map<number, NumberFormat>();
  let ofCells = false;
  await readWholeXml(archive, part, {
    open(name, attributes) {
      if (name === 'cellXfs') ofCells = true;
      const id = Number(attributes['numFmtId'] ?? 0);
      if (name === 'numFmt') own.set(id, readFormat(attributes['formatCode'] ?? ''));
      else if (name === 'xf' && ofCells) styles.push(own.get(id) ?? builtInFormat(id));
      if (own.size > mostStyles || styles.length > mostStyles) throw tooLarge('it has too many styles');
    },
    close(name) {
      if (name === 'cellXfs') ofCells = false;
    },
  });
  return styles;
}

export function styleOf(styles: readonly NumberFormat[], index: string | undefined): NumberFormat {
  return index === undefined ? plain : (styles[Number(index)] ?? plain);
}
