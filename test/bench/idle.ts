/**
 * What the program costs while it has nothing to do: time from the start to ready, memory of each process, share of one core. For Linux:
 * it reads /proc. PSS counts what processes share once in all; RSS counts it for each of them.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startHeadless, type HeadlessEngine } from '../support/engine.ts';

/** What it has to keep to: ms, share of one core, bytes. */
const limits = { readyMs: 2_000, cpu: 0.01, pss: 350 * 2 ** 20 };

/** What follows a start is over by then, ms. */
const settleMs = 15_000;

interface Cost {
  name: string;
  pid: number;
  pss: number;
  rss: number;
  cpuMs: number;
}

/** @throws Error when a limit is not kept. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { seconds: { type: 'string', default: '60' } } });
  const watchMs = Number(values.seconds) * 1_000;
  // Built, and its files in the system's cache, before anything is measured.
  await (await startHeadless()).stop();
  const startedAt = performance.now();
  const engine = await startHeadless();
  const readyMs = performance.now() - startedAt;
  try {
    const allReadyMs = await whenAllReady(engine, startedAt);
    await wait(settleMs);
    const costs = await watched(engine, watchMs);
    console.log(`Ready after ${Math.round(readyMs)} ms, all processes after ${Math.round(allReadyMs)} ms.`);
    console.log(`Idle for ${watchMs / 1_000} s:\n`);
    print(costs, watchMs);
    judge(readyMs, costs, watchMs);
  } finally {
    await engine.stop();
  }
}

async function whenAllReady({ client }: HeadlessEngine, since: number): Promise<number> {
  for (;;) {
    const { engine } = await client.system.status();
    if (engine?.children.every(({ state }) => state === 'ready') === true) return performance.now() - since;
    await wait(20);
  }
}

async function watched({ client, pid }: HeadlessEngine, ms: number): Promise<Cost[]> {
  const children = (await client.system.status()).engine?.children ?? [];
  const processes = [
    { name: 'supervisor', pid },
    ...children.map((child) => ({ ...child, pid: child.pid ?? 0 })),
  ];
  const before = processes.map((each) => cpuMs(each.pid));
  await wait(ms);
  return processes.map(({ name, pid: id }, index) => ({
    name,
    pid: id,
    ...memory(id),
    cpuMs: cpuMs(id) - (before[index] ?? 0),
  }));
}

/** Bytes. */
function memory(pid: number): { pss: number; rss: number } {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const of = (field: string) =>
    Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? NaN) * 1024;
  return { pss: of('Pss'), rss: of('Rss') };
}

/** Of all threads, since the process began. */
function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in brackets may hold spaces; the fields count from behind it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1_000) / ticksPerSecond();
}

let ticks = 0;
function ticksPerSecond(): number {
  ticks ||= Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  return ticks;
}

function sum(costs: readonly Cost[], of: (cost: Cost) => number): number {
  return costs.reduce((total, cost) => total + of(cost), 0);
}

function print(costs: readonly Cost[], watchMs: number): void {
  const mb = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MB`.padStart(10);
  const share = (ms: number) => `${((ms / watchMs) * 100).toFixed(2)} %`.padStart(8);
  const line = (name: string, pss: number, rss: number, ms: number) =>
    console.log(`${name.padEnd(12)}${mb(pss)} PSS${mb(rss)} RSS${share(ms)} of a core`);
  for (const { name, pss, rss, cpuMs: ms } of costs) line(name, pss, rss, ms);
  line(
    'all',
    sum(costs, ({ pss }) => pss),
    sum(costs, ({ rss }) => rss),
    sum(costs, ({ cpuMs: ms }) => ms),
  );
}

function judge(readyMs: number, costs: readonly Cost[], watchMs: number): void {
  const kept = {
    readyMs: readyMs <= limits.readyMs,
    cpu: sum(costs, ({ cpuMs: ms }) => ms) / watchMs <= limits.cpu,
    pss: sum(costs, ({ pss }) => pss) <= limits.pss,
  };
  const broken = Object.entries(kept).flatMap(([name, isKept]) => (isKept ? [] : [name]));
  if (broken.length > 0) throw new Error(`Not kept: ${broken.join(', ')}`);
  console.log('\nReady within 2 s, at most 1 % of a core, at most 350 MB: kept.');
}
