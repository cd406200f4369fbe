/**
 * Contender: the whole job as a press worker runs it, under the real runner: claim, lease, deadline, progress, the parsing thread,
 * outcomes, undo data, checkpoints, audit. Arguments: data folder, and what `prepare.ts` has printed: the import's id and its job's.
 */
import { handlers } from '../../../workers/jobs/index.ts';
import { fileLogger } from '../../../workers/log.ts';
import { catalog } from '../../../workers/queues/catalog.ts';
import { createRunner } from '../../../workers/queues/runner.ts';
import { startWatchdog } from '../../../workers/queues/watchdog.ts';
import { siteTenant } from '../../../workers/store/job-outbox.ts';
import { openStore } from '../../../workers/store/open.ts';
import { importView } from '../../../workers/imports/view.ts';
import { report } from './measured.ts';

const [dataDir = '', importId = '', jobId = ''] = process.argv.slice(2);
// As workers/process/run-child.ts opens it for a press worker.
const store = openStore({ dataDir, cacheMiB: 64 });
const watchdog = startWatchdog(dataDir, catalog, 4);
const runner = createRunner({
  store,
  log: fileLogger(store.paths.logs, 'press-1'),
  catalog,
  handlers,
  worker: 'press-1',
  instance: 'bench',
  watchdog,
  exit: (reason) => {
    throw new Error(reason);
  },
});

let longestBlockMs = 0;
let last = performance.now();
const beat = setInterval(() => {
  longestBlockMs = Math.max(longestBlockMs, performance.now() - last - 1);
  last = performance.now();
}, 1);
const startedAt = performance.now();
const outcome = await runner.take(jobId, siteTenant(store));
const ms = performance.now() - startedAt;
clearInterval(beat);

const view = importView(store, importId);
if (outcome.kind !== 'done' || view.state !== 'done' || view.failed > 0)
  throw new Error(`The import ended otherwise: ${JSON.stringify({ outcome, view })}`);
report(view.total, ms, {
  longestBlockMs: Math.round(longestBlockMs),
  created: view.created,
  unchanged: view.unchanged,
});
store.close();
process.exit(0);
