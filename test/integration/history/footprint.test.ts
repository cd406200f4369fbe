import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sampleDepths } from '../../../workers/queues/depths.ts';
import { pruneHistory } from '../../../workers/queues/retention.ts';
import { rollUp } from '../../../workers/queues/roll-up.ts';
import { addPast, type PastJob } from '../../fixtures/history/past.ts';
import { want } from '../../fixtures/queues/jobs-in-store.ts';
import { tempStore, type TempStore } from '../../fixtures/queues/temp-store.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const queues = ['import', 'invoice', 'scheduled'];
const random = seededRandom(7);

let clock: VirtualClock;
let temp: TempStore;
beforeEach(async () => {
  clock = new VirtualClock(Date.UTC(2026, 0, 5));
  temp = await tempStore(clock);
});
afterEach(() => temp.remove());

/** What a warehouse does: nine tenths PDFs, some imports, some scheduled jobs; one in fifty is tried twice, one in a hundred fails. */
function someJob(at: number): PastJob {
  const id = '0193a000-0000-7000-8000-0000000000aa';
  const kind = random();
  const common = {
    at,
    waitMs: Math.floor(10 ** (random() * 4)),
    outcome: random() < 0.01 ? ('failed' as const) : ('completed' as const),
    retries: random() < 0.02 ? 1 : 0,
  };
  if (kind < 0.9)
    return {
      ...common,
      key: 'invoice/generate-pdf',
      runMs: Math.floor(100 + random() * 500),
      payload: { invoiceId: id },
      result: { made: true, sha256: 'ab'.repeat(32), bytes: 48_211 },
    };
  if (kind < 0.95)
    return {
      ...common,
      key: 'import/process-csv',
      runMs: Math.floor(1000 + random() * 60_000),
      payload: { importId: id },
      result: { total: 25_000, created: 24_000, updated: 1000, unchanged: 0, skipped: 0, failed: 0 },
    };
  return { ...common, key: 'scheduled/prune-history', runMs: Math.floor(random() * 3000) };
}

/** A day in which people work for ten hours; queues are never as deep as the minute before while they do. */
async function liveADay(jobs: number, everyMs: number): Promise<void> {
  const { store } = temp;
  const end = clock.now() + day;
  const inWorkingHours = () => clock.now() % day >= 8 * hour && clock.now() % day < 18 * hour;
  const flip = store.raw.prepare(
    `UPDATE outbox SET state = iif(state = 'waiting', 'active', 'waiting') WHERE settled_at IS NULL`,
  );
  for (let owed = 0; clock.now() < end; clock.sleep(everyMs)) {
    sampleDepths(store, queues);
    if (!inWorkingHours()) continue;
    owed += (jobs * everyMs) / (10 * hour);
    addPast(
      store,
      Array.from({ length: Math.floor(owed) }, () => someJob(clock.now())),
    );
    owed %= 1;
    flip.run();
    await rollUp(store);
  }
}

const one = (sql: string): number => temp.store.raw.prepare<[], number>(sql).pluck().get() ?? 0;
/** Of a table and its indexes. */
const bytesOf = (...tables: string[]): number =>
  one(
    `SELECT sum(pgsize) FROM dbstat WHERE name IN (
       SELECT name FROM sqlite_master WHERE tbl_name IN (${tables.map((name) => `'${name}'`).join()}))`,
  );

test('a day of 5,000 jobs costs about 45 kB of figures and depths, and 660 bytes for each job', async () => {
  for (const queue of queues) want(temp.store, `${queue}/any`);
  const before = { history: bytesOf('job_hour', 'depth_sample'), jobs: bytesOf('outbox', 'job_run') };
  await liveADay(5000, minute);
  expect(one('SELECT count(*) FROM outbox')).toBeGreaterThan(4990);
  const history = bytesOf('job_hour', 'depth_sample') - before.history;
  const jobs = bytesOf('outbox', 'job_run') - before.jobs;
  // Measured: 45,056 and 657. Whoever adds a column or an index sees here what it costs.
  expect(history).toBeGreaterThan(34_000);
  expect(history).toBeLessThan(56_000);
  expect(jobs / 5000).toBeGreaterThan(500);
  expect(jobs / 5000).toBeLessThan(820);
});

/** What a day of work has people and jobs answer for: PDFs made and made anew, imports of 25,000 rows in their slices, a few clicks. */
function auditADay(pdfs: number, imports: number): void {
  const sha = () =>
    Math.floor(random() * 2 ** 32)
      .toString(16)
      .padEnd(64, 'a');
  const entry = (entity: string, action: string, changes: unknown) =>
    temp.store.write(`job:${uuidv7()}`, (tx) => tx.audit(entity, uuidv7(), action, changes), 'normal');
  for (let n = 0; n < pdfs; n += 1)
    entry('invoice', 'make-pdf', { pdfSha256: [null, sha()], pdfBytes: [null, 48_211] });
  for (let n = 0; n < imports; n += 1) {
    const file = { entity: 'carrier', file: 'carriers-2026-01-05.csv', sha256: sha() };
    entry('import', 'import-start', { ...file, onDuplicate: 'update', dryRun: false });
    for (let slice = 0; slice < 5; slice += 1)
      entry('import', 'import-batch', { entity: 'carrier', created: 4800, updated: 200 });
    const counts = { total: 25_000, created: 24_000, updated: 1000, unchanged: 0, skipped: 0, failed: 0 };
    entry('import', 'import-done', counts);
  }
  for (let n = 0; n < 20; n += 1) entry('job', 'redrive', { as: uuidv7() });
}

test('the audit log, which stays for ever, grows by about 2 MB on a day of 5,000 jobs', async () => {
  const before = bytesOf('audit_log');
  auditADay(4500, 250);
  const grown = bytesOf('audit_log') - before;
  // Measured: 2,015,232, which is 321 for each entry. A gigabyte takes 500 such days.
  expect(grown).toBeGreaterThan(1_500_000);
  expect(grown).toBeLessThan(2_500_000);
  const { signal } = new AbortController();
  clock.sleep(200 * day);
  const entries = one('SELECT count(*) FROM audit_log');
  await pruneHistory(temp.store, { actor: 'job:test', signal, progress: () => {} });
  expect(one('SELECT count(*) FROM audit_log')).toBe(entries);
});

test('after ninety days the file grows no more', async () => {
  const { signal } = new AbortController();
  for (const queue of queues) want(temp.store, `${queue}/any`);
  const pages: number[] = [];
  for (let n = 0; n < 100; n += 1) {
    await liveADay(300, hour);
    await pruneHistory(temp.store, { actor: 'job:test', signal, progress: () => {} });
    pages.push(one('SELECT page_count FROM pragma_page_count'));
  }
  const grown = (from: number, to: number) => (pages[to] ?? 0) - (pages[from] ?? 0);
  const aDay = grown(70, 89) / 19;
  expect(aDay).toBeGreaterThan(20);
  // Ten days more fit into what was freed, but for a few pages.
  expect(grown(90, 99)).toBeLessThan(aDay);
});
