/** A real Redis of one test's own: append-only, noeviction, random port and password, in a folder that goes away with it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { redisConfig } from '../../electron/supervisor/redis/config.ts';
import { findRedis } from '../../electron/supervisor/redis/find.ts';
import { freePort } from '../../electron/supervisor/redis/port.ts';
import type { RedisAddress } from '../../workers/protocol.ts';
import { isAlive } from './processes.ts';

export interface TestRedis {
  readonly address: RedisAddress;
  /** Of the present process: changes with `restart`. */
  readonly pid: number;
  /** Its folder, with the append-only file. */
  readonly dir: string;
  /** SIGKILL, as a crash; done when the process is gone. */
  kill(): Promise<void>;
  /** A new process on the same folder, port and password. */
  restart(): Promise<void>;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
}

export const testRedisPrefix = 'dockhand-test-redis-';

export async function startTestRedis(): Promise<TestRedis> {
  sweepLeftovers();
  const { path } = await findRedis();
  const dir = mkdtempSync(join(tmpdir(), `${testRedisPrefix}${process.pid}-`));
  const address = {
    host: '127.0.0.1',
    port: await freePort(),
    password: randomBytes(24).toString('base64url'),
  };
  writeFileSync(join(dir, 'redis.conf'), redisConfig(address), { mode: 0o600 });
  let child = await launchRedisProcess(path, dir);
  const killAtExit = () => void child.kill('SIGKILL');
  process.once('exit', killAtExit);
  return {
    address,
    dir,
    get pid() {
      return child.pid ?? 0;
    },
    kill: () => endRedisProcess(child),
    async restart() {
      await endRedisProcess(child);
      child = await launchRedisProcess(path, dir);
    },
    async stop() {
      process.off('exit', killAtExit);
      await endRedisProcess(child);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** A sentinel says it with another word. */
const isReady = /Ready to accept connections|Sentinel ID is/;

/** Starts `redis.conf` of a folder; ends with this process. Done when Redis says that it accepts connections. */
export function launchRedisProcess(path: string, dir: string, more: string[] = []): Promise<ChildProcess> {
  const child = spawn(path, ['redis.conf', ...more], { cwd: dir, stdio: ['ignore', 'pipe', 'pipe'] });
  if (child.pid !== undefined) writeFileSync(join(dir, 'pid'), String(child.pid));
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      if (isReady.test(said)) return;
      said += chunk.toString();
      if (isReady.test(said)) resolve(child);
    });
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`redis-server ended with ${code}: ${said}`)));
  });
}

export function endRedisProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}

/** A test process that was itself killed leaves a Redis behind: its folder names the owner. */
function sweepLeftovers(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(testRedisPrefix))) {
    const owner = Number(/^dockhand-test-redis-(\d+)-/.exec(name)?.[1]);
    if (owner === 0 || isAlive(owner)) continue;
    const dir = join(tmpdir(), name);
    const pid = readPid(dir);
    if (pid !== null && isRedis(pid)) process.kill(pid, 'SIGKILL');
    rmSync(dir, { recursive: true, force: true });
  }
}

function readPid(dir: string): number | null {
  try {
    return Number(readFileSync(join(dir, 'pid'), 'utf8'));
  } catch {
    return null;
  }
}

/** Linux only: elsewhere the folder goes and the process stays, which is better than killing a stranger. */
function isRedis(pid: number): boolean {
  try {
    return /redis|valkey/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
  } catch {
    return false;
  }
}
