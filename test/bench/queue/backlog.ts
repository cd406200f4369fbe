/** A backlog of jobs for each contender, there before it starts: what is measured is taking, running and ending. */
import Queue from 'bull';
import type { RedisAddress } from '../../../workers/protocol.ts';
import { handOverQueue, impatientConnection } from '../../../workers/queues/bull.ts';
import { handOver } from '../../../workers/queues/hand-over.ts';
import { markHanded, owedJobs } from '../../../workers/store/job-outbox.ts';
import { migrateStore } from '../../../workers/store/migrate.ts';
import { openStore } from '../../../workers/store/open.ts';

const chunk = 500;

/** In bare Bull: no timeout, a hundred finished jobs kept, as the product keeps them. */
export async function bareBacklog(redis: RedisAddress, jobs: number): Promise<void> {
  const queue = new Queue('bare', { redis: { ...redis } });
  for (let n = 0; n < jobs; n += chunk)
    await queue.addBulk(
      Array.from({ length: Math.min(chunk, jobs - n) }, (_, i) => ({
        data: { n: n + i },
        opts: { removeOnComplete: 100 },
      })),
    );
  await queue.close();
}

/** In a new database at `dataDir`, and handed over as the relay does it. */
export async function pressBacklog(redis: RedisAddress, dataDir: string, jobs: number): Promise<void> {
  const store = openStore({ dataDir });
  await migrateStore(store);
  store.write('user:bench', (tx) => {
    for (let n = 0; n < jobs; n += 1) tx.insertOutbox({ queue: 'bench', name: 'noop', payload: { n } });
  });
  const client = impatientConnection(redis);
  await new Promise((resolve) => client.once('ready', resolve));
  const queue = handOverQueue('bench', client);
  for (let owed = owedJobs(store, ['bench'], chunk); owed.length > 0;) {
    markHanded(store, await handOver(queue, client, owed, Date.now()));
    owed = owedJobs(store, ['bench'], chunk);
  }
  client.disconnect();
  store.raw.pragma('wal_checkpoint(TRUNCATE)');
  store.close();
}
