/** Contender: the real child process with the job that does nothing for its only one. */
import { runChild } from '../../../workers/process/run-child.ts';
import { benchCatalog, benchKey } from './catalog.ts';
import { countedJob, setting } from './counted.ts';

const job = countedJob(setting('WARM'), setting('JOBS'));

runChild({
  catalog: benchCatalog(setting('CONCURRENCY')),
  handlers: { [benchKey]: () => Promise.resolve(job) },
  serve: () => Promise.reject(new Error('The benchmark has no api.')),
});
