import { expect, test } from 'vitest';
import { catalog } from '../../../workers/queues/catalog.ts';
import { queueCounts } from '../../../workers/queues/counts.ts';
import { recordEnding } from '../../../workers/queues/finish.ts';
import { requestCancel } from '../../../workers/queues/requests.ts';
import { beginAs, want } from '../../fixtures/queues/jobs-in-store.ts';
import { tempStore } from '../../fixtures/queues/temp-store.ts';

test('every queue is counted by state, with zeros, and nothing else', async () => {
  const { store, remove } = await tempStore();
  const [, , running, retrying, done, failed, cancelled] = Array.from({ length: 7 }, () =>
    want(store, 'invoice/generate-pdf'),
  );
  want(store, 'gone/with-an-older-version');
  const error = { code: 'x', message: 'x' };
  beginAs(store, 'one', running!);
  recordEnding(store, beginAs(store, 'one', retrying!), { kind: 'retry', error, afterMs: 1000 });
  recordEnding(store, beginAs(store, 'one', done!), { kind: 'completed', result: '1' });
  recordEnding(store, beginAs(store, 'one', failed!), { kind: 'failed', error });
  requestCancel(store, 'user:test', cancelled!);
  const nothing = { waiting: 0, active: 0, retrying: 0, completed: 0, failed: 0 };
  const queues = [...new Set(Object.values(catalog).map(({ queue }) => queue))];
  expect(queueCounts(store)).toEqual(
    queues.map((queue) =>
      queue === 'invoice'
        ? { queue, waiting: 2, active: 1, retrying: 1, completed: 1, failed: 1 }
        : { queue, ...nothing },
    ),
  );
  remove();
});
