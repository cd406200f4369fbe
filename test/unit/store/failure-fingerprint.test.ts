import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commonText, failureFingerprint } from '../../../workers/store/failure-fingerprint.ts';

const of = (message: string, code = 'e') => failureFingerprint({ queue: 'q', name: 'n', code, message });

test.each([
  ['There is no invoice “A-17”.', 'There is no invoice “B 2”.'],
  ['connect ECONNREFUSED 10.0.0.1:25', 'connect ECONNREFUSED 192.168.7.20:2525'],
  ['cannot write /data/pdfs/ab/cd.pdf', 'cannot write /data/pdfs/01/23.pdf'],
  ['bad address ann@example.com', 'bad address bob.x@mail.example.org'],
  ['job 01a20d96-8a56-702b-89e1-06f1e630ba38 is gone', 'job 01a20d96-a9ea-7676-a1c3-73d76d738a82 is gone'],
])('“%s” and “%s” have one cause', (one, other) => {
  expect(of(one)).toBe(of(other));
});

test('another code, another job or other words are another cause', () => {
  expect(of('No printer.')).not.toBe(of('No paper.'));
  expect(of('No printer.')).not.toBe(of('No printer.', 'other'));
  expect(of("The printer's tray isn't there")).not.toBe(of("The printer's lid isn't there"));
});

test('numbers never make a difference, and the common text is stable', () => {
  fc.assert(fc.property(fc.nat(), fc.nat(), (a, b) => of(`row ${a} of 12`) === of(`row ${b} of 7`)));
  fc.assert(fc.property(fc.string(), (text) => commonText(commonText(text)) === commonText(text)));
});
