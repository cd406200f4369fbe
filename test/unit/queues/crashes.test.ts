import { expect, test } from 'vitest';
import { crashedTooOften, onLastChance } from '../../../workers/queues/crashes.ts';

test.each([
  ['no crash', [], false],
  ['two crashes', [0, 0], false],
  ['three at the beginning', [0, 0, 0], true],
  ['three at the same place, later', [100, 400, 400, 400], true],
  ['three, each further than before', [100, 200, 300], false],
  ['further, then twice short of it', [400, 100, 200], true],
  ['further after two at one place', [100, 100, 200, 200], false],
] as const)('%s', (_what, progress, expected) => {
  expect(crashedTooOften(progress)).toBe(expected);
});

test.each([
  ['no crash', [], false],
  ['one', [0], false],
  ['two at one place', [300, 300], true],
  ['two, the second further', [100, 300], false],
  ['three at one place: too late', [0, 0, 0], false],
] as const)('on the last chance: %s', (_what, progress, expected) => {
  expect(onLastChance(progress)).toBe(expected);
});
