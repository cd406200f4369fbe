import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const program = join(import.meta.dirname, '../../chaos/run.ts');

/** The short form of `npm run chaos`; the long ones are run before a release. */
test('workers, Redis, its folder, the api and the supervisor are killed at random: nothing is lost or done twice', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [program, '--short', '--seed', '7']);
  const result = JSON.parse(stdout) as { letters: number };
  expect(result.letters).toBeGreaterThan(30);
  expect(result).toMatchObject({
    lost: 0,
    duplicated: 0,
    failedInfra: 0,
    maxLiveRunsPerJob: 1,
    leakedProcesses: 0,
    struck: { worker: 8, redis: 2, folder: 1, supervisor: 2, api: 1 },
  });
}, 240_000);
