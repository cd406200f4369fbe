import { describe, expect, test } from 'vitest';
import { pdfOutcome } from '../../../renderer/features/invoices/pdf-outcome.ts';
import { everything, has, nothing, size, toggled, withPage } from '../../../renderer/ui/selected.ts';

describe('the selection', () => {
  test('takes single invoices in and out', () => {
    const one = toggled(nothing, 'a');
    expect(has(one, 'a')).toBe(true);
    expect(size(one, 830)).toBe(1);
    expect(has(toggled(one, 'a'), 'a')).toBe(false);
    expect(has(nothing, 'a')).toBe(false);
  });

  test('takes a page in and out, and keeps those of other pages', () => {
    const two = withPage(toggled(nothing, 'other'), ['a', 'b'], true);
    expect(size(two, 830)).toBe(3);
    expect(size(withPage(two, ['a', 'b'], false), 830)).toBe(1);
  });

  test('of everything holds what no page has shown', () => {
    expect(has(everything, 'never seen')).toBe(true);
    expect(size(everything, 830)).toBe(830);
    expect(toggled(everything, 'a')).toBe(everything);
    expect(withPage(everything, ['a'], false)).toBe(nothing);
  });
});

describe('the outcome of making PDFs', () => {
  test('is read from a batch', () => {
    const failed = [{ invoiceId: '1', number: '10248', error: { code: 'x', message: 'y' } }];
    expect(pdfOutcome({ made: 3, unchanged: 2, failed })).toEqual({
      made: 3,
      unchanged: 2,
      failed,
      failedUnlisted: 0,
    });
    expect(pdfOutcome({ made: 0, unchanged: 0, failed, failedUnlisted: 7 })?.failedUnlisted).toBe(7);
  });

  test('is read from a single PDF', () => {
    expect(pdfOutcome({ sha256: 'a', bytes: 1, made: true })).toEqual({
      made: 1,
      unchanged: 0,
      failed: [],
      failedUnlisted: 0,
    });
    expect(pdfOutcome({ sha256: 'a', bytes: 1, made: false })).toEqual({
      made: 0,
      unchanged: 1,
      failed: [],
      failedUnlisted: 0,
    });
  });

  test('is unknown where the result says nothing', () => {
    expect([null, undefined, 'x', {}, { made: 'yes' }].map(pdfOutcome)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});
