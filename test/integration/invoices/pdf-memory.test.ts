import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { nodeArguments } from '../../../electron/supervisor/spawner.ts';

const MiB = 1024 * 1024;

it('a document that was drawn is gone at the next small collection, not only at the next full one', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...nodeArguments('press'),
    join(import.meta.dirname, 'memory-process.ts'),
    '500',
  ]);
  // One document takes some 75 KB: 500 that stay would be 37 MiB.
  expect(Number(stdout)).toBeLessThan(12 * MiB);
});
