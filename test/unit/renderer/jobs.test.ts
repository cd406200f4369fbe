import { describe, expect, test } from 'vitest';
import { runningTime, waitingTime } from '../../../renderer/features/jobs/job-times.ts';
import { filterOf, listDefaults } from '../../../renderer/features/jobs/list/list-params.ts';
import { formOf, payloadOf, problemsOf } from '../../../renderer/features/jobs/list/payload-form.ts';
import { noteLine } from '../../../renderer/features/jobs/note.ts';
import { prettyJson } from '../../../renderer/features/jobs/pretty-json.ts';
import { outcomeWord, queueName } from '../../../renderer/features/jobs/texts.ts';
import { nothing, ranged, toggled } from '../../../renderer/ui/selected.ts';
import type { PayloadField } from '../../../workers/api/wire.ts';

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

describe('the filter of the list', () => {
  const now = Date.UTC(2026, 10, 24, 12);

  test('is what the address says, and what it does not know is none', () => {
    expect(
      filterOf({ ...listDefaults, q: 'x', state: 'failed', queue: 'import', since: 'day' }, now),
    ).toEqual({
      search: 'x',
      state: 'failed',
      queue: 'import',
      from: now - 24 * 3_600_000,
    });
    expect(filterOf({ ...listDefaults, state: 'odd', since: 'odd', from: '2026-01-01' }, now)).toEqual({
      search: '',
    });
  });

  test('goes from the beginning of one day to the end of another', () => {
    const filter = filterOf({ ...listDefaults, since: 'days', from: '2026-03-01', to: '2026-03-01' }, now);
    expect(filter).toEqual({
      search: '',
      from: new Date(2026, 2, 1).getTime(),
      to: new Date(2026, 2, 2).getTime(),
    });
  });
});

describe('the fields of a copy', () => {
  const fields: PayloadField[] = [
    { name: 'id', kind: 'text', required: true },
    { name: 'copies', kind: 'whole', required: false },
    { name: 'colour', kind: 'yes-no', required: false },
  ];

  test('are the payload that they were made from', () => {
    const payload = { id: 'a', copies: 2, colour: true };
    expect(payloadOf(fields, formOf(fields, payload))).toEqual({ payload, problems: null });
  });

  test('say what is missing and what is no number, and show what the engine says under its field', () => {
    expect(payloadOf(fields, { id: '', copies: 'two', colour: '' }).problems).toEqual({
      id: 'This is needed.',
      copies: 'This must be a number.',
    });
    const issues = [
      { path: ['id'], message: 'Invalid UUID' },
      { path: ['more', 0], message: 'Odd' },
    ];
    expect(problemsOf(issues, fields)).toEqual({ id: 'Invalid UUID', '': 'more.0: Odd' });
  });
});

test('with Shift all rows between two clicks become what the first one became', () => {
  const page = ['a', 'b', 'c', 'd'];
  const one = toggled(nothing, 'c');
  expect(ranged(one, page, 'c', 'a')).toEqual({ kind: 'some', ids: new Set(['c', 'a', 'b']) });
  expect(ranged(toggled(one, 'c'), page, 'c', 'd')).toEqual({ kind: 'some', ids: new Set() });
  expect(ranged(one, page, 'gone', 'a')).toEqual({ kind: 'some', ids: new Set(['c', 'a']) });
});
