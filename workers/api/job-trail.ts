/** What has happened to a job, who did it, and what belongs to it. */
import { UserError } from '../errors.ts';
import { timeoutOf } from '../queues/deadline.ts';
import { emailById } from '../store/email-message.ts';
import type { Store } from '../store/open.ts';
import { printById } from '../store/print-job.ts';
import { auditOf } from '../store/queries/audit.ts';
import { invoiceById } from '../store/queries/invoices.ts';
import {
  childrenOf,
  jobName,
  repetitionName,
  smallPayload,
  trailJob,
  trailRuns,
  type JobName,
  type TrailJob,
  type TrailRun,
} from '../store/queries/job-trail.ts';
import type { ApiContext } from './context.ts';
import type { JobLimit, JobLink, JobTrail, RelatedJob } from './job-details-wire.ts';
import { definitionOf, jobTitle, parsed } from './job-rows.ts';
import { jobSteps } from './job-steps.ts';

/** More would not be read. */
const mostRuns = 50;
const mostAudits = 100;
const mostChildren = 20;

/** @throws UserError `job-not-found`. */
export function jobTrail({ store, engine }: ApiContext, id: string): JobTrail {
  const job = trailJob(store, id);
  if (job === undefined) throw unknownJob(id);
  const runs = trailRuns(store, id, mostRuns);
  const payload = parsed(smallPayload(store, id));
  const pids = new Map(
    (engine.latest?.children ?? []).flatMap(({ instanceId, pid }) =>
      instanceId === null || pid === null ? [] : [[instanceId, pid] as const],
    ),
  );
  const children = childrenOf(store, job, mostChildren + 1);
  const maker = /^job:(.+)$/.exec(job.createdBy)?.[1];
  return {
    steps: jobSteps(job, runs, pids, store.clock.now()),
    limit: limitOf(job, payload, runs),
    audit: auditOf(store, 'job', id, mostAudits).map(({ at, actor, action, txId }) => ({
      at,
      by: actor,
      action,
      operation: txId,
    })),
    links: linksOf(store, job, payload),
    parent: maker === undefined ? null : related(jobName(store, maker)),
    children: children.slice(0, mostChildren).flatMap((child) => related(child) ?? []),
    moreChildren: children.length > mostChildren,
    repeats: job.redrivenFrom === null ? null : related(jobName(store, job.redrivenFrom)),
    repeatedBy: related(repetitionName(store, id)),
  };
}

export function unknownJob(id: string): UserError {
  return new UserError(
    'job-not-found',
    `There is no job with the id ${id}. It may be older than what is kept.`,
  );
}

function related(job: JobName | undefined): RelatedJob | null {
  return job === undefined ? null : { id: job.id, title: jobTitle(job), state: job.state };
}

/** Null while nothing runs, or where this program does not know the job. */
function limitOf(job: TrailJob, payload: unknown, runs: readonly TrailRun[]): JobLimit | null {
  const definition = definitionOf(job);
  const live = runs.at(-1);
  if (definition === undefined || live === undefined || live.finishedAt !== null) return null;
  const known = definition.payload.safeParse(payload);
  if (!known.success) return null;
  const ms = timeoutOf(definition, known.data);
  const counts = definition.timeoutCounts;
  return { ms, counts, at: counts === 'whole-run' ? live.startedAt + ms : null };
}

/** A payload is data: nothing is assumed of its shape. */
function linksOf(store: Store, { schedule }: TrailJob, payload: unknown): JobLink[] {
  const { importId, invoiceId, emailId, printId } = (payload ?? {}) as Record<string, unknown>;
  const links: JobLink[] = [];
  if (typeof importId === 'string') links.push({ kind: 'import', target: importId, name: '' });
  const invoices = new Set<string>();
  if (typeof invoiceId === 'string') invoices.add(invoiceId);
  const mail = typeof emailId === 'string' ? emailById(store, emailId) : undefined;
  if (mail !== undefined) {
    links.push({ kind: 'mail', target: mail.recipient, name: mail.recipient });
    if (mail.documentId !== null) invoices.add(mail.documentId);
  }
  const print = typeof printId === 'string' ? printById(store, printId) : undefined;
  if (print !== undefined) {
    links.push({ kind: 'print', target: print.title, name: print.title });
    if (print.documentId !== null) invoices.add(print.documentId);
  }
  for (const id of invoices) {
    const invoice = invoiceById(store, id);
    if (invoice !== undefined) links.push({ kind: 'invoice', target: id, name: invoice.number });
  }
  if (schedule !== null) links.push({ kind: 'schedule', target: schedule, name: '' });
  return links;
}
