import { readFile } from 'node:fs/promises';
import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { isConnectionLost } from '../../../electron/cli/client.ts';
import { describeError, Interrupted } from '../../../electron/cli/exit.ts';
import { UserError } from '../../../workers/errors.ts';

describe('an error on the command line', () => {
  it('keeps the code and the words of one that is meant for people', () => {
    const words = { code: 'file-empty', message: 'The file is empty.' };
    expect(describeError(new UserError(words.code, words.message))).toEqual(words);
    const { message } = words;
    expect(describeError(new ORPCError('USER_ERROR', { message, data: { code: words.code } }))).toEqual(
      words,
    );
  });

  it('says which input was refused', () => {
    const data = { issues: [{ path: ['limit'], message: 'Too big' }] };
    expect(describeError(new ORPCError('BAD_REQUEST', { message: 'Input validation failed', data }))).toEqual(
      {
        code: 'bad-request',
        message: 'Input validation failed (limit: Too big)',
      },
    );
  });

  it('puts an error of the system into words', async () => {
    const error: unknown = await readFile('/does/not/exist').catch((reason: unknown) => reason);
    expect(describeError(error)).toEqual({
      code: 'enoent',
      message: '/does/not/exist: There is no such file or folder.',
    });
  });

  it('shows no stack of one that nobody foresaw', () => {
    expect(describeError(new Error('Boom'))).toEqual({ code: 'unexpected', message: 'Boom' });
    expect(describeError('Boom')).toEqual({ code: 'unexpected', message: 'Boom' });
    expect(describeError(new Interrupted('SIGINT')).code).toBe('interrupted');
  });
});

describe('the engine is gone, rather than unwilling', () => {
  it('when nobody listens any more', async () => {
    const error: unknown = await fetch('http://127.0.0.1:9').catch((reason: unknown) => reason);
    expect(isConnectionLost(error)).toBe(true);
  });

  it('when it is about to stop, or another one has its port', () => {
    expect(isConnectionLost(new ORPCError('SERVICE_UNAVAILABLE'))).toBe(true);
    expect(isConnectionLost(new ORPCError('UNAUTHORIZED'))).toBe(true);
  });

  it('but not when it refuses or fails', () => {
    expect(isConnectionLost(new ORPCError('USER_ERROR', { status: 422 }))).toBe(false);
    expect(isConnectionLost(new ORPCError('INTERNAL_SERVER_ERROR'))).toBe(false);
    expect(isConnectionLost(new UserError('file-empty', ''))).toBe(false);
    expect(isConnectionLost(new TypeError('x is not a function'))).toBe(false);
    expect(isConnectionLost(null)).toBe(false);
  });
});
