import { describe, expect, it } from 'vitest';
import { allPages, moreRows } from '../../../electron/cli/pages.ts';

const source = (total: number) => {
  const asked: { limit: number; offset: number }[] = [];
  const get = ({ limit, offset }: { limit: number; offset: number }) => {
    asked.push({ limit, offset });
    const rows = Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, i) => offset + i);
    return Promise.resolve({ rows, total });
  };
  return { get, asked };
};

describe('a list in pages', () => {
  it('is read to its end, in pages that the contract allows', async () => {
    const { get, asked } = source(1_200);
    const { rows, total } = await allPages(get);
    expect([rows.length, rows.at(-1), total]).toEqual([1_200, 1_199, 1_200]);
    expect(asked.map(({ limit }) => limit)).toEqual([500, 500, 500]);
  });

  it('is read up to the limit and no further', async () => {
    const { get, asked } = source(1_200);
    expect((await allPages(get, 50)).rows).toHaveLength(50);
    expect(asked).toEqual([{ limit: 50, offset: 0 }]);
  });

  it('ends where it has become shorter meanwhile', async () => {
    expect(await allPages(() => Promise.resolve({ rows: [], total: 7 }))).toEqual({ rows: [], total: 7 });
  });

  it('says how to see the rest', () => {
    expect(moreRows(50, 1_200)).toContain('--limit 1200');
    expect(moreRows(50, 50)).toBe('');
  });
});
