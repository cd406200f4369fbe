/** Reads the cells of a sheet as they stream by. */
import type { Archive } from './archive.ts';
import { damaged } from './faults.ts';
import type { NumberFormat } from './number-format.ts';
import { numberText } from './number-text.ts';
import { encodeCell } from './sheet-text.ts';
import type { SheetWriter } from './sheet-writer.ts';
import type { SharedStrings } from './shared-strings.ts';
import { RunText, unescaped } from './strings-part.ts';
import { styleOf } from './styles-part.ts';
import { isTrue } from './workbook.ts';
import { BrokenXml } from './faults.ts';
import { readXml, type Attributes, type XmlHandler } from './xml.ts';

/** What the cells of a sheet refer to. */
export interface CellContext {
  strings: SharedStrings;
  styles: readonly NumberFormat[];
  from1904: boolean;
}

/**
 * A sheet whose XML breaks is read up to there, which is written down; one in which nothing could be read is refused.
 * @throws UserError `workbook-damaged` and what `readXml` finds
 */
export async function readSheet(
  archive: Archive,
  part: string,
  context: CellContext,
  writer: SheetWriter,
): Promise<void> {
  const reader = new SheetReader(context, writer);
  try {
    await readXml(archive, part, reader);
  } catch (error) {
    if (!(error instanceof BrokenXml)) throw error;
    if (writer.facts.rows === 0) throw damaged('nothing of its sheet could be read', error);
    writer.breakOff(reader.inRow);
  }
  writer.flush();
}

class SheetReader implements XmlHandler {
  inRow = false;
  readonly #context: CellContext;
  readonly #writer: SheetWriter;
  #inData = false;
  #inCell = false;
  #inValue = false;
  #inFormula = false;
  #column: number | null = null;
  #type = '';
  #style: string | undefined;
  #value = '';
  #hasFormula = false;
  readonly #inline = new RunText();

  constructor(context: CellContext, writer: SheetWriter) {
    this.#context = context;
    this.#writer = writer;
  }

  open(name: string, attributes: Attributes): void {
    if (this.#inCell) this.#openInCell(name);
    else if (name === 'c' && this.inRow) this.#openCell(attributes);
    else if (name === 'row' && this.#inData) {
      this.inRow = true;
      const number = attributes['r'];
      this.#writer.beginRow(number === undefined ? null : Number(number), isTrue(attributes['hidden']));
    } else if (name === 'sheetData') this.#inData = true;
    else if (name === 'mergeCell') this.#writer.facts.mergedCells += 1;
  }

  close(name: string): void {
    if (this.#inCell) this.#closeInCell(name);
    else if (name === 'row' && this.inRow) {
      this.inRow = false;
      this.#writer.endRow();
    } else if (name === 'sheetData') this.#inData = false;
  }

  text(piece: string): void {
    if (!this.#inCell || this.#inFormula) return;
    if (this.#inValue) this.#value += piece;
    else this.#inline.take(piece);
  }

  #openCell({ r: place, t: type, s: style }: Attributes): void {
    this.#inCell = true;
    this.#column = place === undefined ? null : columnOf(place);
    this.#type = type ?? 'n';
    this.#style = style;
    this.#value = '';
    this.#hasFormula = false;
    this.#inline.clear();
  }

  #openInCell(name: string): void {
    if (name === 'v') this.#inValue = true;
    else if (name === 'f') {
      this.#inFormula = true;
      this.#hasFormula = true;
    } else this.#inline.open(name);
  }

  #closeInCell(name: string): void {
    if (name === 'v') this.#inValue = false;
    else if (name === 'f') this.#inFormula = false;
    else if (name === 'c') {
      this.#inCell = false;
      this.#writer.cell(this.#column, this.#cellText());
    } else this.#inline.close(name);
  }

  /** By the cell's type (ECMA-376, 18.18.11). */
  #cellText(): string {
    const value = this.#value;
    const { strings, styles, from1904 } = this.#context;
    if (this.#type === 'inlineStr') return encodeCell(unescaped(this.#inline.value));
    if (value === '') {
      if (this.#hasFormula && this.#type !== 'str') this.#writer.facts.missingResults += 1;
      return '';
    }
    switch (this.#type) {
      case 's': {
        const text = strings.at(Number(value));
        if (text === undefined) throw damaged(`the texts that its cells refer to are not all there`);
        return text;
      }
      case 'str':
        return encodeCell(unescaped(value));
      case 'b':
        return isTrue(value) ? 'TRUE' : 'FALSE';
      case 'd':
        return encodeCell(isoText(value));
      case 'e':
        return encodeCell(value);
      default:
        return encodeCell(numberText(value, styleOf(styles, this.#style), from1904));
    }
  }
}

/** The column of `BC12`, from 0. @throws BrokenXml */
function columnOf(place: string): number {
  let column = 0;
  for (let i = 0; i < place.length; i += 1) {
    const letter = place.charCodeAt(i) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  if (column === 0) throw new BrokenXml(`"${place}" is no cell`);
  return column - 1;
}

/** Strict workbooks write dates as text, midnight included. */
function isoText(value: string): string {
  return value
    .replace(/T00:00:00(?:\.0+)?Z?$/, '')
    .replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d).*$/, '$1 $2');
}
