/** The contract of the list of jobs: found, acted upon, written out. */
import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import { base, paging } from './contract-base.ts';
import {
  jobActions,
  jobStates,
  type JobForm,
  type JobKindView,
  type JobRow,
  type JobsChanged,
  type JobsChosen,
  type Page,
  type PayloadIssue,
} from './wire.ts';

/** What is left out does not narrow. */
const jobFilter = {
  queue: z.string().optional(),
  name: z.string().optional(),
  state: z.enum(jobStates).optional(),
  /** Wanted at or after, and before: ms UTC. */
  from: z.int().min(0).optional(),
  to: z.int().min(0).optional(),
  /** Beginning of an id; part of a name, of a value of the payload, or of the error. */
  search: z.string().default(''),
};

const chosenJobs = z.union([
  z.strictObject({ ids: z.array(z.string()).min(1).max(500) }),
  /** Every job that `list` would show for this filter. */
  z.strictObject({ matching: z.object(jobFilter) }),
]);

export const jobList = {
  /** Newest first. */
  list: base.input(z.object({ ...jobFilter, ...paging })).output(type<Page<JobRow>>()),
  /** What lists can be narrowed to. */
  kinds: base.output(type<JobKindView[]>()),
  /** What an action would find, before it is done. */
  chosen: base.input(z.object({ action: z.enum(jobActions), jobs: chosenJobs })).output(type<JobsChosen>()),
  /**
   * Does it to some of them, the oldest first, for about half a second: with `next` and the operation's id of the answer, the next call
   * goes on. By ids, what is left of them is what the answer says nothing of.
   */
  change: base
    .input(
      z.object({
        action: z.enum(jobActions),
        jobs: chosenJobs,
        operationId: z.uuid().optional(),
        /** Jobs that came later are not meant: of `chosen`. Left out: those that there are now. */
        upTo: z.int().min(0).optional(),
        next: z.object({ above: z.int().min(0), upTo: z.int().min(0) }).optional(),
      }),
    )
    .output(type<JobsChanged>()),
  /** What a copy of the job with other data is made from. */
  form: base.input(z.object({ id: z.string() })).output(type<JobForm>()),
  /** `jobId` of the new job; null when the payload does not fit, and `issues` say why. */
  duplicate: base
    .input(z.object({ id: z.string(), payload: z.unknown() }))
    .output(type<{ jobId: string | null; issues: PayloadIssue[] }>()),
  /** Every job of the filter as text in pieces. */
  export: base
    .input(z.object({ ...jobFilter, format: z.enum(['csv', 'json']) }))
    .output(eventIterator(type<string>())),
};
