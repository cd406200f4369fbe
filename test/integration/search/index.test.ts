/** That the search index says what the tables say, whatever happened to either. */
import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { searchIndex } from '../../../workers/jobs/search-index.ts';
import { silentLogger } from '../../../workers/log.ts';
import { SearchDesk } from '../../../workers/search/desk.ts';
import { rowsLeft } from '../../../workers/search/pending.ts';
import { missingInIndex } from '../../../workers/search/sample.ts';
import { isJobUnsettled } from '../../../workers/store/queries/found-jobs.ts';
import { openSearchIndex } from '../../../workers/store/search-index/open.ts';
import { importLab, type ImportLab } from '../../support/import-lab.ts';
import { jobContext } from '../../support/job-context.ts';
import { expectedWords, indexedWords } from '../../support/search-index.ts';

let lab: ImportLab;
beforeEach(async () => {
  lab = await importLab();
});
afterEach(() => {
  lab.remove();
});

const customers = (from: number, until: number, name = 'Acme') =>
  ['Customer Number,Name,City,Email']
    .concat(Array.from({ length: until - from }, (_, i) => `${from + i},${name} ${from + i},Fresno,`))
    .join('\n');
const asCustomer = { entity: 'customer' } as const;

const index = () => searchIndex(jobContext(lab.store, {}));

function withIndex<T>(look: (opened: ReturnType<typeof openSearchIndex>) => T): T {
  const opened = openSearchIndex(lab.store.paths, 1000);
  try {
    return look(opened);
  } finally {
    opened.close();
  }
}

const left = () => withIndex((opened) => rowsLeft(lab.store, opened));

function expectEqual(): void {
  const indexed = withIndex(indexedWords);
  expect(indexed).toEqual(expectedWords(lab.store));
  expect(left()).toBe(0);
}

const customerNamed = (name: string) =>
  lab.rows('customer').find((row) => row['legal_name'] === name)?.['id'] as string;

describe('the index', () => {
  it('holds every word of every row after an import, and nothing is left', async () => {
    await lab.take(customers(1, 1300), asCustomer);
    await lab.take('USDOT Number,Legal Name,City\n77,Żółw Transport,Łódź\n', { entity: 'carrier' });
    expect(left()).toBe(1299 + 1 + 2);
    expect(await index()).toEqual({ rows: 1299 + 1 + 2 });
    expectEqual();
    expect(withIndex(indexedWords)).toContain('carrier 1 words lodz');
    expect(await index()).toEqual({ rows: 0 });
  });

  it('follows what an import has changed', async () => {
    await lab.take(customers(1, 20), asCustomer);
    await index();
    await lab.take(customers(10, 30, 'Bolt'), asCustomer);
    expect(left()).toBeGreaterThanOrEqual(20);
    await index();
    expectEqual();
    expect(withIndex(indexedWords)).toContain('customer 10 words bolt');
  });

  it('follows an undo, also where other rows have got the numbers of those that went', async () => {
    await lab.take(customers(1, 20), asCustomer);
    const { importId } = await lab.take(customers(20, 40, 'Bolt'), asCustomer);
    await index();
    await lab.undo(importId);
    expect(left()).toBeGreaterThan(0);
    await index();
    expectEqual();
    await lab.take(customers(50, 55, 'Crane'), asCustomer);
    await index();
    expectEqual();
  });

  it('is right where an undo and another import came between two looks', async () => {
    const { importId } = await lab.take(customers(1, 20), asCustomer);
    await index();
    await lab.undo(importId);
    await lab.take(customers(50, 90, 'Crane'), asCustomer);
    await index();
    expectEqual();
  });

  it('follows renaming, removing and adding by hand', async () => {
    await lab.take(customers(1, 6), asCustomer);
    await index();
    lab.store.write('user:clerk', (tx) => {
      tx.update('customer', customerNamed('Acme 2'), { legalName: 'Zeppelin Freight' });
      tx.remove('customer', customerNamed('Acme 3'));
      tx.create('customer', { number: '900', legalName: 'Added by hand' });
    });
    expect(left()).toBe(3);
    await index();
    expectEqual();
    expect(withIndex(indexedWords)).toContain('customer 2 heads zeppelin');
  });

  it('has nothing to do after changes of other things', async () => {
    await lab.take(customers(1, 6), asCustomer);
    await index();
    lab.store.write('user:clerk', (tx) => {
      tx.audit('setting', 'site', 'update', {});
    });
    expect(left()).toBe(0);
  });

  it('goes on where a killed process stopped', async () => {
    await lab.take(customers(1, 4000), asCustomer);
    expect(await process(3)).toBe('SIGKILL');
    const afterKill = left();
    expect(afterKill).toBeGreaterThan(0);
    expect(afterKill).toBeLessThan(4000 - 1000);
    await lab.take(customers(2000, 3000, 'Bolt'), asCustomer);
    expect(await process(2)).toBe('SIGKILL');
    expect(await process(0)).toBe(0);
    expectEqual();
  });

  it('is right when two processes are at it at once', async () => {
    await lab.take(customers(1, 4000), asCustomer);
    expect(await Promise.all([process(0), process(0)])).toEqual([0, 0]);
    expectEqual();
  });

  it('is made anew when another database was put in place of the one that it was made of', async () => {
    await lab.take(customers(1, 30), asCustomer);
    await index();
    lab.store.raw.exec(`UPDATE customer SET id = 'other-' || no, legal_name = 'Other ' || no`);
    expect(left()).toBeGreaterThan(29);
    await index();
    expectEqual();
  });

  it('is made anew when its file is no database, or is gone', async () => {
    await lab.take(customers(1, 30), asCustomer);
    await index();
    writeFileSync(lab.store.paths.searchIndex, 'x'.repeat(8192));
    rmSync(`${lab.store.paths.searchIndex}-wal`, { force: true });
    await index();
    expectEqual();
    for (const end of ['', '-wal', '-shm']) rmSync(`${lab.store.paths.searchIndex}${end}`, { force: true });
    await index();
    expectEqual();
  });

  it('shows in a sample that rows are missing', async () => {
    await lab.take(customers(1, 30), asCustomer);
    await index();
    const missing = () => withIndex((opened) => missingInIndex(lab.store, opened));
    expect(missing()).toBe(0);
    withIndex(({ raw }) => raw.exec('DELETE FROM customer WHERE rowid <= 10'));
    expect(missing()).toBe(10);
  });
});

describe('the desk of a process', () => {
  let desk: SearchDesk;
  beforeEach(() => {
    desk = new SearchDesk(lab.store, silentLogger);
  });
  afterEach(async () => {
    await desk.close();
  });
  const isWanted = () => isJobUnsettled(lab.store, 'scheduled', 'search-index');

  it('indexes a few rows itself, without a job', async () => {
    await lab.take(customers(1, 30), asCustomer);
    expect(await desk.freshen()).toBe(0);
    expectEqual();
    expect(isWanted()).toBe(false);
  });

  it('leaves many rows to one job, and tells how many are left', async () => {
    await lab.take(customers(1, 1300), asCustomer);
    lab.store.raw.exec(`UPDATE outbox SET settled_at = 1, state = 'completed'`);
    expect(await desk.freshen()).toBe(1300);
    expect(await desk.freshen()).toBe(1300);
    expect(isWanted()).toBe(true);
    expect(
      lab.store.raw.prepare(`SELECT count(*) FROM outbox WHERE name = 'search-index'`).pluck().get(),
    ).toBe(1);
    await index();
    expect(await desk.freshen()).toBe(0);
  });

  it('wants no job while an import runs', async () => {
    await lab.take(customers(1, 1300), asCustomer);
    lab.store.raw.exec(`UPDATE import SET state = 'running'`);
    await desk.freshen();
    expect(isWanted()).toBe(false);
    lab.store.raw.exec(`UPDATE import SET state = 'done'`);
    await desk.freshen();
    expect(isWanted()).toBe(true);
  });

  it('goes on with the new file when another process has replaced a damaged one', async () => {
    await lab.take(customers(1, 30), asCustomer);
    await desk.freshen();
    for (const end of ['', '-wal', '-shm']) rmSync(`${lab.store.paths.searchIndex}${end}`, { force: true });
    await index();
    expect(desk.left()).toBe(0);
    expect(desk.read(indexedWords)).toEqual(expectedWords(lab.store));
  });

  it('empties the index when it is asked to make it anew, and has it filled', async () => {
    await lab.take(customers(1, 30), asCustomer);
    await desk.freshen();
    withIndex(({ raw }) => raw.exec('DELETE FROM customer WHERE rowid <= 10'));
    desk.rebuild();
    expect(await desk.freshen()).toBe(0);
    expectEqual();
  });
});

/** @returns the signal or the code that it ended with. */
function process(killAfter: number): Promise<NodeJS.Signals | number | null> {
  const entry = join(import.meta.dirname, 'index-process.ts');
  const child = spawn(globalThis.process.execPath, [entry, lab.dataDir, String(killAfter)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      resolve(signal ?? code);
    });
  });
}
