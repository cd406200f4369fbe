/** The job `import/process-csv`: reads a staged file and writes its rows. */
import type { JobHandler } from '../queues/define.ts';
import type { PayloadOf } from '../queues/catalog.ts';

export const processCsv: JobHandler<PayloadOf<'import/process-csv'>> = async () => {
  throw new Error('Under construction.');
};
