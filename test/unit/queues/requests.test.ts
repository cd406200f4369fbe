import { afterEach, beforeEach, expect, test } from 'vitest';
import { recordEnding } from '../../../workers/queues/finish.ts';
import { redrive } from '../../../workers/queues/redrive.ts';
import { requestCancel } from '../../../workers/queues/requests.ts';
import { auditLog } from '../../../workers/store/schema.ts';
import { beginAs, want } from '../../fixtures/queues/jobs-in-store.ts';
import { jobOf } from '../../fixtures/queues/look.ts';
import { tempStore, type TempStore } from '../../fixtures/queues/temp-store.ts';

let temp: TempStore;
beforeEach(async () => {
  temp = await tempStore();
});
afterEach(() => temp.remove());

const clerk = 'user:clerk';
const audit = () => temp.store.orm.select().from(auditLog).all();
const failed = { kind: 'failed', error: { code: 'gone', message: 'Gone.' } } as const;

test('a waiting job is cancelled at once, and the audit log says by whom', () => {
  const id = want(temp.store, 'work/effect');
  expect(requestCancel(temp.store, clerk, id)).toBe(true);
  expect(jobOf(temp.store, id)).toMatchObject({ state: 'cancelled' });
  expect(jobOf(temp.store, id).settledAt).not.toBeNull();
  expect(audit()).toMatchObject([{ actor: clerk, entity: 'job', entityId: id, action: 'cancel' }]);
  expect(requestCancel(temp.store, clerk, id)).toBe(false);
  expect(audit()).toHaveLength(1);
});

test('a running job is asked, once, and stays active until its worker has stopped it', () => {
  const id = want(temp.store, 'work/effect');
  beginAs(temp.store, 'one', id);
  expect(requestCancel(temp.store, clerk, id)).toBe(true);
  const asked = jobOf(temp.store, id);
  expect(asked).toMatchObject({ state: 'active', settledAt: null });
  expect(asked.cancelRequestedAt).not.toBeNull();
  expect(requestCancel(temp.store, clerk, id)).toBe(true);
  expect(audit()).toHaveLength(1);
});

test('a failed job is repeated by a new one with the same payload and a link', () => {
  const id = want(temp.store, 'work/effect', { a: [1] });
  recordEnding(temp.store, beginAs(temp.store, 'one', id), failed);
  let told = 0;
  temp.store.onEnqueued = () => (told += 1);
  const again = redrive(temp.store, clerk, id);
  expect(told).toBe(1);
  expect(jobOf(temp.store, again)).toMatchObject({
    queue: 'work',
    name: 'effect',
    payload: '{"a":[1]}',
    state: 'waiting',
    attempts: 0,
    redrivenFrom: id,
    createdBy: clerk,
  });
  expect(audit()).toMatchObject([{ actor: clerk, entityId: id, action: 'redrive' }]);
  expect(redrive(temp.store, clerk, id)).toBe(again);
});

test('when the repetition has failed as well, it is the repetition that is repeated', () => {
  const id = want(temp.store, 'work/effect');
  recordEnding(temp.store, beginAs(temp.store, 'one', id), failed);
  const second = redrive(temp.store, clerk, id);
  recordEnding(temp.store, beginAs(temp.store, 'one', second), failed);
  const third = redrive(temp.store, clerk, id);
  expect(jobOf(temp.store, third).redrivenFrom).toBe(second);
  expect(redrive(temp.store, clerk, second)).toBe(third);
});

test('what has not failed is not repeated, and what is not there is said to be', () => {
  const id = want(temp.store, 'work/effect');
  expect(() => redrive(temp.store, clerk, id)).toThrow(expect.objectContaining({ code: 'job-not-failed' }));
  expect(() => redrive(temp.store, clerk, 'x')).toThrow(expect.objectContaining({ code: 'job-not-found' }));
  expect(() => requestCancel(temp.store, clerk, 'x')).toThrow(
    expect.objectContaining({ code: 'job-not-found' }),
  );
});
