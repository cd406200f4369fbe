import { ORPCError } from '@orpc/client';
import { describe, expect, test } from 'vitest';
import { deadlineOf, withDeadlines } from '../../../renderer/transport/deadline.ts';
import { AccessRefused, EngineUnreachable, readableError } from '../../../renderer/transport/errors.ts';
import { stagedFile } from '../../../renderer/transport/http.ts';
import { portTransport } from '../../../renderer/transport/port.ts';
import { splitFragment } from '../../../renderer/transport/token.ts';

describe('the token in the address', () => {
  test('is taken out of the fragment', () => {
    expect(splitFragment('#token=abc-1_2')).toEqual({ token: 'abc-1_2', rest: '' });
    expect(splitFragment('#token=a%2Bb')).toEqual({ token: 'a+b', rest: '' });
  });

  test('may stand beside a screen', () => {
    expect(splitFragment('#/jobs/7?x=1&token=abc')).toEqual({ token: 'abc', rest: '#/jobs/7?x=1' });
  });

  test('is null when there is none', () => {
    expect(splitFragment('')).toEqual({ token: null, rest: '' });
    expect(splitFragment('#/jobs')).toEqual({ token: null, rest: '#/jobs' });
    expect(splitFragment('#token=')).toEqual({ token: null, rest: '' });
    expect(splitFragment('#token=%E0%A4%A')).toEqual({ token: '%E0%A4%A', rest: '' });
  });
});

describe('errors in words', () => {
  test("keep the engine's own sentence and code", () => {
    const error = new ORPCError('USER_ERROR', {
      status: 422,
      message: 'The file is empty. Choose another one.',
      data: { code: 'file-empty' },
    });
    expect(readableError(error)).toEqual({
      code: 'file-empty',
      message: 'The file is empty. Choose another one.',
    });
  });

  test('show no inner text of an unforeseen failure', () => {
    const error = new ORPCError('INTERNAL_SERVER_ERROR', { message: 'SQLITE_CORRUPT at db.ts:1' });
    expect(readableError(error).message).not.toContain('SQLITE');
  });

  test('tell an engine that is away from one that refuses', () => {
    expect(readableError(new TypeError('Failed to fetch')).code).toBe('engine-unreachable');
    expect(readableError(new EngineUnreachable()).code).toBe('engine-unreachable');
    expect(readableError(new AccessRefused()).code).toBe('access-refused');
  });

  test('find words for anything that is thrown', () => {
    expect(readableError('odd').code).toBe('unexpected');
    expect(readableError(undefined).message).not.toBe('');
  });
});

describe('the answer to an upload', () => {
  test('is the staged file', () => {
    const staged = { sha256: 'ab', name: 'x.csv', bytes: 3 };
    expect(stagedFile(200, JSON.stringify(staged))).toEqual(staged);
  });

  test("is the engine's sentence when it did not take the file", () => {
    const body = JSON.stringify({ code: 'disk-full', message: 'The disk is full. Free some space.' });
    expect(() => stagedFile(507, body)).toThrow('The disk is full. Free some space.');
  });

  test('is an error for anything else', () => {
    expect(() => stagedFile(401, '')).toThrow(AccessRefused);
    expect(() => stagedFile(502, '<html>')).toThrow(/HTTP 502/);
    expect(() => stagedFile(200, '[]')).toThrow(/did not take the file/);
  });
});

describe('a file in the window', () => {
  test('that is on no disk is refused with what to do, before the engine is asked', async () => {
    const never = () => Promise.reject(new Error('The engine was asked.'));
    const transport = portTransport({ version: '', connect: never, pathOfFile: () => '' });
    const options = { signal: new AbortController().signal, onProgress: () => {} };
    await expect(transport.stage(new File(['x'], 'mail.csv'), options)).rejects.toThrow(
      '"mail.csv" is not on a disk of this computer yet. Save it there first',
    );
  });
});

describe('deadlines', () => {
  test('hold for every call but streams', () => {
    expect(deadlineOf(['jobs', 'watch'])).toBeNull();
    expect(deadlineOf(['jobs', 'list'])).toBe(30_000);
    expect(deadlineOf(['invoices', 'pdf'])).toBe(90_000);
  });

  test('leave a cancelled call cancelled', async () => {
    const link = withDeadlines({
      call: (_path, _input, { signal }) =>
        new Promise((_, reject) => {
          signal?.addEventListener('abort', () => {
            reject(signal.reason as Error);
          });
        }),
    });
    const abort = new AbortController();
    const call = link.call(['jobs', 'list'], {}, { context: {}, signal: abort.signal });
    abort.abort(new Error('left the screen'));
    await expect(call).rejects.toThrow('left the screen');
  });
});
