/**
 * Contender: the whole job as a press worker runs it, under the real runner: claim, lease, deadline, progress, the parsing thread,
 * outcomes, undo data, checkpoints, audit. Arguments: data folder, and what `prepare.ts` has printed: the import's id and its job's.
 */
import { importView } from '../../../workers/imports/view.ts';
import { report } from './measured.ts';
import { pressStore, runJob } from './run-job.ts';

const [dataDir = '', importId = '', jobId = ''] = process.argv.slice(2);
const store = pressStore(dataDir);
const { ms, longestBlockMs } = await runJob(store, dataDir, jobId);
const view = importView(store, importId);
if (view.state !== 'done' || view.failed > 0)
  throw new Error(`The import ended otherwise: ${JSON.stringify(view)}`);
const { created, updated, unchanged } = view;
report(view.total, ms, { longestBlockMs, created, updated, unchanged });
store.close();
process.exit(0);
