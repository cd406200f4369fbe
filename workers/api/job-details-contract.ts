/** Calls of the page of one job. */
import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import { base, paging } from './contract-base.ts';
import type { JobLogLine, JobTrail } from './job-details-wire.ts';
import type { Page } from './wire.ts';

const one = z.object({ id: z.string() });

export const jobDetails = {
  /** What has happened to it, who did it, and what belongs to it. */
  trail: base.input(one).output(type<JobTrail>()),
  /** All of its payload or result, as a file. */
  whole: base.input(one.extend({ part: z.enum(['payload', 'result']) })).output(type<File>()),
  /** What the log files still say of it, the newest first. */
  logs: base.input(one.extend(paging)).output(type<Page<JobLogLine>>()),
  /** Says, now and whenever the log has grown, how many lines there are; ends with the job. */
  watchLogs: base.input(one).output(eventIterator(type<{ lines: number }>())),
};
