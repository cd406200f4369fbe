/** A catalog of one job, with the limits of the real press jobs. */
import { z } from 'zod';
import { defineJob, type AnyCatalog } from '../../../workers/queues/define.ts';

export const benchKey = 'bench/noop';

export function benchCatalog(concurrency: number): AnyCatalog {
  return {
    [benchKey]: defineJob({
      queue: 'bench',
      name: 'noop',
      role: 'press',
      payload: z.object({ n: z.int() }),
      timeoutMs: 30_000,
      timeoutCounts: 'whole-run',
      attempts: 3,
      backoffMs: 1000,
      backoffCapMs: 60_000,
      concurrency,
      effect: { kind: 'local', commitsWith: 'state', key: ({ n }) => `noop:${n}` },
      title: 'Do nothing',
      describe: () => 'Does nothing',
    }),
  };
}
