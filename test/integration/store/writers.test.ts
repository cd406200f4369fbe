import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { auditLog, customer, outbox } from '../../../workers/store/schema.ts';
import { tempStore } from '../../fixtures/queues/temp-store.ts';

const writer = join(import.meta.dirname, '../../fixtures/store/writer.ts');

test('two processes write at once: nothing is lost, and the changes of the outbox are one sequence', async () => {
  const { store, dataDir, remove } = await tempStore();
  const each = 150;
  const writers = ['a', 'b'].map((name) => fork(writer, [dataDir, name, String(each)]));
  await Promise.all(writers.map((child) => once(child, 'message')));
  const ended = writers.map(async (child) => (await once(child, 'exit'))[0] as number | null);
  for (const child of writers) child.send('go');
  expect(await Promise.all(ended)).toEqual([0, 0]);
  expect(store.orm.select().from(customer).all()).toHaveLength(2 * each);
  expect(store.orm.select().from(auditLog).all()).toHaveLength(2 * each);
  const jobs = store.orm.select().from(outbox).orderBy(outbox.no).all();
  expect(jobs.map(({ change }) => change)).toEqual(Array.from({ length: 2 * each }, (_, index) => index + 1));
  const order = jobs.map(({ createdBy }) => createdBy);
  expect(order.indexOf('user:b')).toBeLessThan(order.lastIndexOf('user:a'));
  expect(order.indexOf('user:a')).toBeLessThan(order.lastIndexOf('user:b'));
  remove();
});
