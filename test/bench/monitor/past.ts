/** A warehouse's past for the monitor, put straight into a data folder: settled jobs with their runs, and jobs that wait. */
import { v7 as uuidv7 } from 'uuid';
import { siteTenant } from '../../../workers/store/job-outbox.ts';
import { migrateStore } from '../../../workers/store/migrate.ts';
import { openStore } from '../../../workers/store/open.ts';
import { insertLetter } from '../../../workers/store/dead-letter.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const dayMs = 24 * 3_600_000;
const days = 60;

/** Nine in ten make a PDF, one in a hundred has failed. @param settled,waiting how many jobs. */
export async function makePast(dataDir: string, settled: number, waiting: number): Promise<void> {
  const store = openStore({ dataDir });
  await migrateStore(store);
  const tenant = siteTenant(store);
  const random = seededRandom(11);
  const now = Date.now();
  const job = store.raw.prepare(
    `INSERT INTO outbox (id, queue, name, tenant_id, payload, created_at, created_by, handed_at, state, attempts, progress,
       started_at, settled_at, result, error, change)
     VALUES (?, ?, ?, ?, ?, ?, 'user:bench', ?, ?, 1, 1000, ?, ?, '{}', ?, ?)`,
  );
  const run = store.raw.prepare(
    `INSERT INTO job_run (job_id, attempt, queue, name, worker, instance, started_at, finished_at, wait_ms, run_ms, progress, outcome)
     VALUES (?, 1, ?, ?, 'press-1', 'bench', ?, ?, 12, 340, 1000, ?)`,
  );
  store.write('user:bench', () => {
    for (let n = 0; n < settled; n += 1) {
      const at = Math.floor(now - ((settled - n) / settled) * days * dayMs);
      const id = uuidv7({ msecs: at });
      const isPdf = random() < 0.9;
      const [queue, name] = isPdf ? ['invoice', 'generate-pdf'] : ['import', 'process-csv'];
      const payload = JSON.stringify(
        isPdf
          ? { invoiceId: uuidv7({ msecs: at }), to: `ap-${n}@customer-${n % 997}.example.com` }
          : { importId: uuidv7({ msecs: at }) },
      );
      const isFailed = random() < 0.01;
      const error = { code: 'font-missing', message: `The font of invoice ${n} is missing.` };
      const state = isFailed ? 'failed' : 'completed';
      const text = isFailed ? JSON.stringify(error) : null;
      job.run(id, queue, name, tenant, payload, at, at, state, at + 12, at + 352, text, n + 1);
      run.run(id, queue, name, at + 12, at + 352, state);
      if (isFailed)
        insertLetter(store, {
          jobId: id,
          queue: queue ?? '',
          name: name ?? '',
          payload,
          errors: [],
          error,
          failedAt: at + 352,
        });
    }
  });
  store.write('user:bench', (tx) => {
    for (let n = 0; n < waiting; n += 1)
      tx.insertOutbox({ queue: 'invoice', name: 'generate-pdf', payload: { invoiceId: uuidv7() } });
  });
  store.raw.pragma('wal_checkpoint(TRUNCATE)');
  store.close();
}
