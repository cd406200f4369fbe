/** The contract of the list of jobs: found, and acted upon. */
import { type } from '@orpc/contract';
import { z } from 'zod';
import { base, paging } from './contract-base.ts';
import { jobStates, type JobKindView, type JobRow, type Page } from './wire.ts';

/** What is left out does not narrow. */
export const jobFilter = {
  queue: z.string().optional(),
  name: z.string().optional(),
  state: z.enum(jobStates).optional(),
  /** Wanted at or after, and before: ms UTC. */
  from: z.int().min(0).optional(),
  to: z.int().min(0).optional(),
  /** Beginning of an id; part of a name, of a value of the payload, or of the error. */
  search: z.string().default(''),
};

export const jobList = {
  /** Newest first. */
  list: base.input(z.object({ ...jobFilter, ...paging })).output(type<Page<JobRow>>()),
  /** What lists can be narrowed to. */
  kinds: base.output(type<JobKindView[]>()),
};
