/**
 * What the api process does before the job: migrate, stage, start. Arguments: data folder, file, and `--dry-run`. Prints the ids and
 * how long staging took, and the most memory it needed.
 */
import { stageFile } from '../../../workers/imports/stage.ts';
import { startImport } from '../../../workers/imports/start.ts';
import { openStore } from '../../../workers/store/open.ts';
import { migrateStore } from '../../../workers/store/migrate.ts';
import { peakMiB } from './measured.ts';

const [dataDir = '', file = '', mode = ''] = process.argv.slice(2);
const store = openStore({ dataDir });
await migrateStore(store);
const startedAt = performance.now();
const staged = await stageFile(store, file, 'carriers.csv');
const stagedMs = Math.round(performance.now() - startedAt);
const started = await startImport(store, 'user:bench', {
  ...staged,
  entity: 'carrier',
  onDuplicate: 'update',
  dryRun: mode === '--dry-run',
});
store.close();
console.log(JSON.stringify({ ...started, stagedMs, peakMiB: peakMiB() }));
