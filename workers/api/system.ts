/** How the engine is, and what is wrong with it. */
import { os } from './base.ts';
import { examine } from './doctor/examine.ts';
import { liveValues, whenDifferent } from './live/live-values.ts';
import { statusNow } from './status.ts';

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

  doctor: os.system.doctor.handler(({ context, signal }) => examine(context, signal)),
};
