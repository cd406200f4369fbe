import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commonText, failureFingerprint } from '../../../workers/store/failure-fingerprint.ts';

const of = (message: string, over: object = {}) =>
  failureFingerprint({ queue: 'invoice', name: 'generate-pdf', code: 'gone', message, ...over });

const word = fc.stringMatching(/^[a-z]{1,12}$/);
const digits = fc.stringMatching(/^\d{1,12}$/);
const variables = {
  'a UUID': fc.uuid(),
  'a number': fc.oneof(
    fc.nat().map(String),
    fc.float({ noNaN: true, min: 0, max: 1e6 }).map((n) => n.toFixed(2)),
  ),
  'a hash': fc.stringMatching(/^[a-f]?\d[0-9a-f]{6,62}$/),
  'a date': fc
    .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
    .map((date) => date.toISOString()),
  'an e-mail address': fc.tuple(word, word).map(([who, where]) => `${who}@${where}.example`),
  'a path': fc.array(word, { minLength: 2, maxLength: 5 }).map((parts) => `/${parts.join('/')}`),
  'a Windows path': fc.array(word, { minLength: 2, maxLength: 5 }).map((parts) => `C:\\${parts.join('\\')}`),
  'a name in quotation marks': fc
    .tuple(fc.constantFrom('“”', '""', "''"), fc.stringMatching(/^[^“”"'\s][^“”"']{0,30}$/))
    .map(([marks, name]) => `${marks[0]}${name}${marks[1]}`),
};

test.each(Object.entries(variables))('%s in a message makes no difference', (_what, variable) => {
  fc.assert(
    fc.property(word, variable, variable, word, (before, one, other, after) => {
      expect(of(`${before} ${one} ${after}.`)).toBe(of(`${before} ${other} ${after}.`));
    }),
  );
});

test('other words, another code and another job are other failures', () => {
  fc.assert(
    fc.property(word, word, digits, (one, other, number) => {
      fc.pre(one !== other);
      expect(of(`${one} ${number}`)).not.toBe(of(`${other} ${number}`));
      expect(of(one, { code: one })).not.toBe(of(one, { code: other }));
      expect(of(one, { name: one })).not.toBe(of(one, { name: other }));
      expect(of(one, { queue: one })).not.toBe(of(one, { queue: other }));
    }),
  );
});

test('what is left out once is not there to be left out again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (message) => {
      const common = commonText(message);
      expect(commonText(common)).toBe(common);
    }),
  );
});

test('the parts of one message do not run into those of another', () => {
  expect(of('b', { code: 'a' })).not.toBe(of('', { code: 'ab' }));
});

test.each([
  ['The invoice A-1001 was not found.', 'The invoice · was not found.'],
  ["ENOENT: no such file, open '/home/clerk/x.csv'", 'ENOENT: no such file, open ·'],
  ["The file can't be read and isn't ours.", "The file can't be read and isn't ours."],
  ['Rows 12, 13 and 40 of “May.csv”', 'Rows · and · of ·'],
  ['connect ECONNREFUSED 10.0.0.7:587', 'connect ECONNREFUSED ·'],
  ['either/or is no path', 'either/or is no path'],
])('%s', (message, common) => {
  expect(commonText(message)).toBe(common);
});

test('a message of megabytes takes no time worth mentioning', () => {
  const before = performance.now();
  for (const text of ["'", '"', '/a', '1.', 'a@', 'f-']) of(text.repeat(1_000_000));
  expect(performance.now() - before).toBeLessThan(1000);
});
