import { describe, expect, it } from 'vitest';
import { ShapeCache } from '../../../workers/invoices/fonts/shape-cache.ts';

describe('the cache of shaped words', () => {
  it('never holds more than its limit', () => {
    const cache = new ShapeCache<number>(100);
    for (let i = 0; i < 10_000; i++) {
      cache.set(`word${i}`, i);
      expect(cache.size).toBeLessThanOrEqual(100);
    }
  });

  it('keeps what is used again and again, and lets go of what is not', () => {
    const cache = new ShapeCache<number>(100);
    cache.set('total', 1);
    cache.set('once', 2);
    for (let i = 0; i < 1000; i++) {
      cache.set(`word${i}`, i);
      expect(cache.get('total')).toBe(1);
    }
    expect(cache.get('once')).toBeUndefined();
  });
});
