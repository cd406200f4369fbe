/**
 * `npm run bench -- pdf`: the invoice PDF beside stock pdfkit that is given the same fonts by path and all that the pages show at
 * its places, and beside Chromium's print-to-PDF of the same invoice; then a batch by the real engine, with one press worker and with
 * two. Each figure comes from a process of its own, started as a press worker is; the sides take turns, and the median counts, so
 * that a busy machine slows all alike. What misses a bar is named, and the exit is 1.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { nodeArguments } from '../../../electron/supervisor/spawner.ts';
import { bundle } from '../bundle.ts';
import { measureBatch } from './batch.ts';
import { sizes, type Measured, type Side, type Size } from './sizes.ts';

const sides = ['dockhand', 'stock', 'chromium'] as const;

/** How many times as many documents a second as the others, at least. */
const bars: Record<Size, { stock: number; chromium: number }> = {
  '1 page': { stock: 4, chromium: 12 },
  '20 pages': { stock: 1.3, chromium: 4 },
};
const most = { onePageMiB: 150, onePageKiB: 40, batchMiB: 250 } as const;
const leastSpeedup = 1.7;

/** @param args `--seconds N` per process (2), `--rounds N` (3), `--batch N` invoices (3000), `--only documents|batch`. */
export async function run(args: string[]): Promise<void> {
  const option = (name: string) => {
    const at = args.indexOf(`--${name}`);
    return at === -1 ? undefined : args[at + 1];
  };
  const only = option('only');
  const missed: string[] = [];
  const atLeast = (what: string, is: number, bar: number) => {
    if (!(is >= bar)) missed.push(`${what} is ${is.toFixed(2)}, less than ${bar}`);
  };
  const atMost = (what: string, is: number, bar: number) => {
    if (!(is <= bar)) missed.push(`${what} is ${is.toFixed(1)}, more than ${bar}`);
  };
  const results: Record<string, unknown> = {};
  if (only !== 'batch') {
    const [script = ''] = await bundle(['test/bench/pdf/contender.ts']);
    for (const size of Object.keys(sizes) as Size[]) {
      const by = await compare(script, size, Number(option('seconds') ?? 2), Number(option('rounds') ?? 3));
      const { dockhand } = by;
      atLeast(`${size}: the ratio to pdfkit`, dockhand.perSecond / by.stock.perSecond, bars[size].stock);
      atLeast(
        `${size}: the ratio to Chromium`,
        dockhand.perSecond / by.chromium.perSecond,
        bars[size].chromium,
      );
      if (size === '1 page') {
        atMost('The memory for one page, MiB,', dockhand.rssMB, most.onePageMiB);
        atMost('The file of one page, KiB,', dockhand.bytes / 1024, most.onePageKiB);
      }
      results[size] = by;
    }
  }
  if (only !== 'documents') {
    const count = Number(option('batch') ?? 3000);
    const one = await measureBatch(count, 1);
    const two = await measureBatch(count, 2);
    const speedup = one.ms / two.ms;
    for (const [name, { made, ms, rssMB }] of Object.entries({
      'one press worker ': one,
      'two press workers': two,
    })) {
      console.log(
        `${name} ${made} invoices in ${(ms / 1000).toFixed(1)} s  ${((made / ms) * 1000).toFixed(1)}/s  ${rssMB} MB resident`,
      );
    }
    console.log(`  ratio ${speedup.toFixed(2)} ×`);
    atMost('The memory of a press worker in a batch, MiB,', Math.max(one.rssMB, two.rssMB), most.batchMiB);
    atLeast('What a second press worker adds', speedup, leastSpeedup);
    results.batch = { one, two, speedup };
  }
  console.log(JSON.stringify({ bench: 'pdf', ok: missed.length === 0, ...results, missed }));
  if (missed.length === 0) return;
  for (const what of missed) console.error(`MISSED: ${what}.`);
  process.exitCode = 1;
}

async function compare(
  script: string,
  size: Size,
  seconds: number,
  rounds: number,
): Promise<Record<Side, Measured>> {
  const runs: Record<Side, Measured[]> = { dockhand: [], stock: [], chromium: [] };
  for (let round = 0; round < rounds; round++) {
    for (const side of sides) runs[side].push(await inProcess(script, side, size, seconds));
  }
  const by = {
    dockhand: median(runs.dockhand),
    stock: median(runs.stock),
    chromium: median(runs.chromium),
  };
  console.log(`${size}:`);
  for (const [side, { perSecond, bytes, rssMB }] of Object.entries(by)) {
    const ratio = by.dockhand.perSecond / perSecond;
    console.log(
      `  ${side.padEnd(9)} ${perSecond.toFixed(1).padStart(7)} documents/s  ${(bytes / 1024).toFixed(1).padStart(6)} KB each  ${rssMB} MB resident${side === 'dockhand' ? '' : `  ratio ${ratio.toFixed(2)} ×`}`,
    );
  }
  return by;
}

async function inProcess(script: string, side: Side, size: Size, seconds: number): Promise<Measured> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...nodeArguments('press'),
    script,
    side,
    size,
    String(seconds),
  ]);
  return JSON.parse(stdout) as Measured;
}

function median(runs: Measured[]): Measured {
  const sorted = runs.toSorted((a, b) => a.perSecond - b.perSecond);
  return sorted[Math.floor(sorted.length / 2)] as Measured;
}
