/** What a whole engine with nothing to do asks of its Redis. */
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { readRunRecord } from '../../../electron/supervisor/run-record.ts';
import { dataPaths } from '../../../workers/paths.ts';
import { startHeadless } from '../../support/engine.ts';

export interface IdleCost {
  idleCommandsPerSecond: number;
  /** Per second and command, the costliest first; those within scripts included, so they may sum to more. */
  byCommand: Record<string, number>;
}

/** What follows a start, such as the first looks at Redis, is over by then: ms. */
const settleMs = 10_000;

/** @param ms how long to watch: a few of the longest regular intervals are best. @throws Error when the engine has no Redis of its own. */
export async function idleCost(ms: number): Promise<IdleCost> {
  const engine = await startHeadless();
  let looker: Redis | null = null;
  try {
    const record = await readRunRecord(dataPaths(engine.dataDir).runRecord);
    if (record === null || record.redis === null) throw new Error('The engine has recorded no Redis.');
    looker = new Redis(record.redis);
    await wait(settleMs);
    const from = await commandsOf(looker);
    const startedAt = performance.now();
    await wait(ms);
    const to = await commandsOf(looker);
    const seconds = (performance.now() - startedAt) / 1000;
    return costOf(from, to, seconds);
  } finally {
    looker?.disconnect();
    await engine.stop();
  }
}

interface Commands {
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
    idleCommandsPerSecond: perSecond(to.total - from.total - 1),
    byCommand: Object.fromEntries(byCommand),
  };
}
