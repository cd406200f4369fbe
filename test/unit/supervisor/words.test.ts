import { describe, expect, it } from 'vitest';
import { exitReason } from '../../../electron/supervisor/exit-reason.ts';
import { LastWords } from '../../../electron/supervisor/last-words.ts';

function lastOf(...chunks: string[]): string {
  const words = new LastWords();
  for (const chunk of chunks) words.add(chunk);
  return words.error;
}

describe('the last words of a process', () => {
  it('are the message of an uncaught error in Node, not its stack', () => {
    const output = `file:///app/main.js:3
  throw new Error('No disk');
        ^

Error: No disk
    at file:///app/main.js:3:9

Node.js v24.21.0
`;
    expect(lastOf(output)).toBe('Error: No disk');
  });

  it('are the last warning of Redis', () => {
    expect(
      lastOf(
        '1:C 05 Jan 2026 08:00:00.000 # oO0OoO0OoO0Oo Redis is starting\n',
        "1:M 05 Jan 2026 08:00:00.001 # Can't open the append-only file: Permission denied\n1:M 05 Jan 2026 08:00:00.002 * bye\n",
      ),
    ).toBe("Can't open the append-only file: Permission denied");
  });

  it('are the last line of anything else, across chunks', () => {
    expect(lastOf('one\nsec', 'ond\n')).toBe('second');
  });

  it('are few, however much it says', () => {
    expect(lastOf(...Array.from({ length: 100 }, () => 'x'.repeat(1_000))).length).toBeLessThanOrEqual(300);
  });
});

describe('the reason of an exit', () => {
  it.each([
    [{ code: 1, signal: null }, 'It ended with code 1'],
    [{ code: null, signal: 'SIGKILL' }, 'It was ended by SIGKILL'],
    [{ code: 1, signal: null, said: 'Error: No disk' }, 'It ended with code 1: Error: No disk'],
    [{ code: null, signal: null, error: 'spawn ENOENT' }, 'It could not be started: spawn ENOENT'],
  ])('of %j is a sentence', (exit, reason) => {
    expect(exitReason(exit)).toBe(reason);
  });
});
