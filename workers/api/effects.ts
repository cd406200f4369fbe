/** Effects outside that are in doubt: listed, and decided by a person. Works while Redis is away. */
import { catalog } from '../queues/catalog.ts';
import { resolveEffect } from '../queues/resolve-effect.ts';
import { intentOf } from '../store/effect.ts';
import { doubtfulEffects, type DoubtfulRecord } from '../store/queries/doubtful-effects.ts';
import { os } from './base.ts';
import { describe, jobTitle, parsed } from './job-rows.ts';
import type { DoubtfulEffect, JobState } from './wire.ts';

export const effects = {
  list: os.effects.list.handler(({ input, context }) => {
    const { effects: records, total } = doubtfulEffects(context.store, input);
    return { rows: records.map(doubtfulEffect), total };
  }),

  resolve: os.effects.resolve.handler(({ input, context: { store, actor } }) => ({
    jobId: resolveEffect(store, actor, input, (key) => Object.hasOwn(catalog, key)),
  })),
};

function doubtfulEffect({
  key,
  at,
  jobId,
  result,
  payload,
  jobState,
  ...job
}: DoubtfulRecord): DoubtfulEffect {
  const named = { queue: job.queue ?? '', name: job.name ?? '' };
  return {
    key,
    title: intentOf(result).title ?? key,
    at,
    job: {
      id: jobId,
      title: job.name === null ? '' : jobTitle(named),
      description: describe(named, parsed(payload)),
      state: jobState as JobState | null,
    },
  };
}
