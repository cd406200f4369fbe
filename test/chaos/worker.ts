/** The real child process with the chaos jobs and without a router. */
import { runChild } from '../../workers/process/run-child.ts';
import { noRouter } from '../support/no-router.ts';
import { createEffects } from './effects.ts';
import { chaosCatalog, chaosHandlers } from './jobs.ts';

runChild({
  catalog: chaosCatalog,
  handlers: chaosHandlers,
  serve({ store }) {
    createEffects(store);
    return Promise.resolve(noRouter);
  },
});
