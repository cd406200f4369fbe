/**
 * A second pair of eyes for this process. A job in a busy loop blocks the event loop, and with it every timer that could stop
 * it; a thread of its own sees the limit pass, records the run and ends the process. The same thread ends a process whose
 * supervisor has gone while it was blocked. Times are those of `process.hrtime`, which all threads of a process share.
 */
import { Worker } from 'node:worker_threads';
import { entryPoint } from '../paths.ts';
import type { AnyCatalog } from './define.ts';
import type { RetryPolicy } from './ending.ts';

/** The main thread ends the process in an orderly way if it can; the watchdog waits for that much longer. */
const slackMs = 400;

export interface Watched {
  /** The run may go on for so long from now. */
  allow(ms: number): void;
  stop: () => void;
}

export interface Watchdog {
  /** @param no number of the run. @param allowedMs until its process is ended. */
  watch(no: number, allowedMs: number): Watched;
  close(): void;
}

/** Slots of two 64-bit numbers: the run's number, and when its process is to be ended (ms of `process.hrtime`; 0 is never). */
export const slotWidth = 2;

export interface WatchdogData {
  slots: SharedArrayBuffer;
  dataDir: string;
  policies: Record<string, RetryPolicy>;
  /** The supervisor: when it is gone, so is the reason for this process to live. */
  parentPid: number;
}

/** @param runsAtOnce how many runs there can be in this process at the same time. */
export function startWatchdog(dataDir: string, catalog: AnyCatalog, runsAtOnce: number): Watchdog {
  const slots = new SharedArrayBuffer(runsAtOnce * slotWidth * BigInt64Array.BYTES_PER_ELEMENT);
  const table = new BigInt64Array(slots);
  const policies = Object.fromEntries(
    Object.entries(catalog).map(([key, { attempts, backoffMs, backoffCapMs }]) => [
      key,
      { attempts, backoffMs, backoffCapMs },
    ]),
  );
  const workerData: WatchdogData = { slots, dataDir, policies, parentPid: process.ppid };
  const thread = new Worker(entryPoint('workers/queues/watchdog-thread'), { workerData });
  thread.unref();
  const free = Array.from({ length: runsAtOnce }, (_, slot) => slot);
  return {
    watch(no, allowedMs) {
      const slot = free.pop();
      if (slot === undefined) throw new Error('More runs than the watchdog has eyes for.');
      const allow = (ms: number) =>
        Atomics.store(table, slot * slotWidth + 1, monotonicMs() + BigInt(Math.ceil(ms)) + BigInt(slackMs));
      Atomics.store(table, slot * slotWidth, BigInt(no));
      allow(allowedMs);
      return {
        allow,
        stop() {
          Atomics.store(table, slot * slotWidth + 1, 0n);
          free.push(slot);
        },
      };
    },
    close: () => void thread.terminate(),
  };
}

/** For where nobody can hang: tests of the runner in their own process. */
export const noWatchdog: Watchdog = { watch: () => ({ allow() {}, stop() {} }), close() {} };

export function monotonicMs(): bigint {
  return process.hrtime.bigint() / 1_000_000n;
}
