/** What a whole engine with nothing to do asks of its Redis. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { createEngine } from '../../../electron/supervisor/engine.ts';
import { readRunRecord } from '../../../electron/supervisor/run-record.ts';
import { forkSpawner } from '../../../electron/supervisor/spawner.ts';
import { silentLogger } from '../../../workers/log.ts';
import { dataPaths } from '../../../workers/paths.ts';
import { startHeadless } from '../../support/engine.ts';

export interface IdleCost {
  commandsPerSecond: number;
  /** Per second and command, the costliest first. */
  byCommand: Record<string, number>;
}

/** What follows a start, such as the first looks at Redis, is over by then: ms. */
const settleMs = 10_000;
/** As many as the supervisor ever makes by itself. */
const mostPresses = 4;

/** Of the program as it is. @param ms how long to watch: a few of the longest regular intervals are best. */
export async function idleProgram(ms: number): Promise<IdleCost> {
  const engine = await startHeadless();
  try {
    return await watched(engine.dataDir, ms);
  } finally {
    await engine.stop();
  }
}

/** Of an engine with eight queues and as many processes as there can be. @param worker the bundle of `eight-queues.ts`. */
export async function idleEight(ms: number, worker: string): Promise<IdleCost> {
  const dataDir = await mkdtemp(join(tmpdir(), 'dockhand-bench-idle-'));
  const engine = createEngine({
    dataDir,
    version: 'bench',
    http: { port: 0 },
    spawner: forkSpawner(worker),
    log: silentLogger,
    pressWorkers: mostPresses,
  });
  try {
    await engine.start();
    await engine.settled();
    const unready = engine.snapshot().children.filter(({ state }) => state !== 'ready');
    if (unready.length > 0) throw new Error(`Not ready: ${JSON.stringify(unready)}`);
    return await watched(dataDir, ms);
  } finally {
    await engine.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** @throws Error when the engine has no Redis of its own. */
async function watched(dataDir: string, ms: number): Promise<IdleCost> {
  const record = await readRunRecord(dataPaths(dataDir).runRecord);
  if (record === null || record.redis === null) throw new Error('The engine has recorded no Redis.');
  const looker = new Redis(record.redis);
  try {
    await wait(settleMs);
    const from = await commandsOf(looker);
    const startedAt = performance.now();
    await wait(ms);
    const to = await commandsOf(looker);
    const seconds = (performance.now() - startedAt) / 1000;
    return costOf(from, to, seconds);
  } finally {
    looker.disconnect();
  }
}

interface Commands {
  /** As Redis counts them, those within scripts included. */
  total: number;
  calls: Map<string, number>;
}

async function commandsOf(looker: Redis): Promise<Commands> {
  const info = await looker.info('all');
  const total = Number(/^total_commands_processed:(\d+)/m.exec(info)?.[1] ?? NaN);
  const calls = [...info.matchAll(/^cmdstat_(\S+?):calls=(\d+)/gm)];
  return { total, calls: new Map(calls.map(([, name = '', count]) => [name, Number(count)])) };
}

/** The looker's own part between the two is the first INFO: Redis counts a command when it has answered it. */
function costOf(from: Commands, to: Commands, seconds: number): IdleCost {
  const perSecond = (calls: number) => Math.round((100 * calls) / seconds) / 100;
  const byCommand = [...to.calls]
    .map(([name, calls]): [string, number] => [
      name,
      perSecond(calls - (from.calls.get(name) ?? 0) - (name === 'info' ? 1 : 0)),
    ])
    .filter(([, rate]) => rate > 0)
    .toSorted(([, a], [, b]) => b - a);
  return {
    commandsPerSecond: perSecond(to.total - from.total - 1),
    byCommand: Object.fromEntries(byCommand),
  };
}
