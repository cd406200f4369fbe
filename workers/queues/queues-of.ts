/** Which queues there are, and who serves them. Pure. */
import type { AnyCatalog, WorkerRole } from './define.ts';

/** The queues of a role and how many of their jobs may run at the same time in one process. */
export function queuesOf(catalog: AnyCatalog, role: WorkerRole): Map<string, number> {
  const queues = new Map<string, number>();
  for (const job of Object.values(catalog)) {
    if (job.role === role) queues.set(job.queue, Math.max(queues.get(job.queue) ?? 0, job.concurrency));
  }
  return queues;
}

/** All of them, in the catalog's order. */
export function queueNames(catalog: AnyCatalog): string[] {
  return [...new Set(Object.values(catalog).map(({ queue }) => queue))];
}
