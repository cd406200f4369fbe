import { describe, expect, test } from 'vitest';
import { parseFragment } from '../../../renderer/routing/hash-location.ts';
import { paths } from '../../../renderer/routing/paths.ts';
import { pageNumber, readParams, writeParams } from '../../../renderer/routing/url-params.ts';

const defaults = { q: '', state: 'any', page: '1' };

describe('the address', () => {
  test('has path and search in the fragment', () => {
    expect(parseFragment('#/invoices?pdf=missing&q=a')).toEqual({
      path: '/invoices',
      search: 'pdf=missing&q=a',
    });
    expect(parseFragment('')).toEqual({ path: '/', search: '' });
    expect(parseFragment('#jobs')).toEqual({ path: '/jobs', search: '' });
  });

  test('keeps what names and ids from files may hold', () => {
    expect(paths.check('ab', 'a/b?c#d.csv')).toBe('/import/check/ab/a%2Fb%3Fc%23d.csv');
    expect(paths.jobs({ q: 'a&b' })).toBe('/jobs?q=a%26b');
    expect(paths.jobs()).toBe('/jobs');
  });
});

describe('filters in the address', () => {
  test('fall back to their defaults', () => {
    expect(readParams('state=failed&other=1', defaults)).toEqual({ q: '', state: 'failed', page: '1' });
  });

  test('are left out where they equal the default, and leave others alone', () => {
    expect(writeParams('state=failed&page=3&invoice=7', defaults, { state: 'any', page: '1' })).toBe(
      'invoice=7',
    );
    expect(writeParams('', defaults, { q: 'vins et alcools' })).toBe('q=vins+et+alcools');
    expect(writeParams('q=a', defaults, { q: '' })).toBe('');
  });

  test('a page is a whole number from 1', () => {
    expect(['3', '0', '-1', 'x', '1.5', '1e400'].map(pageNumber)).toEqual([3, 1, 1, 1, 1, 1]);
  });
});
