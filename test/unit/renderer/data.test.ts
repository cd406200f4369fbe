import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { movesRows, patchPage, touchedAreas } from '../../../renderer/data/job-changes.ts';
import { throttle } from '../../../renderer/data/throttle.ts';
import type { JobRow } from '../../../workers/api/wire.ts';

const job = (id: string, changes: Partial<JobRow> = {}): JobRow => ({
  id,
  queue: 'import',
  name: 'process-csv',
  title: 'Import a file',
  state: 'active',
  attempts: 1,
  progress: 0,
  note: null,
  createdAt: 1,
  createdBy: 'user:clerk',
  runAt: null,
  startedAt: 2,
  settledAt: null,
  error: null,
  ...changes,
});

describe('a pushed job', () => {
  const page = { rows: [job('a'), job('b')], total: 2 };

  test('replaces the row that shows it', () => {
    const patched = patchPage(page, [job('b', { progress: 0.5 })]);
    expect(patched.rows.map((row) => row.progress)).toEqual([0, 0.5]);
    expect(patched.rows[0]).toBe(page.rows[0]);
  });

  test('leaves a page alone that does not show it', () => {
    expect(patchPage(page, [job('c')])).toBe(page);
  });

  test('that is late does not bring a settled job back to life', () => {
    const settled = { rows: [job('a', { state: 'completed', settledAt: 9 })], total: 1 };
    expect(patchPage(settled, [job('a', { progress: 0.9 })]).rows[0]?.state).toBe('completed');
  });

  test('has lists asked again only when rows may come or go', () => {
    expect(movesRows(page, [job('a', { progress: 0.7 })])).toBe(false);
    expect(movesRows(page, [job('a', { state: 'failed' })])).toBe(true);
    expect(movesRows(page, [job('new')])).toBe(true);
  });

  test('touches what it works on', () => {
    expect(touchedAreas([job('a')])).toEqual({ imports: true, invoices: false, mail: false, prints: false });
    expect(touchedAreas([job('a', { settledAt: 5 })])).toEqual({
      imports: true,
      invoices: true,
      mail: false,
      prints: false,
    });
    expect(touchedAreas([job('a', { queue: 'invoice' })])).toEqual({
      imports: false,
      invoices: true,
      mail: false,
      prints: false,
    });
    expect(touchedAreas([job('a', { queue: 'email' })])).toEqual({
      imports: false,
      invoices: false,
      mail: true,
      prints: false,
    });
    expect(touchedAreas([job('a', { queue: 'print' })]).prints).toBe(true);
  });
});

describe('throttle', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('acts at once, then at most once a period, and never misses the last request', () => {
    const action = vi.fn();
    const { request } = throttle(1000, action);
    for (let i = 0; i < 10; i += 1) request();
    expect(action).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1000);
    expect(action).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(5000);
    expect(action).toHaveBeenCalledTimes(2);
    request();
    expect(action).toHaveBeenCalledTimes(3);
  });

  test('owes nothing once stopped', () => {
    const action = vi.fn();
    const { request, stop } = throttle(1000, action);
    request();
    request();
    stop();
    vi.advanceTimersByTime(5000);
    expect(action).toHaveBeenCalledTimes(1);
  });
});
