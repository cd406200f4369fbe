import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installByPackageManager } from '../../../electron/supervisor/redis/package-manager.ts';
import { dataFolder, writeProgram } from './support.ts';

/** Programs named like the real ones come first on the PATH: what they are told is what the real ones would be told. */
let folder: string;
const path = process.env['PATH'];

beforeEach(() => {
  folder = dataFolder();
  writeProgram(join(folder, 'sudo'), '#!/bin/sh\nshift\nexec "$@"\n');
  process.env['PATH'] = [folder, path].join(delimiter);
});

afterEach(() => {
  process.env['PATH'] = path;
});

function aptGet(...lines: string[]): void {
  const record = `echo "$* [$DEBIAN_FRONTEND] $(cat)" >> '${join(folder, 'calls').replaceAll("'", `'\\''`)}'`;
  writeProgram(join(folder, 'apt-get'), ['#!/bin/sh', record, ...lines, ''].join('\n'));
}

function calls(): string[] {
  return readFileSync(join(folder, 'calls'), 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

describe('the package manager', () => {
  it('is run without a question, after saying so', async () => {
    aptGet();
    const said: string[] = [];
    expect(await installByPackageManager((sentence) => said.push(sentence))).toBe(true);
    expect(calls()).toEqual([
      '-q update [noninteractive]',
      '-q install -y --no-install-recommends redis-server [noninteractive]',
    ]);
    expect(said).toHaveLength(2);
    expect(said[1]).toContain('apt-get -q install -y --no-install-recommends redis-server');
  });

  it('is still asked for Redis when its lists could not be refreshed', async () => {
    aptGet('test "$2" != update');
    expect(await installByPackageManager(() => {})).toBe(true);
  });

  it('that fails is reported', async () => {
    aptGet('exit 100');
    const said: string[] = [];
    expect(await installByPackageManager((sentence) => said.push(sentence))).toBe(false);
    expect(said.at(-1)).toBe('apt-get could not install Redis.');
  });
});
