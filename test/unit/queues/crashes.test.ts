import { expect, test } from 'vitest';
import { judgeCrashes } from '../../../workers/queues/crashes.ts';

test.each([
  ['no crash', [], 'again'],
  ['one crash', [0], 'again'],
  ['two at one place', [0, 0], 'later'],
  ['two, the second further', [100, 300], 'again'],
  ['three at the beginning', [0, 0, 0], 'set-aside'],
  ['three at the same place, later', [100, 400, 400, 400], 'set-aside'],
  ['three, each further than before', [100, 200, 300], 'again'],
  ['further, then twice short of it', [400, 100, 200], 'set-aside'],
  ['further after two at one place', [100, 100, 200, 200], 'later'],
] as const)('%s', (_what, progress, expected) => {
  expect(judgeCrashes(progress, 0, 0).kind).toBe(expected);
});

test('suspects of one crash wait for different times', () => {
  expect([0, 1, 2].map((companions) => judgeCrashes([0, 0], 0, companions))).toEqual([
    { kind: 'later', afterMs: 3000 },
    { kind: 'later', afterMs: 6000 },
    { kind: 'later', afterMs: 9000 },
  ]);
});

test('where workers die without the job as well, it is tried again with growing pauses, and not for ever', () => {
  const verdicts = Array.from({ length: 10 }, (_, n) => judgeCrashes(Array<number>(n + 1).fill(0), 1, 0));
  expect(
    verdicts.map((verdict) => (verdict.kind === 'later' ? verdict.afterMs / 1000 : verdict.kind)),
  ).toEqual(['again', 'again', 6, 12, 24, 48, 96, 192, 300, 'set-aside']);
});
