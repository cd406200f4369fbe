import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText, searchTerms } from '../../../workers/search/fold.ts';
import { needleOf, searchChunk, textChunk } from '../../../workers/api/search/text-chunk.ts';

describe('folding', () => {
  it.each([
    ['MÜLLER & Söhne', 'muller & sohne'],
    ['São Paulo', 'sao paulo'],
    ['ＦＲＥＳＮＯ', 'fresno'],
    ['Ελλάς', 'ελλας'],
    ['plain ascii', 'plain ascii'],
  ])('compares %s as %s', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  it('keeps the number of lines, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(foldText(text).split('\n').length).toBe(text.split('\n').length);
      }),
    );
  });

  it('splits a search into words, each once, and takes control characters for blanks', () => {
    expect(searchTerms('  Fresno\tEAGLE fresno\u001f77\n')).toEqual(['fresno', 'eagle', '77']);
    expect(searchTerms(' \u0000 ')).toEqual([]);
  });
});

describe('a chunk of texts', () => {
  const search = (rows: [number, string][], text: string, most = 1000) => {
    const chunk = textChunk(rows);
    return searchChunk(chunk, needleOf(searchTerms(text), chunk), most);
  };

  it('finds words in any order, anywhere in a row, newest row first', () => {
    const rows: [number, string][] = [
      [3, 'Harbor Iron\u001fFresno'],
      [7, 'Iron Mountain\u001fFresno'],
      [9, 'Harbor\u001fIron Lake'],
    ];
    expect(search(rows, 'iron')).toEqual([9, 7, 3]);
    expect(search(rows, 'iron harb')).toEqual([9, 3]);
    expect(search(rows, 'fresno mount')).toEqual([7]);
    expect(search(rows, 'nowhere')).toEqual([]);
  });

  it('does not find a word that only two neighbouring columns or rows make together', () => {
    const rows: [number, string][] = [
      [1, 'north\u001fwest'],
      [2, 'east\nern'],
      [3, 'end'],
      [4, 'of'],
    ];
    for (const word of ['thwes', 'astern', 'endof']) expect(search(rows, word)).toEqual([]);
  });

  it('stops at the number asked for and keeps the newest', () => {
    const rows = Array.from({ length: 50 }, (_, i): [number, string] => [i + 1, `carrier ${i}`]);
    expect(search(rows, 'carrier', 3)).toEqual([50, 49, 48]);
  });

  it('is empty without rows', () => {
    expect(search([], 'x')).toEqual([]);
  });

  it('finds the same rows as looking at each of them does', () => {
    const word = fc.string({
      unit: fc.constantFrom('a', 'b', 'é', 'ł', '1', '%', '_', '"'),
      minLength: 1,
      maxLength: 3,
    });
    const row = fc.array(word, { maxLength: 4 }).map((words) => words.join('\u001f'));
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 30 }),
        fc.array(word, { minLength: 1, maxLength: 3 }),
        (texts, words) => {
          const rows = texts.map((text, i): [number, string] => [i * 2 + 1, text]);
          const terms = searchTerms(words.join(' '));
          const expected = rows
            .filter(([, text]) => terms.every((term) => foldText(text).includes(term)))
            .map(([number]) => number)
            .toReversed();
          expect(search(rows, words.join(' '))).toEqual(expected);
        },
      ),
      { numRuns: 500 },
    );
  });
});
