/** Measuring text and breaking it into lines. */
import LineBreaker from 'linebreak';
import { advanceOf } from '../fonts/font-set.ts';
import type { TextStyle } from './style.ts';

/** Width in points. */
export function textWidth(text: string, { weight, size, tabular }: TextStyle): number {
  return (advanceOf(text, weight, tabular) * size) / 1000;
}

/** Widths are sums of fractions: a text is not broken for a millionth of a point. */
const tolerance = 1e-6;

/**
 * Breaks a text into lines no wider than `width` points, where Unicode's line breaking algorithm (UAX 14) allows it, and within
 * a word only when the word alone is wider. Where words end with a line, one blank stays at the line's end (beyond the width, it
 * shows nothing): what is read aloud or copied from the page has its words apart.
 */
export function wrapText(text: string, width: number, style: TextStyle): string[] {
  const paragraphs = text.split('\n');
  return paragraphs.flatMap((paragraph, i) => {
    const lines = wrapParagraph(paragraph, width, style);
    const last = lines.pop() ?? '';
    return [...lines, i < paragraphs.length - 1 && last !== '' ? `${last} ` : last];
  });
}

function wrapParagraph(paragraph: string, width: number, style: TextStyle): string[] {
  const fits = (line: string) => textWidth(line.trimEnd(), style) <= width + tolerance;
  if (fits(paragraph)) return [paragraph];
  const lines: string[] = [];
  let line = '';
  for (const word of unbreakableParts(paragraph)) {
    if (fits(line + word)) {
      line += word;
      continue;
    }
    if (line !== '') lines.push(withOneBlank(line));
    line = word;
    while (!fits(line)) {
      const part = longestFitting(line, fits);
      lines.push(withOneBlank(part));
      line = line.slice(part.length).trimStart();
    }
  }
  if (line !== '') lines.push(line.trimEnd());
  return lines;
}

const withOneBlank = (line: string) => line.replace(/ +$/, ' ');

function* unbreakableParts(paragraph: string): Generator<string> {
  const breaker = new LineBreaker(paragraph);
  let start = 0;
  for (let next = breaker.nextBreak(); next !== null; next = breaker.nextBreak()) {
    yield paragraph.slice(start, next.position);
    start = next.position;
  }
  if (start < paragraph.length) yield paragraph.slice(start);
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The longest beginning of a word that fits, and at least one letter with its marks. */
function longestFitting(word: string, fits: (text: string) => boolean): string {
  const ends = [...graphemes.segment(word)].map(({ index, segment }) => index + segment.length);
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(word.slice(0, ends[middle]))) low = middle;
    else high = middle - 1;
  }
  return word.slice(0, ends[low]);
}

/** The style, set smaller where the text would be wider than `width`, down to `least` points. */
export function fitted(text: string, width: number, style: TextStyle, least: number): TextStyle {
  const natural = textWidth(text, style);
  if (natural <= width) return style;
  return { ...style, size: Math.max(least, (style.size * width) / natural) };
}

/** At most `most` lines; what is left out is marked by an ellipsis. Only for what stands in full elsewhere. */
export function abbreviated(text: string, width: number, style: TextStyle, most: number): string[] {
  const lines = wrapText(text, width, style);
  if (lines.length <= most) return lines;
  const last = (lines[most - 1] ?? '').trimEnd();
  return [
    ...lines.slice(0, most - 1),
    longestFitting(last, (part) => textWidth(`${part}…`, style) <= width) + '…',
  ];
}
