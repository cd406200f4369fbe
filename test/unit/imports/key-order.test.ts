/** The order in which the records of a window are written. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KeyOrder } from '../../../workers/imports/key-order.ts';

/** The keys in the order that is given, each with its place. */
function ordered(keys: readonly string[], order = new KeyOrder()): string[] {
  for (const key of keys) order.add(key);
  return [...order.order()].map((place) => `${keys[place]}@${place}`);
}

/** The same by comparing whole keys. */
function compared(keys: readonly string[]): string[] {
  return keys
    .map((key, place) => ({ key, place, bytes: Buffer.from(key) }))
    .sort((a, b) => Buffer.compare(a.bytes, b.bytes) || a.place - b.place)
    .map(({ key, place }) => `${key}@${place}`);
}

/** Few letters, so that keys begin alike, are the beginning of another, or are the same. */
const key = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', 'é', '中', '🚚'), maxLength: 12 }),
  fc.nat({ max: 9_999_999 }).map(String),
  fc.nat({ max: 300 }).map((n) => `email:dispatch${n}@example.com`),
);

describe('The keys of a window', () => {
  test('come in the order of their bytes, equal ones as they came', () => {
    fc.assert(
      fc.property(fc.array(key, { maxLength: 400 }), (keys) => {
        expect(ordered(keys)).toEqual(compared(keys));
      }),
    );
  });

  test('are those of this window alone', () => {
    const order = new KeyOrder();
    ordered(['c', 'b', 'a'], order);
    order.clear();
    expect(ordered(['b', 'a'], order)).toEqual(['a@1', 'b@0']);
  });

  test('may be more, and longer, than was reckoned with', () => {
    const keys = Array.from(
      { length: 40_000 },
      (_, i) => `${'name of a company '.repeat(3)}${(i * 7919) % 40_000}`,
    );
    expect(ordered(keys)).toEqual(compared(keys));
  });
});
