/** The fonts that documents are printed with: a text becomes runs, each in the first font that has its characters. */
import { resourcePath } from '../../paths.ts';
import { baseCharacters } from './base-glyphs.ts';
import { tabularFigures, Typeface } from './typeface.ts';

export type Weight = 'regular' | 'semibold';

/** A piece of text in one font. */
export interface Run {
  typeface: Typeface;
  text: string;
}

/** First the house font; after it, for the characters that it lacks, one with Chinese, Japanese and Korean. */
const files: Record<Weight, readonly string[]> = {
  regular: ['Inter-Regular.ttf', 'DroidSansFallback.ttf'],
  semibold: ['Inter-SemiBold.ttf', 'DroidSansFallback.ttf'],
};

const parsed = new Map<string, Typeface>();

/** Parsing costs up to 20 ms and some MB, so each file is parsed once, and a fallback only when it is needed. */
function typeface(file: string): Typeface {
  let face = parsed.get(file);
  if (face === undefined) {
    face = new Typeface(resourcePath('fonts', file), file.startsWith('Inter') ? baseCharacters : '');
    parsed.set(file, face);
  }
  return face;
}

/** The house font of a weight. */
export function mainTypeface(weight: Weight): Typeface {
  return typeface(files[weight][0] ?? '');
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Splits a text by font. A letter and its combining marks stay together.
 * @throws Error when no font has a character: `unprintableCharacter` is asked before anything is laid out.
 */
export function runsOf(text: string, weight: Weight): Run[] {
  const main = mainTypeface(weight);
  if (hasAll(main, text)) return text === '' ? [] : [{ typeface: main, text }];
  const runs: Run[] = [];
  for (const { segment } of graphemes.segment(text)) {
    const face = faceFor(segment, weight);
    if (face === undefined) throw new Error(`No font has ${JSON.stringify(segment)}.`);
    const last = runs.at(-1);
    if (last?.typeface === face) last.text += segment;
    else runs.push({ typeface: face, text: segment });
  }
  return runs;
}

/**
 * The first character (with its combining marks) that cannot be printed, or null. Both weights count: a name stands in both.
 */
export function unprintableCharacter(text: string): string | null {
  if (hasAll(mainTypeface('regular'), text) && hasAll(mainTypeface('semibold'), text)) return null;
  for (const { segment } of graphemes.segment(text)) {
    if (!faceFor(segment, 'regular') || !faceFor(segment, 'semibold')) return segment;
  }
  return null;
}

/** Width in thousandths of an em. */
export function advanceOf(text: string, weight: Weight, tabular: boolean): number {
  return runsOf(text, weight).reduce((sum, run) => sum + runAdvance(run, tabular), 0);
}

/** Width of a run in thousandths of an em, cut into words (each with the space that follows) exactly as pdfkit draws it. */
export function runAdvance({ typeface: face, text }: Run, tabular: boolean): number {
  if (tabular) return face.layout(text, tabularFigures).advanceWidth;
  let sum = 0;
  for (let start = 0; start < text.length;) {
    const space = text.indexOf(' ', start);
    const end = space === -1 ? text.length : space + 1;
    sum += face.layout(text.slice(start, end)).advanceWidth;
    start = end;
  }
  return sum;
}

function faceFor(segment: string, weight: Weight): Typeface | undefined {
  const file = files[weight].find((name) => hasAll(typeface(name), segment));
  return file === undefined ? undefined : typeface(file);
}

function hasAll(face: Typeface, text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const codePoint = text.codePointAt(i) ?? 0;
    if (codePoint > 0xffff) i++;
    if (!face.has(codePoint) && codePoint !== 0x0a) return false;
  }
  return true;
}
