/**
 * The monitor with a long past: every list, search and chart with 100,000 jobs in the history and 10,000 waiting in Redis, what opening it
 * asks of Redis, and what its page holds in memory.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Redis } from 'ioredis';
import { readRunRecord } from '../../../electron/supervisor/run-record.ts';
import { dataPaths } from '../../../workers/paths.ts';
import { keyPrefix } from '../../../workers/queues/bull.ts';
import { isAnyDue } from '../../../workers/store/job-search.ts';
import { openStore } from '../../../workers/store/open.ts';
import { startHeadless, type HeadlessEngine } from '../../support/engine.ts';
import { monitorCalls } from './calls.ts';
import { pageMemory } from './page.ts';
import { makePast } from './past.ts';

const settled = 100_000;
const waiting = 10_000;
/** Of any call, ms. */
const allowedMs = 150;
/** Of the page, MiB. */
const allowedHeap = 150;
const allowedRoundTrips = 1;

/** Options: `--rounds N` (15) of each call; `--without-page`. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string', default: '15' },
      'without-page': { type: 'boolean', default: false },
    },
  });
  const dataDir = mkdtempSync(join(tmpdir(), 'dockhand-bench-monitor-'));
  let engine: HeadlessEngine | null = null;
  try {
    await makePast(dataDir, settled, 0);
    engine = await startHeadless({ dataDir });
    await engine.client.system.pause({ until: null });
    const indexMs = await indexed(dataDir);
    await wait(3000);
    await makePast(dataDir, 0, waiting);
    const redis = await redisOf(dataDir);
    await handedOver(redis);
    const calls = await timed(engine, Number(values.rounds));
    const roundTrips = await roundTripsOf(engine, redis);
    redis.disconnect();
    const page = values['without-page'] ? null : await pageMemory(engine);
    const slowest = Math.max(...Object.values(calls).map(({ maxMs }) => maxMs));
    const ok =
      slowest <= allowedMs &&
      roundTrips <= allowedRoundTrips &&
      (page === null || Math.max(page.opened, page.turned, page.pushed) <= allowedHeap);
    console.log(
      JSON.stringify({ bench: 'monitor', ok, settled, waiting, indexMs, slowest, roundTrips, page, calls }),
    );
    if (!ok) process.exitCode = 1;
  } finally {
    await engine?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** @returns how long the index of a past that it has never seen takes, beside an engine that is used, ms. */
async function indexed(dataDir: string): Promise<number> {
  const startedAt = performance.now();
  const store = openStore({ dataDir });
  while (isAnyDue(store)) await wait(100);
  store.close();
  return Math.round(performance.now() - startedAt);
}

async function redisOf(dataDir: string): Promise<Redis> {
  const record = await readRunRecord(dataPaths(dataDir).runRecord);
  if (record === null || record.redis === null) throw new Error('The engine has recorded no Redis.');
  return new Redis(record.redis);
}

async function handedOver(redis: Redis): Promise<void> {
  const key = `${keyPrefix}:invoice:wait`;
  for (const end = Date.now() + 120_000; (await redis.llen(key)) < waiting; await wait(100))
    if (Date.now() > end) throw new Error(`Only ${await redis.llen(key)} jobs wait in Redis.`);
}

interface Latency {
  p50Ms: number;
  p95Ms: number;
  maxMs: number;
}

async function timed(engine: HeadlessEngine, rounds: number): Promise<Record<string, Latency>> {
  const { rows } = await engine.client.jobs.list({ offset: 50_000, limit: 1 });
  const id = rows[0]?.id ?? '';
  const payload = (await engine.client.jobs.get({ id })).payload as Record<string, string>;
  const calls = monitorCalls(engine.client, { id, value: Object.values(payload).at(-1) ?? '' });
  const latencies: Record<string, Latency> = {};
  for (const [name, call] of Object.entries(calls)) {
    // Code is compiled and pages are read by then: what counts is a monitor in use.
    await call();
    const took: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const from = performance.now();
      await call();
      took.push(performance.now() - from);
    }
    const sorted = took.toSorted((a, b) => a - b);
    const at = (p: number) =>
      Math.round((sorted[Math.min(rounds - 1, Math.floor(rounds * p))] ?? NaN) * 10) / 10;
    latencies[name] = { p50Ms: at(0.5), p95Ms: at(0.95), maxMs: at(1) };
  }
  return latencies;
}

const openings = 50;

/** Commands that Redis counts more than in as long a time without anybody looking, per opening. */
async function roundTripsOf({ client }: HeadlessEngine, redis: Redis): Promise<number> {
  const commands = async () =>
    Number(/^total_commands_processed:(\d+)/m.exec(await redis.info('stats'))?.[1] ?? NaN);
  const from = await commands();
  const startedAt = performance.now();
  for (let n = 0; n < openings; n += 1) {
    const now = Date.now();
    await Promise.all([
      client.system.status(),
      client.jobs.list({}),
      client.jobs.kinds(),
      client.history.jobs({ from: now - 3_600_000, to: now, interval: 'hour' }),
      client.deadLetters.groups(),
      client.schedules.list(),
    ]);
  }
  const middle = await commands();
  await wait(performance.now() - startedAt);
  const after = await commands();
  return Math.max(0, Math.round(((middle - from - (after - middle)) / openings) * 100) / 100);
}
