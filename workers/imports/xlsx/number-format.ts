/** What a cell's number format says about its number: that it is a date, a share, or has a fixed count of digits. */

export type NumberFormat =
  | { kind: 'plain' }
  | { kind: 'percent' }
  /** `time`: hours are shown too. */
  | { kind: 'date'; time: boolean }
  | { kind: 'time' }
  | { kind: 'duration' }
  /** `00000`, `00000-0000`: a place for each digit, and what stands between them. */
  | { kind: 'digits'; pattern: readonly DigitPlace[] };

/** A digit, or text that is shown as it is. */
export type DigitPlace = { digit: true } | { digit: false; text: string };

export const plain: NumberFormat = { kind: 'plain' };
const date: NumberFormat = { kind: 'date', time: false };
const dateAndTime: NumberFormat = { kind: 'date', time: true };
const time: NumberFormat = { kind: 'time' };

/** Formats that a workbook names by number alone (ECMA-376, 18.8.30), the East Asian ones included. */
export function builtInFormat(id: number): NumberFormat {
  if (id === 9 || id === 10) return { kind: 'percent' };
  if (id === 22) return dateAndTime;
  if (id === 46) return { kind: 'duration' };
  if ((id >= 18 && id <= 21) || id === 32 || id === 33 || id === 45 || id === 47) return time;
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return date;
  return plain;
}

interface Token {
  /** A character that means something, or text that is shown. */
  kind: 'code' | 'text';
  text: string;
}

/** Reads a format code such as `dd.mm.yyyy`, `[h]:mm`, `0.0%`, `00000\-0000`; of several sections the first, for positive numbers. */
export function readFormat(code: string): NumberFormat {
  const { tokens, elapsed } = firstSection(code);
  if (elapsed) return { kind: 'duration' };
  const letters = tokens
    .map(({ kind, text }) => (kind === 'code' ? text : ''))
    .join('')
    .toLowerCase();
  if (letters.trim() === 'general') return plain;
  return dateFormat(letters) ?? digitFormat(tokens) ?? (letters.includes('%') ? { kind: 'percent' } : plain);
}

function dateFormat(letters: string): NumberFormat | null {
  const withoutHalves = letters.replaceAll(/am\/pm|a\/p/g, 'h');
  const hours = /[hs]/.test(withoutHalves);
  // Places for digits belong to numbers, but for fractions of a second. `E+` is no date either.
  if (/[#?]|e[+-]/.test(withoutHalves) || /0/.test(withoutHalves.replaceAll(/s\.0+/g, 's'))) return null;
  if (/[yd]/.test(withoutHalves)) return hours ? dateAndTime : date;
  if (hours) return time;
  return withoutHalves.includes('m') ? date : null;
}

function digitFormat(tokens: readonly Token[]): NumberFormat | null {
  const pattern: DigitPlace[] = [];
  for (const { kind, text } of tokens) {
    if (kind === 'text') pattern.push({ digit: false, text });
    else if (text === '0') pattern.push({ digit: true });
    else if (/[-+() ]/.test(text)) pattern.push({ digit: false, text });
    else return null;
  }
  const digits = pattern.filter(({ digit }) => digit).length;
  const last = pattern.findLastIndex(({ digit }) => digit);
  // A unit behind the number, such as "kg", is for the eye.
  const unit = pattern.slice(last + 1).some((place) => !place.digit && /\p{L}/u.test(place.text));
  return digits >= 2 && !unit ? { kind: 'digits', pattern } : null;
}

function firstSection(code: string): { tokens: Token[]; elapsed: boolean } {
  const tokens: Token[] = [];
  let elapsed = false;
  for (let at = 0; at < code.length; at += 1) {
    const char = code.charAt(at);
    if (char === ';') break;
    if (char === '"' || char === '[') {
      const end = code.indexOf(char === '"' ? '"' : ']', at + 1);
      const inside = code.slice(at + 1, end === -1 ? code.length : end);
      if (char === '"') tokens.push({ kind: 'text', text: inside });
      else if (/^(?:h+|m+|s+)$/i.test(inside)) elapsed = true;
      if (end === -1) break;
      at = end;
    } else if (char === '\\') {
      at += 1;
      tokens.push({ kind: 'text', text: code.charAt(at) });
    } else if (char === '_' || char === '*') {
      // The width of the next character, or as many of it as fit.
      at += 1;
    } else tokens.push({ kind: 'code', text: char });
  }
  return { tokens, elapsed };
}
