/** Brings a search index up to date in a process of its own: `node index-process.ts DATA_DIR KILL_AFTER`. It kills itself after so many steps (0: never). */
import { searchIndex } from '../../../workers/jobs/search-index.ts';
import { openStore } from '../../../workers/store/open.ts';
import { jobContext } from '../../support/job-context.ts';

const [dataDir = '', killAfter = '0'] = process.argv.slice(2);
const store = openStore({ dataDir });
const context = jobContext(store, {});
let steps = 0;
await searchIndex({
  ...context,
  progress() {
    steps += 1;
    if (steps === Number(killAfter)) process.kill(process.pid, 'SIGKILL');
  },
});
store.close();
console.log(steps);
