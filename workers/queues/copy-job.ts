/** A job once more with other data: a new job, wanted by the person who changed the data. */
import { z } from 'zod';
import { UserError } from '../errors.ts';
import { requestedJob } from '../store/job-request.ts';
import type { Store } from '../store/open.ts';
import type { AnyCatalog, AnyJobDefinition } from './define.ts';

/** Characters of JSON that people edit. */
const mostEdited = 100_000;

export interface Copyable {
  definition: AnyJobDefinition;
  /** As the job had it. */
  payload: unknown;
}

/** @throws UserError `job-not-found`, `job-unknown`, `job-sends`, `payload-too-large` */
export function copyable(store: Store, catalog: AnyCatalog, id: string): Copyable {
  const job = requestedJob(store, id);
  if (job === undefined) throw new UserError('job-not-found', `There is no job with the id ${id}.`);
  const key = `${job.queue}/${job.name}`;
  const definition = Object.hasOwn(catalog, key) ? catalog[key] : undefined;
  if (definition === undefined)
    throw new UserError('job-unknown', `This version of Dockhand has no job ${key}, so it makes none.`);
  if (definition.effect.kind === 'outside')
    throw new UserError(
      'job-sends',
      'What leaves this machine is sent or printed again from the invoice itself, where it is kept account of.',
    );
  if (job.payload.length > mostEdited)
    throw new UserError('payload-too-large', 'The data of this job are too large to be changed by hand.');
  return { definition, payload: JSON.parse(job.payload) };
}

/** A part of a payload that its job does not take. */
export interface PayloadIssue {
  /** Names and positions down to the field. */
  path: (string | number)[];
  message: string;
}

/**
 * @returns the new job, or what is wrong with the payload.
 * @throws UserError as `copyable`.
 */
export function copyJob(
  store: Store,
  catalog: AnyCatalog,
  actor: string,
  { id, payload }: { id: string; payload: unknown },
): { jobId: string; issues: [] } | { jobId: null; issues: PayloadIssue[] } {
  const { definition } = copyable(store, catalog, id);
  const schema = definition.payload;
  const checked = (schema instanceof z.ZodObject ? schema.strict() : schema).safeParse(payload);
  if (!checked.success) return { jobId: null, issues: checked.error.issues.map(plainIssue) };
  const { queue, name } = definition;
  const jobId = store.write(actor, (tx) => {
    const copy = tx.insertOutbox({ queue, name, payload: checked.data });
    tx.audit('job', copy, 'duplicate', { of: id });
    return copy;
  });
  return { jobId, issues: [] };
}

function plainIssue({ path, message }: z.core.$ZodIssue): PayloadIssue {
  return { path: path.map((step) => (typeof step === 'number' ? step : String(step))), message };
}
