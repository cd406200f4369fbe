import { describe, expect, test } from 'vitest';
import { UserError } from '../../../workers/errors.ts';
import { PermanentFailure, RetryLater, RunAborted } from '../../../workers/queues/define.ts';
import { endingOfError, endingOfResult } from '../../../workers/queues/ending.ts';

const policy = { attempts: 3, backoffMs: 1000, backoffCapMs: 60_000 };
const ending = (thrown: unknown, attempt = 1, reason: RunAborted | null = null) =>
  endingOfError(thrown, reason, attempt, policy, () => 0);
const aborted = (code: string) => new RunAborted(code, code);
const abort = new Error('This operation was aborted');

describe('a job that returned', () => {
  test('is completed with its result as JSON, and with null when it gave none', () => {
    expect(endingOfResult({ made: 3 })).toEqual({ kind: 'completed', result: '{"made":3}' });
    expect(endingOfResult(undefined)).toEqual({ kind: 'completed', result: 'null' });
  });

  test('has failed when its result is no JSON', () => {
    expect(endingOfResult(10n)).toMatchObject({ kind: 'failed', error: { code: 'result-not-json' } });
  });
});

describe('a job that threw', () => {
  test('is tried again after the backoff while there are attempts', () => {
    expect(ending(new Error('boom'), 1)).toMatchObject({ kind: 'retry', afterMs: 500 });
    expect(ending(new Error('boom'), 2)).toMatchObject({ kind: 'retry', afterMs: 1000 });
    expect(ending(new Error('boom'), 3)).toEqual({
      kind: 'failed',
      error: { code: 'unexpected', message: 'boom' },
    });
  });

  test('is tried again when it asked for it, after the time that it asked for', () => {
    expect(ending(new RetryLater('busy', 'Busy.', 90_000))).toMatchObject({ kind: 'retry', afterMs: 90_000 });
    expect(ending(new RetryLater('busy', 'Busy.', 0))).toMatchObject({ kind: 'retry', afterMs: 0 });
    expect(ending(new RetryLater('busy', 'Busy.'))).toMatchObject({ kind: 'retry', afterMs: 500 });
    expect(ending(new RetryLater('busy', 'Busy.', 90_000), 3)).toMatchObject({ kind: 'failed' });
  });

  test('is not tried again when it cannot help, or when a person has to act', () => {
    expect(ending(new PermanentFailure('gone', 'Gone.'))).toMatchObject({ kind: 'failed' });
    expect(ending(new UserError('file-empty', 'Empty.'))).toMatchObject({ kind: 'failed' });
  });

  test('is handed back when the database stayed locked: that is not its doing', () => {
    const busy = Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' });
    expect(ending(busy, 3)).toMatchObject({ kind: 'handed-back', afterMs: 1000 });
  });
});

describe('a job that was told to stop', () => {
  test('is cancelled when somebody wanted that, whatever it threw', () => {
    expect(ending(new PermanentFailure('gone', 'Gone.'), 1, aborted('cancelled'))).toEqual({
      kind: 'cancelled',
      error: { code: 'cancelled', message: 'cancelled' },
    });
  });

  test('has used up its attempt when it took too long', () => {
    expect(ending(abort, 1, aborted('timed-out'))).toMatchObject({
      kind: 'retry',
      error: { code: 'timed-out' },
    });
    expect(ending(abort, 3, aborted('timed-out'))).toMatchObject({
      kind: 'failed',
      error: { code: 'timed-out' },
    });
  });

  test.each(['shutting-down', 'lock-lost'])('is handed back at once without a loss: %s', (code) => {
    expect(ending(abort, 3, aborted(code))).toEqual({
      kind: 'handed-back',
      error: { code, message: code },
      afterMs: 0,
    });
  });

  test('has failed when it found at that moment that it can never succeed', () => {
    expect(ending(new PermanentFailure('gone', 'Gone.'), 1, aborted('shutting-down'))).toMatchObject({
      kind: 'failed',
    });
  });
});
