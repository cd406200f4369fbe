/** Reads the part with the texts that cells share. */
import type { Archive } from './archive.ts';
import { tooLarge } from './faults.ts';
import { encodeCell } from './sheet-text.ts';
import type { SharedStrings } from './shared-strings.ts';
import { readWholeXml } from './xml.ts';

/** A full sheet of sixty columns has so many. */
const mostStrings = 64 * 1024 * 1024;

export async function readStrings(
  archive: Archive,
  part: string | null,
  strings: SharedStrings,
): Promise<void> {
  if (part !== null) {
    const text = new RunText();
    await readWholeXml(archive, part, {
      open(name) {
        if (name === 'si') text.clear();
        else text.open(name);
      },
      close(name) {
        if (name !== 'si') {
          text.close(name);
          return;
        }
        if (strings.length > mostStrings) throw tooLarge('it has too many different texts');
        strings.add(encodeCell(unescaped(text.value)));
      },
      text(piece) {
        text.take(piece);
      },
    });
  }
  strings.finish();
}

/** The text of a cell: that of its runs, whatever their looks, without the phonetic reading beside them. */
export class RunText {
  value = '';
  #inText = false;
  #inReading = false;

  clear(): void {
    this.value = '';
  }

  open(name: string): void {
    if (name === 't') this.#inText = true;
    else if (name === 'rPh') this.#inReading = true;
  }

  close(name: string): void {
    if (name === 't') this.#inText = false;
    else if (name === 'rPh') this.#inReading = false;
  }

  take(piece: string): void {
    if (this.#inText && !this.#inReading) this.value += piece;
  }
}

/** `_x000D_` is how a workbook writes a character that XML cannot hold (ECMA-376, 22.9.2.19). */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replaceAll(/_x([\dA-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
