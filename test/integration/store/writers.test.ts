import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { auditLog, customer, outbox } from '../../../workers/store/schema.ts';
import { tempStore } from '../../fixtures/queues/temp-store.ts';

const run = promisify(execFile);
const writer = join(import.meta.dirname, '../../fixtures/store/writer.ts');

test('two processes write at once: nothing is lost, and the changes of the outbox are one sequence', async () => {
  const { store, dataDir, remove } = await tempStore();
  const each = 150;
  await Promise.all(['a', 'b'].map((name) => run(process.execPath, [writer, dataDir, name, String(each)])));
  expect(store.orm.select().from(customer).all()).toHaveLength(2 * each);
  expect(store.orm.select().from(auditLog).all()).toHaveLength(2 * each);
  const jobs = store.orm.select().from(outbox).orderBy(outbox.no).all();
  expect(jobs.map(({ change }) => change)).toEqual(Array.from({ length: 2 * each }, (_, index) => index + 1));
  const writers = jobs.map(({ createdBy }) => createdBy).join('');
  expect(writers.indexOf('user:b')).toBeLessThan(writers.lastIndexOf('user:a'));
  remove();
});
