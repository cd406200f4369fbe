/**
 * A batch of many invoices by the real engine: two jobs `invoice/batch-generate` of half the invoices each, by one press worker and
 * by two. Peak memory is the kernel's own figure (VmHWM), so this runs on Linux.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { apiClient } from '../../../electron/cli/client.ts';
import { ensureBuilt } from '../../../electron/launch/build.ts';
import { createEngine } from '../../../electron/supervisor/engine.ts';
import { forkSpawner } from '../../../electron/supervisor/spawner.ts';
import { silentLogger } from '../../../workers/log.ts';
import { programRoot } from '../../../workers/paths.ts';
import { freightLines } from '../../support/invoice-samples.ts';
import { testStore } from '../../support/invoice-store.ts';

export interface Batch {
  made: number;
  ms: number;
  /** Of the larger worker, MiB. */
  rssMB: number;
}

/** How often the database is asked how many are made, ms. */
const lookMs = 50;

export async function measureBatch(count: number, pressWorkers: number): Promise<Batch> {
  await ensureBuilt((sentence) => process.stderr.write(`${sentence}\n`));
  const made = await testStore();
  const { dataDir, store } = made;
  const numbers = Array.from({ length: count }, (_, i) => `B-${i + 1}`);
  for (const number of numbers) made.add({ invoice: { number }, lines: freightLines });
  const countMade = store.raw.prepare<[], number>('SELECT count(pdf_sha256) FROM invoice').pluck();
  const engine = createEngine({
    dataDir,
    version: 'bench',
    http: { port: 0 },
    spawner: forkSpawner(join(programRoot, 'dist', 'workers', 'main.js')),
    log: silentLogger,
    pressWorkers,
  });
  try {
    const { url, token } = await engine.start();
    if (url === null || token === null) throw new Error('The engine has no address.');
    await engine.settled();
    const client = apiClient({ url, token });
    const half = Math.ceil(count / 2);
    const startedAt = performance.now();
    await client.invoices.makePdfs({ numbers: numbers.slice(0, half) });
    await client.invoices.makePdfs({ numbers: numbers.slice(half) });
    while ((countMade.get() ?? 0) < count) await wait(lookMs);
    const ms = performance.now() - startedAt;
    const presses = engine.snapshot().children.filter(({ name }) => name.startsWith('press-'));
    return { made: count, ms, rssMB: Math.max(...presses.map(({ pid }) => peakMiB(pid))) };
  } finally {
    await engine.stop();
    made.remove();
  }
}

function peakMiB(pid: number | null): number {
  if (pid === null) throw new Error('A press worker has no process.');
  const kib = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kib) / 1024);
}
