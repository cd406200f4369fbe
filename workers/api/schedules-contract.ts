/** Calls about what comes by itself. */
import { type } from '@orpc/contract';
import { z } from 'zod';
import { base } from './contract-base.ts';
import type { SchedulePreview, ScheduleView } from './schedules-wire.ts';

const one = z.object({ key: z.string() });

export const schedules = {
  list: base.output(type<ScheduleView[]>()),
  pause: base.input(one).output(type<ScheduleView[]>()),
  resume: base.input(one).output(type<ScheduleView[]>()),
  /** A job beside the armed one; asked twice while it is unsettled, the same. */
  run: base.input(one).output(type<{ jobId: string }>()),
  /** Null takes the catalog's cron, or the warehouse's zone, again. */
  set: base
    .input(
      z.object({
        key: z.string(),
        cron: z.string().nullable().optional(),
        timeZone: z.string().nullable().optional(),
      }),
    )
    .output(type<ScheduleView[]>()),
  /** What a cron expression means and when it would come next; the zone left out or null is the warehouse's. Changes nothing. */
  preview: base
    .input(z.object({ cron: z.string().max(200), timeZone: z.string().nullable().optional() }))
    .output(type<SchedulePreview>()),
};
