/** What the list of jobs sends beside its rows. */
import type { ErrorInfo } from '../errors.ts';
import type { JobOutcome } from '../queues/change-jobs.ts';
import type { PayloadIssue } from '../queues/copy-job.ts';
import type { JobAction } from '../queues/job-verdict.ts';

export type { JobAction, JobOutcome, PayloadIssue };

/** What a person can do with many jobs at once. */
export const jobActions = ['retry', 'cancel', 'remove', 'promote'] as const satisfies readonly JobAction[];

/** A kind of job that lists can be narrowed to. */
export interface JobKindView {
  queue: string;
  name: string;
  title: string;
}

/** A part of an action on many jobs. */
export interface JobsChanged {
  /** The audit log has all jobs of the action under it. */
  operationId: string;
  outcomes: JobOutcome[];
  /** Where the next call goes on; null when all is done. */
  next: { above: number; upTo: number } | null;
}

/** What an action would find. */
export interface JobsChosen {
  total: number;
  /** For how many it can be done. */
  possible: number;
  /** For how many it cannot, by the reason. */
  refused: { error: ErrorInfo; jobs: number }[];
  /** Jobs that came later are not meant. */
  upTo: number;
}

/** One value of a payload, for a form. */
export interface PayloadField {
  name: string;
  kind: 'text' | 'whole' | 'number' | 'yes-no' | 'choice';
  required: boolean;
  choices?: string[];
}

/** What a copy of a job with other data is made from. */
export interface JobForm {
  /** Null where the payload is more than plain values. */
  fields: PayloadField[] | null;
  /** As the job had it. */
  payload: unknown;
}
