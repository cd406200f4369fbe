/** The way into the queues: a line in the outbox, in the transaction of the change that wants the job. */
import type { z } from 'zod';
import type { Transaction } from '../store/write.ts';
import { catalog, type Catalog, type JobKey } from './catalog.ts';

export interface EnqueueOptions {
  /** From 1, the most urgent; left out: first in, first out. Priorities cost Redis time in proportion to the backlog. */
  priority?: number;
  /** Not before, ms UTC. */
  runAt?: number;
}

/**
 * Wants a job. It exists once the transaction commits, and never otherwise; the relay hands it to Bull after that.
 * @returns the job's id, which is the outbox row's and Bull's.
 * @throws z.ZodError when the payload does not fit the catalog: a mistake of the caller, not of a person.
 */
export function enqueue<K extends JobKey>(
  tx: Transaction,
  key: K,
  payload: z.input<Catalog[K]['payload']>,
  options: EnqueueOptions = {},
): string {
  const definition = catalog[key];
  return tx.insertOutbox({
    queue: definition.queue,
    name: definition.name,
    payload: definition.payload.parse(payload),
    priority: options.priority,
    runAt: options.runAt,
  });
}
