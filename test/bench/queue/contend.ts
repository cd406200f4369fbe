/** One contender in a process of its own against a Redis of its own, with its backlog waiting. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { nodeArguments } from '../../../electron/supervisor/spawner.ts';
import type { ChildConfig, FromChild, RedisAddress, ToChild } from '../../../workers/protocol.ts';
import { startTestRedis } from '../../support/redis.ts';
import { bareBacklog, pressBacklog } from './backlog.ts';

/** What a contender says of its timed jobs. `cpuMs` is the processor time of its whole process in that time. */
export type Lap = { type: 'lap-begins' } | { type: 'lap-ends'; ms: number; cpuMs: number };

export interface Measured {
  jobsPerSecond: number;
  cpuMicrosPerJob: number;
  redisCpuMicrosPerJob: number;
  /** As Redis counts them, those within scripts included. */
  redisCommandsPerJob: number;
}

export interface Race {
  jobs: number;
  warm: number;
  concurrency: number;
}

/** @param script the contender's bundle. */
export async function contend(contender: 'bare' | 'press', script: string, race: Race): Promise<Measured> {
  const redis = await startTestRedis();
  const dataDir = mkdtempSync(join(tmpdir(), 'dockhand-bench-queue-'));
  const looker = new Redis({ ...redis.address });
  let child: ChildProcess | null = null;
  try {
    // A few more, so that the last timed job has the same to do after it as all others.
    const backlog = race.warm + race.jobs + 100;
    if (contender === 'bare') await bareBacklog(redis.address, backlog);
    else await pressBacklog(redis.address, dataDir, backlog);
    child = fork(script, contender === 'press' ? ['--role=press', '--name=press-1'] : [], {
      execArgv: nodeArguments('press'),
      serialization: 'advanced',
      env: {
        ...process.env,
        BENCH_JOBS: String(race.jobs),
        BENCH_WARM: String(race.warm),
        BENCH_CONCURRENCY: String(race.concurrency),
      },
    });
    return await lapOf(child, contender, looker, redis.address, dataDir, race.jobs);
  } finally {
    if (child !== null && child.exitCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    looker.disconnect();
    await redis.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function lapOf(
  child: ChildProcess,
  contender: 'bare' | 'press',
  looker: Redis,
  redis: RedisAddress,
  dataDir: string,
  jobs: number,
): Promise<Measured> {
  return new Promise((resolve, reject) => {
    let before: Promise<Work> | null = null;
    child.on('message', (message: Lap | FromChild) => {
      if (message.type === 'booted') {
        const config: ChildConfig = {
          name: 'press-1',
          role: 'press',
          instanceId: 'bench',
          dataDir,
          redis,
          http: null,
        };
        child.send(contender === 'bare' ? redis : ({ type: 'configure', config } satisfies ToChild));
      }
      if (message.type === 'lap-begins') before = redisWork(looker);
      if (message.type === 'lap-ends') {
        const { ms, cpuMs } = message;
        resolve(
          measured(jobs, ms, cpuMs, before ?? Promise.reject(new Error('No lap began.')), redisWork(looker)),
        );
      }
    });
    child.once('exit', (code, signal) => reject(new Error(`${contender} ended with ${code ?? signal}`)));
  });
}

async function measured(
  jobs: number,
  ms: number,
  cpuMs: number,
  before: Promise<Work>,
  after: Promise<Work>,
): Promise<Measured> {
  const [from, to] = await Promise.all([before, after]);
  return {
    jobsPerSecond: Math.round((jobs * 1000) / ms),
    cpuMicrosPerJob: Math.round((cpuMs * 1000) / jobs),
    redisCpuMicrosPerJob: Math.round(((to.cpuSeconds - from.cpuSeconds) * 1e6) / jobs),
    redisCommandsPerJob: Math.round((10 * (to.commands - from.commands)) / jobs) / 10,
  };
}

interface Work {
  commands: number;
  cpuSeconds: number;
}

async function redisWork(looker: Redis): Promise<Work> {
  const [cpu, stats] = await Promise.all([looker.info('cpu'), looker.info('commandstats')]);
  const seconds = (name: string) => Number(new RegExp(`${name}:([\\d.]+)`).exec(cpu)?.[1] ?? 0);
  const commands = [...stats.matchAll(/calls=(\d+)/g)].reduce((sum, [, calls]) => sum + Number(calls), 0);
  return { commands, cpuSeconds: seconds('used_cpu_user') + seconds('used_cpu_sys') };
}
