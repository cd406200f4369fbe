/** The warehouse's settings by the command line, without an engine that runs already. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureBuilt } from '../../../electron/launch/build.ts';
import { runCli, runJson } from '../../support/cli.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'dockhand-settings-'));
beforeAll(() => ensureBuilt(() => {}), 120_000);
afterAll(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

it('sets what is given, leaves the rest, and says what is wrong', { timeout: 180_000 }, async () => {
  const set = await runJson(
    dataDir,
    'settings',
    'set',
    '--warehouse-name',
    'Joliet North',
    '--time-zone',
    'america/chicago',
  );
  expect(set).toMatchObject({ code: 0, json: { timeZone: 'America/Chicago', keepFilesDays: 90 } });
  await runCli(dataDir, 'settings', 'set', '--keep-files-days', '30');
  expect((await runJson(dataDir, 'settings', 'get')).json).toEqual({
    warehouseName: 'Joliet North',
    timeZone: 'America/Chicago',
    currency: 'USD',
    keepFilesDays: 30,
  });
  const wrong = await runJson(dataDir, 'settings', 'set', '--time-zone', 'Joliet');
  expect(wrong).toMatchObject({ code: 1, json: { error: { code: 'time-zone-unknown' } } });
});
