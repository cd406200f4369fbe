/** Contender: the undo of an import that made all its rows, as a press worker runs it. Arguments: data folder, the import's id. */
import { requestUndo } from '../../../workers/imports/undo.ts';
import { importView } from '../../../workers/imports/view.ts';
import { report } from './measured.ts';
import { pressStore, runJob } from './run-job.ts';

const [dataDir = '', importId = ''] = process.argv.slice(2);
const store = pressStore(dataDir);
const { jobId } = requestUndo(store, 'user:bench', importId);
if (jobId === null) throw new Error('There is nothing to undo.');
const { ms, longestBlockMs } = await runJob(store, dataDir, jobId);
const { undo } = importView(store, importId);
const left = store.raw.prepare('SELECT count(*) FROM carrier').pluck().get() as number;
if (undo?.state !== 'done' || undo.kept > 0 || left > 0)
  throw new Error(`The undo ended otherwise: ${JSON.stringify({ undo, left })}`);
report(undo.undone, ms, { longestBlockMs });
store.close();
process.exit(0);
