/** The history: how many runs ended how, how long they took, how deep the queues were. */
import { catalog } from '../queues/catalog.ts';
import { depthSteps } from '../queues/depths.ts';
import { os } from './base.ts';
import { jobHistory } from './job-history.ts';
import type { DepthHistory } from './wire.ts';

export const history = {
  jobs: os.history.jobs.handler(({ input, context, signal }) => jobHistory(context.store, input, signal)),

  depth: os.history.depth.handler(async ({ input, context: { store } }) => {
    const known = Object.values(catalog).map(({ queue }) => queue);
    const answer: DepthHistory[] = [];
    for (const queue of new Set(input.queue === undefined ? known : [input.queue]))
      answer.push({ queue, steps: await depthSteps(store, queue, input) });
    return answer;
  }),
};
