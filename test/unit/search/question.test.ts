import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { everyMatch, exactMatch, headMatch, questionOf } from '../../../workers/search/question.ts';
import { rankOf, ranks } from '../../../workers/search/rank.ts';
import { entryOf, idWords, phoneWords, wordsOf, type Findable } from '../../../workers/search/words.ts';

const row = (changes: Partial<Findable> = {}): Findable => ({
  ids: ['123456', 'MC-313131'],
  phones: ['+1 (248) 555-0100'],
  names: ['J.B. Hunt Transport'],
  others: ['Łódź'],
  ...changes,
});

describe('words', () => {
  it.each([
    ['Łódź', ['lodz']],
    ['Straße & Söhne', ['strasse', 'sohne']],
    ["O'Neill-Ørsted", ['o', 'neill', 'orsted']],
    [' - ', []],
  ])('of %j are %j', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  it.each([
    ['MC-123456', ['mc123456', 'mc', '123456']],
    ['MC123456', ['mc123456', '123456']],
    ['INV-B7-00042', ['invb700042', 'inv', 'b7', '00042', '42']],
    ['000123', ['000123', '123']],
  ])('of the number %j are %j', (text, words) => {
    expect(idWords(text)).toEqual(words);
  });

  it('of a telephone number leave out country and area code in turn', () => {
    expect(phoneWords('+1 (248) 555-0100')).toEqual(['12485550100', '2485550100', '5550100']);
    expect(phoneWords('ask at the desk')).toEqual([]);
  });

  it('keep what a name begins with apart', () => {
    expect(entryOf(row({ names: ['Acme Freight', 'Bolt'] })).heads).toBe('acme bolt');
  });

  it('join the initials of a name', () => {
    expect(entryOf(row({ names: ['J.B. Hunt'] })).words).toBe('j b hunt jb lodz');
  });
});

describe('a question', () => {
  it('is every word as a beginning, in the syntax of the index', () => {
    expect(everyMatch(questionOf('hunt trans'))).toBe('"hunt"* AND "trans"*');
    expect(everyMatch(questionOf('MC-123456'))).toBe('("mc123456"* OR ("mc"* AND "123456"*))');
    expect(headMatch(questionOf('hunt trans'))).toBe('heads : "hunt"* AND "hunt"* AND "trans"*');
    expect(exactMatch(questionOf('(248) 555-0100'))).toBe('ids : ("2485550100" OR "248" OR "5550100")');
    expect(exactMatch(questionOf('hunt'))).toBeNull();
  });

  it.each(['', '   ', '"', '*', '- ', '\u0000'])('of %j asks for nothing', (text) => {
    const question = questionOf(text);
    expect([exactMatch(question), headMatch(question), everyMatch(question)]).toEqual([null, null, null]);
  });

  it('takes single letters for a wish only', () => {
    expect(questionOf('j b hunt')).toMatchObject({ terms: [{ whole: 'hunt' }], letters: ['j', 'b'] });
    expect(everyMatch(questionOf('j'))).toBeNull();
  });

  it('has nothing but quoted letters and digits between its operators, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const question = questionOf(text);
        const syntax = /^(?:heads : |ids : )?(?:"[\p{L}\p{N}]+"\*?|[() ]|AND|OR)+$/u;
        for (const match of [exactMatch(question), headMatch(question), everyMatch(question)])
          if (match !== null) expect(match).toMatch(syntax);
      }),
    );
  });

  it('of a novel has eight words', () => {
    const text = Array.from({ length: 500 }, (_, i) => `word${i}`).join(' ');
    expect(questionOf(text).terms).toHaveLength(8);
  });
});

describe('a row', () => {
  it.each([
    ['123456', ranks.number],
    ['mc 313131', ranks.number],
    ['MC-313131', ranks.number],
    ['248 555 0100', ranks.number],
    ['555-0100', ranks.number],
    ['jb hunt transport', ranks.name],
    ['j.b. hu', ranks.nameBegins],
    ['transp hunt', ranks.nameHolds],
    ['hunt lodz', ranks.other],
    ['hunt z', ranks.nameHolds + 0.5],
    ['hunt acme', null],
    ['12345', ranks.other],
  ])('for %j has the rank %j', (text, rank) => {
    expect(rankOf(questionOf(text), row())).toBe(rank);
  });

  it('that fits is one that the index would find', () => {
    const { ids, words } = entryOf(row());
    expect(ids.split(' ')).toContain('313131');
    expect(words.split(' ')).toContain('lodz');
  });
});
