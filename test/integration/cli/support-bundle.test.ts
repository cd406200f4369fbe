/** The support bundle by the command line where no engine starts: the database is damaged. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureBuilt } from '../../../electron/launch/build.ts';
import { runJson } from '../../support/cli.ts';
import { zipEntries } from '../../support/zip-entries.ts';

const folder = mkdtempSync(join(tmpdir(), 'dockhand-support-'));
beforeAll(() => ensureBuilt(() => {}), 120_000);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('comes out of a folder whose database is damaged, without its secrets', { timeout: 240_000 }, async () => {
  const dataDir = join(folder, 'data');
  mkdirSync(join(dataDir, 'logs'), { recursive: true });
  writeFileSync(join(dataDir, 'dockhand.sqlite'), 'This is no database. '.repeat(500));
  writeFileSync(join(dataDir, 'secrets.json'), '{"mail.password":"tide-Chart 9"}');
  writeFileSync(join(dataDir, 'logs', 'office.log'), 'login with tide-Chart 9 failed\n');
  const file = join(folder, 'support.zip');
  const done = await runJson<{ trouble: { code: string } }>(dataDir, 'support-bundle', file);
  expect(done).toMatchObject({ code: 0, json: { file, trouble: { code: expect.any(String) } } });
  const entries = new Map(zipEntries(readFileSync(file)).map(({ name, data }) => [name, data.toString()]));
  expect(entries.get('logs/office.log')).toBe('login with [removed] failed\n');
  expect(entries.get('doctor.json')).toContain('Dockhand does not start');
  expect(entries.get('database.error.txt')).toContain('not a database');
  expect(entries.get('versions.json')).toContain('"node"');
});
