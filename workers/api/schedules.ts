/** Schedules: where each stands, paused, resumed, run now, given another time. Works while Redis is away. */
import { catalog } from '../queues/catalog.ts';
import type { AnyCatalog } from '../queues/define.ts';
import { listSchedules, previewSchedule } from '../queues/schedule-list.ts';
import { pauseSchedule, resumeSchedule, runScheduleNow, setSchedule } from '../queues/schedule-requests.ts';
import { os } from './base.ts';

const known: AnyCatalog = catalog;

export const schedules = {
  list: os.schedules.list.handler(({ context }) => listSchedules(context.store, known)),

  pause: os.schedules.pause.handler(({ input, context: { store, actor } }) => {
    pauseSchedule(store, known, actor, input.key);
    return listSchedules(store, known);
  }),

  resume: os.schedules.resume.handler(({ input, context: { store, actor } }) => {
    resumeSchedule(store, known, actor, input.key);
    return listSchedules(store, known);
  }),

  run: os.schedules.run.handler(({ input, context: { store, actor } }) => ({
    jobId: runScheduleNow(store, known, actor, input.key),
  })),

  set: os.schedules.set.handler(({ input: { key, ...own }, context: { store, actor } }) => {
    setSchedule(store, known, actor, key, own);
    return listSchedules(store, known);
  }),

  preview: os.schedules.preview.handler(({ input: { cron, timeZone }, context: { store } }) =>
    previewSchedule(store, cron, timeZone ?? null),
  ),
};
