import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JobOutcome, JobRow, JobsChosen, Page } from '../../../workers/api/wire.ts';
import { openStore } from '../../../workers/store/open.ts';
import { runCli, runJson } from '../../support/cli.ts';
import { startHeadless, type HeadlessEngine } from '../../support/engine.ts';

let engine: HeadlessEngine;
const folder = mkdtempSync(join(tmpdir(), 'dockhand-cli-jobs-'));
beforeAll(async () => {
  engine = await startHeadless();
  await engine.client.system.pause({ until: null });
  const store = openStore({ dataDir: engine.dataDir });
  store.write('user:test', (tx) => {
    for (const note of ['first', 'second', '=third'])
      tx.insertOutbox({ queue: 'invoice', name: 'generate-pdf', payload: { invoiceId: note } });
    tx.insertOutbox({
      queue: 'invoice',
      name: 'generate-pdf',
      payload: { invoiceId: 'later' },
      runAt: tx.now + 3_600_000,
    });
  });
  store.close();
});
afterAll(async () => {
  await engine?.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Changed {
  done: number;
  refused: number;
  operationId: string;
  outcomes: JobOutcome[];
}

const jobs = <T>(...args: string[]) => runJson<T>(engine.dataDir, 'jobs', ...args);

it('finds jobs by what is in their data, and writes them out', async () => {
  const { json } = await jobs<Page<JobRow>>(
    'list',
    '--search',
    'SECO',
    '--queue',
    'invoice',
    '--since',
    '1h',
  );
  expect(json.total).toBe(1);
  expect((await jobs<JobRow[]>('export', '--search', 'third')).json).toHaveLength(1);
  const file = join(folder, 'jobs.csv');
  expect((await runCli(engine.dataDir, 'jobs', 'export', '--queue', 'invoice', '--out', file)).code).toBe(0);
  expect(readFileSync(file, 'utf8').trim().split('\r\n')).toHaveLength(5);
}, 120_000);

it('does the same to many, says what could not be done and ends with 2; all is never meant by accident', async () => {
  const nothing = await jobs<{ error: { code: string } }>('cancel');
  expect([nothing.code, nothing.json.error.code]).toEqual([1, 'nothing-selected']);
  const looked = await jobs<JobsChosen>('promote', '--queue', 'invoice', '--dry-run');
  expect(looked.json).toMatchObject({ total: 4, possible: 1 });

  const promoted = await jobs<Changed>('promote', '--queue', 'invoice');
  expect([promoted.code, promoted.json.done, promoted.json.refused]).toEqual([2, 1, 3]);
  const cancelled = await jobs<Changed>('cancel', '--queue', 'invoice', '--state', 'waiting');
  expect([cancelled.code, cancelled.json.done]).toEqual([0, 4]);
  const [first] = cancelled.json.outcomes;
  const again = await runCli(engine.dataDir, 'jobs', 'retry', first?.id ?? '', 'nothing');
  expect(again.code).toBe(2);
  expect(again.stdout).toContain('1 job run again.\nnothing not: It is not kept any more.');
  const removed = await jobs<Changed>('remove', '--queue', 'invoice', '--state', 'cancelled');
  expect([removed.code, removed.json.done]).toEqual([0, 4]);
}, 180_000);
