/** The job that does nothing, and its stopwatch: the same for both contenders. */
import type { Lap } from './contend.ts';

/**
 * @param warm calls before the watch starts: code is compiled and connections are warm by then.
 * @param jobs calls that are timed.
 * @returns what a contender runs for each job; tells its parent when the first timed call comes, and when the last one does.
 */
export function countedJob(warm: number, jobs: number): () => Promise<null> {
  let calls = 0;
  let startedAt = 0;
  let cpuBefore: NodeJS.CpuUsage | undefined;
  return () => {
    calls += 1;
    if (calls === warm) {
      process.send?.({ type: 'lap-begins' } satisfies Lap);
      startedAt = performance.now();
      cpuBefore = process.cpuUsage();
    }
    if (calls === warm + jobs) {
      const { user, system } = process.cpuUsage(cpuBefore);
      const ms = performance.now() - startedAt;
      process.send?.({ type: 'lap-ends', ms, cpuMs: (user + system) / 1000 } satisfies Lap);
    }
    return Promise.resolve(null);
  };
}

/** Given to a contender as `BENCH_JOBS`, `BENCH_WARM`, `BENCH_CONCURRENCY`. */
export function setting(name: 'JOBS' | 'WARM' | 'CONCURRENCY'): number {
  return Number(process.env[`BENCH_${name}`]);
}
