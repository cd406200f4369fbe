/** Jobs as the router shows them: the database's texts parsed, the catalog's words added. */
import type { ErrorInfo } from '../errors.ts';
import { catalog, type JobKey } from '../queues/catalog.ts';
import type { JobDefinition } from '../queues/define.ts';
import type { JobDetail, JobRecord, RunRecord } from '../store/queries/jobs.ts';
import type { JobRow, JobState, JobView } from './wire.ts';

/** Undefined for a job of an older or newer program. */
export function definitionOf({ queue, name }: { queue: string; name: string }): JobDefinition | undefined {
  const key = `${queue}/${name}`;
  return Object.hasOwn(catalog, key) ? catalog[key as JobKey] : undefined;
}

/** What people call the job; its key where this program does not know it. */
export function jobTitle(job: { queue: string; name: string }): string {
  return definitionOf(job)?.title ?? `${job.queue}/${job.name}`;
}

export function jobRow(job: JobRecord): JobRow {
  return {
    id: job.id,
    queue: job.queue,
    name: job.name,
    title: jobTitle(job),
    state: job.state as JobState,
    attempts: job.attempts,
    progress: job.progress / 1000,
    note: parsed(job.progressNote) as JobRow['note'],
    createdAt: job.createdAt,
    createdBy: job.createdBy,
    runAt: job.runAt,
    startedAt: job.startedAt,
    settledAt: job.settledAt,
    error: parsed(job.error) as ErrorInfo | null,
  };
}

export function jobView(job: JobDetail, runs: readonly RunRecord[]): JobView {
  const payload = parsed(job.payload);
  return {
    ...jobRow(job),
    description: describe(job, payload),
    payload,
    payloadBytes: job.payloadBytes,
    payloadBeginning: job.payloadBeginning,
    result: parsed(job.result),
    resultBytes: job.resultBytes,
    resultBeginning: job.resultBeginning,
    runs: runs.map((run) => ({ ...run, error: parsed(run.error) as ErrorInfo | null })),
  };
}

/** What the job does, in the catalog's words; '' where this program does not know it. */
export function describe(job: { queue: string; name: string }, payload: unknown): string {
  const definition = definitionOf(job);
  // A payload of an older program may not fit any more.
  const known = definition?.payload.safeParse(payload);
  return definition !== undefined && known?.success === true ? definition.describe(known.data) : '';
}

/** What cannot be read, as from elsewhere, stays text. */
export function parsed(json: string | null): unknown {
  if (json === null) return null;
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}
