/** How the engine is, and what is wrong with it. */
import { pauseWork, resumeWork } from '../queues/pause.ts';
import { os } from './base.ts';
import { examine, mend } from './doctor/examine.ts';
import { liveValues, whenDifferent } from './live/live-values.ts';
import { statusNow } from './status.ts';
import { supportFile } from './support.ts';

export const system = {
  status: os.system.status.handler(({ context }) => statusNow(context)),

  watchStatus: os.system.watchStatus.handler(({ context, signal }) => {
    const { feed, store } = context;
    return liveValues({
      feed,
      clock: store.clock,
      signal,
      read: whenDifferent(() => statusNow(context)),
    });
  }),

  pause: os.system.pause.handler(({ input, context: { store, actor } }) =>
    pauseWork(store, actor, input.until),
  ),

  resume: os.system.resume.handler(({ context: { store, actor } }) => {
    resumeWork(store, actor);
    return null;
  }),

  doctor: os.system.doctor.handler(({ context, signal }) => examine(context, signal)),

  mend: os.system.mend.handler(async ({ input, context, signal }) => {
    await mend(context, input.id);
    return examine(context, signal);
  }),

  supportBundle: os.system.supportBundle.handler(({ context, signal }) => supportFile(context, signal)),
};
