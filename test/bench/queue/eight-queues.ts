/** The real child process with eight queues: those of the catalog, and others with a job that nobody wants, until there are eight. */
import { z } from 'zod';
import { serveApi } from '../../../workers/api/serve.ts';
import { handlers } from '../../../workers/jobs/index.ts';
import { runChild } from '../../../workers/process/run-child.ts';
import { catalog } from '../../../workers/queues/catalog.ts';
import { defineJob, type AnyCatalog } from '../../../workers/queues/define.ts';

const names = ['import', 'invoice', 'email', 'notification', 'sync', 'scheduled', 'dead-letter', 'print'];

function unwanted(queue: string) {
  return defineJob({
    queue,
    name: 'noop',
    role: 'office',
    payload: z.object({}),
    timeoutMs: 30_000,
    timeoutCounts: 'whole-run',
    attempts: 3,
    backoffMs: 1000,
    backoffCapMs: 60_000,
    concurrency: 2,
    effect: { kind: 'local', commitsWith: 'state', key: () => `noop:${queue}` },
    title: 'Do nothing',
    describe: () => 'Does nothing',
  });
}

const there = new Set(Object.values(catalog).map(({ queue }) => queue));
const missing = names.filter((queue) => !there.has(queue));
const eight: AnyCatalog = {
  ...catalog,
  ...Object.fromEntries(missing.map((queue) => [`${queue}/noop`, unwanted(queue)])),
};

runChild({
  catalog: eight,
  handlers: {
    ...handlers,
    ...Object.fromEntries(
      missing.map((queue) => [`${queue}/noop`, () => Promise.resolve(() => Promise.resolve(null))]),
    ),
  },
  serve: serveApi,
});
