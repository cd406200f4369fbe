import { describe, expect, test } from 'vitest';
import { runningTime, waitingTime } from '../../../renderer/features/jobs/job-times.ts';
import { noteLine } from '../../../renderer/features/jobs/note.ts';
import { prettyJson } from '../../../renderer/features/jobs/pretty-json.ts';
import { outcomeWord, queueName } from '../../../renderer/features/jobs/texts.ts';

const limits = { lines: 1000, text: 100 };
const more = (n: number) => `+${n}`;
const shown = (value: unknown) => prettyJson(value, limits, more).lines.join('\n');

describe('a payload as lines', () => {
  test.each([
    [null],
    [3],
    ['text with "quotes" and \n'],
    [[]],
    [{}],
    [{ a: 1, b: [1, [2, {}], { c: null }], d: { e: 'f' } }],
    [[[[[]]]]],
  ])('is what JSON.stringify writes: %j', (value) => {
    expect(shown(value)).toBe(JSON.stringify(value, null, 2));
  });

  test('keeps names that objects have anyway', () => {
    const value: unknown = JSON.parse('{"__proto__": 1, "constructor": {"toString": 2}}');
    expect(shown(value)).toBe(JSON.stringify(value, null, 2));
  });

  test('ends at the limit without walking through the rest', () => {
    let read = 0;
    const items = new Proxy(
      Array.from({ length: 1_000_000 }, (_, index) => index),
      {
        get(target, key, receiver) {
          if (key !== 'length') read += 1;
          return Reflect.get(target, key, receiver) as unknown;
        },
      },
    );
    const { lines, cut } = prettyJson(items, { lines: 50, text: 10 }, more);
    expect(lines).toHaveLength(50);
    expect(cut).toBe(true);
    expect(read).toBeLessThan(100);
  });

  test('says that it is whole when it just fits', () => {
    expect(prettyJson([1, 2], { lines: 4, text: 10 }, more).cut).toBe(false);
    expect(prettyJson([1, 2], { lines: 3, text: 10 }, more).cut).toBe(true);
  });

  test('cuts a long text and says by how much', () => {
    const { lines } = prettyJson({ raw: 'x'.repeat(5_000_000) }, { lines: 10, text: 5 }, more);
    expect(lines).toEqual(['{', '  "raw": "xxxxx" +4999995', '}']);
  });
});

describe('times of a job', () => {
  test('grow while it runs and stand still afterwards', () => {
    expect(runningTime({ createdAt: 0, startedAt: 10, settledAt: null }, 110)).toBe(100);
    expect(runningTime({ createdAt: 0, startedAt: 10, settledAt: 50 }, 110)).toBe(40);
    expect(runningTime({ createdAt: 0, startedAt: null, settledAt: null }, 110)).toBeNull();
  });

  test('a clock that was set back shows no negative time', () => {
    expect(runningTime({ createdAt: 0, startedAt: 100, settledAt: null }, 50)).toBe(0);
    expect(waitingTime({ createdAt: 100, startedAt: null, settledAt: null }, 50)).toBe(0);
  });

  test('waiting ends with the start, or with the end of a job that never started', () => {
    expect(waitingTime({ createdAt: 0, startedAt: 30, settledAt: 90 }, 100)).toBe(30);
    expect(waitingTime({ createdAt: 0, startedAt: null, settledAt: 90 }, 100)).toBe(90);
  });
});

test('a note reads as words', () => {
  expect(noteLine({ rows: 12000, rowsPerSecond: 45000, current: 'INV-7' })).toBe(
    'rows 12,000 · rows per second 45,000 · current INV-7',
  );
  expect(noteLine(null)).toBe('');
});

test('words that the console does not know are shown as they are', () => {
  expect(outcomeWord('crashed')).toBe('Its process died');
  expect(outcomeWord('vanished')).toBe('vanished');
  expect(queueName('dead-letter')).toBe('Dead-letter');
});
