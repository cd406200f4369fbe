/** One sheet of a workbook becomes text. Runs in a thread: reading a large sheet takes half a minute of computing. */
import { closeSync, fsyncSync, ftruncateSync, openSync } from 'node:fs';
import { Archive } from './archive.ts';
import { SharedStrings } from './shared-strings.ts';
import type { SheetFacts } from './sheet-facts.ts';
import { readSheet, type CellContext } from './sheet-part.ts';
import { SheetWriter } from './sheet-writer.ts';
import { readStrings } from './strings-part.ts';
import { readStyles } from './styles-part.ts';
import { readWorkbook, type Sheet } from './workbook.ts';

export interface ConvertOrder {
  /** Path of the workbook, and what the person calls it. */
  workbook: string;
  fileName: string;
  /** Index of the sheet; null for the first one that holds a table. */
  sheet: number | null;
  /** Path of the text to be made, and of a scratch file. */
  target: string;
  scratch: string;
}

export interface Converted {
  /** Those with cells, in order. */
  sheets: { name: string; hidden: boolean }[];
  /** Which of them was converted. */
  index: number;
  /** Size of the text. */
  bytes: number;
  facts: SheetFacts;
}

/** @throws UserError what is wrong with the workbook, see faults.ts; `binary-file` when it is none */
export async function convertSheet(order: ConvertOrder): Promise<Converted> {
  const archive = await Archive.open(order.workbook);
  const strings = new SharedStrings(order.scratch);
  const fd = openSync(order.target, 'w');
  try {
    const workbook = await readWorkbook(archive, order.fileName);
    const { from1904, stylesPart, stringsPart } = workbook;
    const styles = await readStyles(archive, stylesPart);
    await readStrings(archive, stringsPart, strings);
    const context: CellContext = { strings, styles, from1904 };
    const convert = async (index: number): Promise<Converted> => {
      ftruncateSync(fd, 0);
      const writer = new SheetWriter(fd);
      await readSheet(archive, (workbook.sheets[index] as Sheet).part, context, writer);
      const sheets = workbook.sheets.map(({ name, hidden }) => ({ name, hidden }));
      return { sheets, index, bytes: writer.bytes, facts: writer.facts };
    };
    const converted =
      order.sheet === null ? await firstTable(workbook.sheets, convert) : await convert(order.sheet);
    fsyncSync(fd);
    return converted;
  } finally {
    closeSync(fd);
    strings.close();
    archive.close();
  }
}

/** The first sheet with two rows of two cells, those that are shown before those that are not; else the first with anything in it. */
async function firstTable(
  sheets: readonly Sheet[],
  convert: (index: number) => Promise<Converted>,
): Promise<Converted> {
  const order = sheets.map((_, index) => index).toSorted((a, b) => rank(sheets, a) - rank(sheets, b));
  let fallback: number | null = null;
  for (const index of order) {
    const converted = await convert(index);
    if (converted.facts.tableRows >= 2) return converted;
    if (fallback === null && converted.facts.rows > 0) fallback = index;
  }
  return convert(fallback ?? order[0] ?? 0);
}

function rank(sheets: readonly Sheet[], index: number): number {
  return sheets[index]?.hidden === true ? 1 : 0;
}
