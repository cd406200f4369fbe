/** From bytes to text, for the encodings that spreadsheets write. */
import type { Dialect } from '../api/wire.ts';
import type { Survey } from './survey.ts';

export type Encoding = Dialect['encoding'];

/**
 * The encoding of the whole file. A byte order mark settles it. Without one, text that is valid UTF-8 throughout is UTF-8: other
 * encodings do not come out so by chance. A file of mostly valid characters is UTF-8 with damage, anything else Windows-1252.
 */
export function encodingOf(survey: Survey): Encoding {
  if (survey.wide !== null) return survey.wide;
  if (survey.bom === 'utf-8' || survey.invalid === 0) return 'utf-8';
  return survey.multibyte > survey.invalid * 8 ? 'utf-8' : 'windows-1252';
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
