/** Entry of every child process: `--role=api|office|press --name=NAME`. Started by the supervisor only. */
import { handlers } from './jobs/index.ts';
import { runChild } from './process/run-child.ts';
import { catalog } from './queues/catalog.ts';

runChild({
  catalog,
  handlers,
  // Loaded by the api alone: the other children have no use for a router.
  serve: async (context) => (await import('./api/serve.ts')).serveApi(context),
});
