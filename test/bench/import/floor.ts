/**
 * Contender: the least that an import can be. csv-parse's stream of arrays → the same validation → prepared upsert in transactions of
 * 5,000 rows, on one thread. No line numbers, outcomes, undo, checkpoints, progress. Arguments: data folder, file.
 */
import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { uuidRun } from '../../../workers/imports/uuid-run.ts';
import { bareImport, parameters } from './bare-store.ts';
import { report } from './measured.ts';

const [dataDir = '', file = ''] = process.argv.slice(2);
const bare = await bareImport(dataDir, file, 64);
const { store, reader } = bare;
store.raw.pragma('synchronous = NORMAL');
const upsert = store.raw.prepare(bare.upsert);
const nextId = uuidRun(Date.now);
const now = Date.now();

const startedAt = performance.now();
const rows = createReadStream(file).pipe(parse({ from_line: 2 }));
let count = 0;
store.raw.exec('BEGIN');
for await (const cells of rows as AsyncIterable<string[]>) {
  const verdict = reader.read({ line: count + 2, cells, fault: null, raw: () => cells });
  if (verdict !== 'accepted') continue;
  upsert.run(parameters(bare, nextId(), now));
  count += 1;
  if (count % 5000 === 0) store.raw.exec('COMMIT; BEGIN');
}
store.raw.exec('COMMIT');
report(count, performance.now() - startedAt);
