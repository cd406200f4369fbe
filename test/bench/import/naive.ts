/**
 * Contender: how it is usually done in a Bull processor. The whole file to objects, the same validation, one statement that commits by
 * itself per row, Bull's progress every 10 rows on a real Redis. Arguments: data folder, file.
 */
import { readFileSync } from 'node:fs';
import Queue from 'bull';
import { parse } from 'csv-parse/sync';
import { v7 as uuidv7 } from 'uuid';
import { startTestRedis } from '../../support/redis.ts';
import { bareImport, parameters } from './bare-store.ts';
import { report } from './measured.ts';

const [dataDir = '', file = ''] = process.argv.slice(2);
const bare = await bareImport(dataDir, file, 16);
const { store, reader, format } = bare;
store.raw.pragma('synchronous = NORMAL');
const upsert = store.raw.prepare(bare.upsert);
const redis = await startTestRedis();
const queue = new Queue('naive', { redis: redis.address });
const job = await queue.add({});

const startedAt = performance.now();
const objects = parse(readFileSync(file, 'utf8'), { columns: true }) as unknown as Record<string, string>[];
let count = 0;
for (const object of objects) {
  const cells = format.headings.map((heading) => object[heading] ?? '');
  const verdict = reader.read({ line: count + 2, cells, fault: null, raw: () => cells });
  if (verdict !== 'accepted') continue;
  upsert.run(parameters(bare, uuidv7(), Date.now()));
  count += 1;
  if (count % 10 === 0) await job.progress((count * 100) / objects.length);
}
report(count, performance.now() - startedAt);
await queue.close();
await redis.stop();
