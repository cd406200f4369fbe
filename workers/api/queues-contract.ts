/** Calls about whole queues. */
import { type } from '@orpc/contract';
import { z } from 'zod';
import { base } from './contract-base.ts';
import type { QueuesView } from './queues-wire.ts';

const one = z.object({ queue: z.string() });

export const queues = {
  list: base.output(type<QueuesView>()),
  /** Workers take no new job of it until `resume`, over any restart; what runs goes on, what is wanted meanwhile waits. */
  pause: base.input(one).output(type<QueuesView>()),
  resume: base.input(one).output(type<QueuesView>()),
};
