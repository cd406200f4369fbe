/**
 * Contender: a press worker's share of a batch, under the real runner. Arguments: data folder, first and last `invoice.no`.
 * Prints how many it made, milliseconds of the job alone, and its highest resident set in MiB.
 */
import { enqueue } from '../../../workers/queues/enqueue.ts';
import { pressStore, runJob } from '../import/run-job.ts';

const [dataDir = '', first = '', last = ''] = process.argv.slice(2);
const store = pressStore(dataDir);
const from = Number(first);
const to = Number(last);
const jobId = store.write('user:bench', (tx) =>
  enqueue(tx, 'invoice/batch-generate', { ranges: [[from, to]], count: to - from + 1 }),
);
// Whoever measures two at once starts them together.
console.log('ready');
await new Promise((resolve) => process.stdin.once('data', resolve));
const { ms } = await runJob(store, dataDir, jobId);
const rssMB = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(JSON.stringify({ made: to - from + 1, ms: Math.round(ms), rssMB }));
store.close();
process.exit(0);
