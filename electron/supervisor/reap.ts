/** Ends what an earlier supervisor left running when it was killed. */
import { setTimeout as wait } from 'node:timers/promises';
import { UserError } from '../../workers/errors.ts';
import type { Logger } from '../../workers/log.ts';
import { processIdentity } from './process-identity.ts';
import { readRunRecord, type RecordedProcess, type RunRecord } from './run-record.ts';
import type { ConnectProber } from './redis/prober.ts';

const shutdownLimitMs = 1_000;
const killLimitMs = 3_000;

/**
 * Kills the recorded processes that still are the ones that were recorded. Their work is safe: jobs are handed over again.
 * @returns the names of those that were still there.
 * @throws UserError `engine-running` when the recorded supervisor lives, and `leftover-process` when one cannot be ended.
 */
export async function reapLeftovers(path: string, connect: ConnectProber, log: Logger): Promise<string[]> {
  const record = await readRunRecord(path);
  if (record === null) return [];
  if (record.supervisor.pid !== process.pid && (await isSame(record.supervisor))) {
    throw new UserError(
      'engine-running',
      `Dockhand already runs on this data folder (process ${record.supervisor.pid}). Stop that one first.`,
    );
  }
  const alive = await survivors(record.processes);
  for (const left of alive) if (left.name !== 'redis') kill(left);
  await endRedis(record, alive, connect);
  const immortal = await waitUntilGone(alive, killLimitMs);
  if (immortal.length > 0) {
    const names = immortal.map(({ name, pid }) => `${name} (process ${pid})`).join(', ');
    throw new UserError(
      'leftover-process',
      `Parts of Dockhand from an earlier run do not end: ${names}. Restart the computer.`,
    );
  }
  for (const { name, pid } of alive) log.warn('leftover-reaped', { child: name, pid });
  return alive.map(({ name }) => name);
}

/**
 * By SHUTDOWN, so that its file is whole; also where no process is recorded, because the supervisor may have been killed between the two
 * writes. The number and start time are for one that does not answer.
 */
async function endRedis(record: RunRecord, alive: RecordedProcess[], connect: ConnectProber): Promise<void> {
  if (record.redis === null) return;
  const prober = connect(record.redis);
  await Promise.race([prober.shutdown(), wait(shutdownLimitMs, undefined, { ref: false })]);
  prober.close();
  const redis = alive.filter(({ name }) => name === 'redis');
  for (const left of await waitUntilGone(redis, shutdownLimitMs)) kill(left);
}

async function isSame({ pid, identity }: RecordedProcess): Promise<boolean> {
  return identity !== null && (await processIdentity(pid)) === identity;
}

async function survivors(processes: readonly RecordedProcess[]): Promise<RecordedProcess[]> {
  const alive = await Promise.all(processes.map(isSame));
  return processes.filter((_, index) => alive[index]);
}

function kill({ pid }: RecordedProcess): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone in the meantime; if it may not be killed, the wait that follows says so.
  }
}

/** @returns those that are still there when the limit is over. */
async function waitUntilGone(processes: RecordedProcess[], limitMs: number): Promise<RecordedProcess[]> {
  const deadline = performance.now() + limitMs;
  let left = await survivors(processes);
  while (left.length > 0 && performance.now() < deadline) {
    await wait(20);
    left = await survivors(left);
  }
  return left;
}
