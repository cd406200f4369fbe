/** A batch of many invoices: by one press worker, and the same again by two at once. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { nodeArguments } from '../../../electron/supervisor/spawner.ts';
import { freightLines } from '../../support/invoice-samples.ts';
import { testStore } from '../../support/invoice-store.ts';

export interface Batch {
  made: number;
  ms: number;
  /** Of the larger worker, MiB. */
  rssMB: number;
}

/** @param workers each takes an equal share of the invoices. */
export async function measureBatch(count: number, workers: number): Promise<Batch> {
  const made = await testStore();
  const { dataDir, store } = made;
  try {
    for (let i = 1; i <= count; i++) made.add({ invoice: { number: `B-${i}` }, lines: freightLines });
    store.close();
    const share = Math.ceil(count / workers);
    const presses = Array.from({ length: workers }, (_, i) =>
      startPress(dataDir, i * share + 1, Math.min(count, (i + 1) * share)),
    );
    const begin = await Promise.all(presses);
    const startedAt = performance.now();
    const shares = await Promise.all(begin.map((run) => run()));
    return {
      made: shares.reduce((sum, { made }) => sum + made, 0),
      ms: performance.now() - startedAt,
      rssMB: Math.max(...shares.map(({ rssMB }) => rssMB)),
    };
  } finally {
    made.remove();
  }
}

/** @returns once the worker is ready: what sets it to work and gives its figures. */
async function startPress(dataDir: string, from: number, to: number): Promise<() => Promise<Batch>> {
  const script = join(import.meta.dirname, 'press.ts');
  const child = spawn(
    process.execPath,
    [...nodeArguments('press'), script, dataDir, String(from), String(to)],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const lines = createInterface({ input: child.stdout });
  await once(lines, 'line');
  return async () => {
    child.stdin.write('go\n');
    const [line] = (await once(lines, 'line')) as [string];
    await once(child, 'exit');
    return JSON.parse(line) as Batch;
  };
}
