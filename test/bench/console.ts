/**
 * While 1,000,000 carriers are imported by the real engine: what the press worker's memory peaks at, and how long the console's
 * calls take. Peak memory is the kernel's own figure (VmHWM), so this runs on Linux.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeCarrierFile } from '../support/carrier-file.ts';
import { startHeadless } from '../support/engine.ts';

const percentile = (sorted: number[], p: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? NaN;

function peakMiB(pid: number): number {
  const kib = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kib) / 1024);
}

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { rows: { type: 'string', default: '1000000' } } });
  const rows = Number(values.rows);
  const folder = mkdtempSync(join(tmpdir(), 'dockhand-bench-console-'));
  const file = join(folder, 'carriers.csv');
  await writeCarrierFile(file, rows, 'random');
  const engine = await startHeadless();
  try {
    const staged = await engine.client.files.stage({ path: file });
    const started = performance.now();
    const { importId } = await engine.client.imports.start({ ...staged, entity: 'carrier' });
    const took: Record<string, number[]> = { status: [], carriers: [], jobs: [], import: [] };
    const timed = async (name: string, call: () => Promise<unknown>) => {
      const from = performance.now();
      await call();
      took[name]?.push(performance.now() - from);
    };
    for (;;) {
      await timed('status', () => engine.client.system.status());
      await timed('carriers', () => engine.client.partners.list({ entity: 'carrier', search: 'CARRIER 77' }));
      await timed('jobs', () => engine.client.jobs.list({}));
      let state = '';
      await timed('import', async () => (state = (await engine.client.imports.get({ importId })).state));
      if (state !== 'waiting' && state !== 'running') break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const seconds = (performance.now() - started) / 1000;
    const { engine: snapshot } = await engine.client.system.status();
    const peaks = Object.fromEntries(
      (snapshot?.children ?? []).map(({ name, pid }) => [name, pid === null ? null : peakMiB(pid)]),
    );
    const latencies = Object.fromEntries(
      Object.entries(took).map(([name, all]) => {
        const sorted = all.toSorted((a, b) => a - b);
        const ms = (p: number) => Math.round(percentile(sorted, p) * 10) / 10;
        return [
          name,
          { calls: sorted.length, p50Ms: ms(0.5), p95Ms: ms(0.95), p99Ms: ms(0.99), maxMs: ms(1) },
        ];
      }),
    );
    console.log(
      JSON.stringify({
        bench: 'console',
        rows,
        seconds: Math.round(seconds * 10) / 10,
        peakMiB: peaks,
        latencies,
      }),
    );
  } finally {
    await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
