/** From bytes to text, for the encodings that spreadsheets write. */
import { isUtf8 } from 'node:buffer';
import type { Dialect } from '../api/wire.ts';
import type { Survey } from './survey.ts';

export type Encoding = Dialect['encoding'];

/**
 * The encoding of the whole file. A byte order mark settles it. Without one, text that is valid UTF-8 throughout is UTF-8: other
 * encodings do not come out so by chance. Otherwise it is Windows-1252, unless most of its characters are valid UTF-8.
 */
export function encodingOf(survey: Survey): Encoding {
  if (survey.wide !== null) return survey.wide;
  if (survey.bom === 'utf-8' || survey.invalid === 0) return 'utf-8';
  return survey.multibyte > survey.invalid ? 'utf-8' : 'windows-1252';
}

/** Whether the file holds both: characters that are valid UTF-8, and bytes that are not. */
export function isMixed(survey: Survey): boolean {
  return survey.wide === null && survey.invalid > 0 && (survey.multibyte > 0 || survey.bom === 'utf-8');
}

/** Windows-1252 where it differs from Latin-1, 0x80 to 0x9F (encoding.spec.whatwg.org, index windows-1252). */
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** The text of a run of bytes that begins and ends at a character; what is not valid becomes U+FFFD. */
export function decode(bytes: Buffer, encoding: Encoding): string {
  switch (encoding) {
    case 'utf-8':
      return bytes.toString('utf8');
    case 'windows-1252': {
      const text = bytes.toString('latin1');
      return text.replaceAll(/[\u0080-\u009f]/g, (c) => windows1252.charAt(c.charCodeAt(0) - 0x80));
    }
    case 'utf-16le':
      return bytes.toString('utf16le');
    case 'utf-16be':
      return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)))
        .swap16()
        .toString('utf16le');
  }
}

/**
 * Text in which single lines are in another encoding than the file, as in lists that were put together from several. A line of valid
 * UTF-8 is that; one without a valid character above ASCII is Windows-1252; in between, the file's encoding decides.
 * @param lines whole lines. @param firstLine number of the first.
 * @returns `foreign`: numbers of the lines that were not read in the file's encoding.
 */
export function decodeMixed(
  lines: Iterable<Buffer>,
  encoding: Encoding,
  firstLine: number,
): { text: string; foreign: ReadonlySet<number> | null } {
  let text = '';
  let foreign: Set<number> | null = null;
  let line = firstLine;
  for (const bytes of lines) {
    const own = encodingOfLine(bytes, encoding);
    text += decode(bytes, own ?? encoding);
    if (own !== null && own !== encoding) (foreign ??= new Set()).add(line);
    line += 1;
  }
  return { text, foreign };
}

/** Null where the line does not show it. */
function encodingOfLine(bytes: Buffer, encoding: Encoding): Encoding | null {
  if (bytes.every((byte) => byte < 0x80)) return null;
  if (isUtf8(bytes)) return 'utf-8';
  // oxlint-disable-next-line no-control-regex -- ASCII is what is meant
  return encoding === 'utf-8' && /[^\u0000-\u007f\ufffd]/.test(bytes.toString('utf8'))
    ? null
    : 'windows-1252';
}
