import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { enqueue } from '../../../workers/queues/enqueue.ts';
import { claimFor, claimantOf } from '../../fixtures/queues/jobs-in-store.ts';
import { siteTenant } from '../../../workers/store/job-outbox.ts';
import { letterOf } from '../../../workers/store/queries/dead-letters.ts';
import { letterOfJob } from '../../../workers/store/dead-letter.ts';
import { lastJobChange } from '../../../workers/store/queries/jobs.ts';
import { auditLog } from '../../../workers/store/schema.ts';
import { failure, startTestApi, type Client, type TestApi } from './api.ts';
import { makeJob, settleJob } from './rows.ts';

let api: TestApi;
let client: Client;
beforeEach(async () => {
  await api?.close();
  api = await startTestApi();
  ({ client } = api);
});
afterAll(() => api.close());

const error = { code: 'font-missing', message: '=A font is missing.' };

function made(state: 'waiting' | 'active' | 'completed' | 'failed' | 'delayed'): string {
  const { store } = api;
  if (state === 'delayed')
    return store.write('user:test', (tx) =>
      enqueue(tx, 'invoice/generate-pdf', { invoiceId: uuidv7() }, { runAt: tx.now + 3_600_000 }),
    );
  const id = makeJob(store);
  if (state === 'active') claimFor(store, id, siteTenant(store), claimantOf(store, 'one'));
  if (state === 'completed') settleJob(store, id, 'completed');
  if (state === 'failed') {
    settleJob(store, id, 'failed', error);
    store.write('user:test', ({ now }) => letterOfJob(store, id, now, error));
  }
  return id;
}

const stateOf = async (id: string) => (await client.jobs.get({ id })).state;
const audited = () =>
  api.store.orm
    .select()
    .from(auditLog)
    .all()
    .filter(({ entity }) => entity === 'job');
const codes = (outcomes: Awaited<ReturnType<Client['jobs']['change']>>['outcomes']) =>
  outcomes.map((outcome) => (outcome.done ? 'done' : outcome.error.code));

describe('an action on many jobs', () => {
  test('is done to each that it fits, says of the others why not, and is one operation in the audit log', async () => {
    const all = (['failed', 'completed', 'waiting', 'active', 'delayed', 'failed'] as const).map(made);
    const { outcomes, operationId, next } = await client.jobs.change({
      action: 'retry',
      jobs: { ids: [...all, 'nothing'] },
    });
    expect(codes(outcomes)).toEqual([
      'done',
      'job-completed',
      'job-waiting',
      'job-running',
      'job-waiting',
      'done',
      'job-not-found',
    ]);
    expect(next).toBeNull();
    const [first] = outcomes;
    expect(first?.done === true && (await stateOf(first.jobId ?? ''))).toBe('waiting');
    expect(audited().map(({ txId, actor, action }) => [txId, actor, action])).toEqual([
      [operationId, api.context.actor, 'redrive'],
      [operationId, api.context.actor, 'redrive'],
    ]);
    const again = await client.jobs.change({ action: 'retry', jobs: { ids: all } });
    expect(codes(again.outcomes)[0]).toBe('job-repeated');
  });

  test('cancels what waits at once and asks what runs to stop', async () => {
    const [waiting = '', active = '', completed = ''] = (['waiting', 'active', 'completed'] as const).map(
      made,
    );
    const { outcomes } = await client.jobs.change({
      action: 'cancel',
      jobs: { ids: [waiting, active, completed] },
    });
    expect(codes(outcomes)).toEqual(['done', 'done', 'job-settled']);
    expect([await stateOf(waiting), await stateOf(active)]).toEqual(['cancelled', 'active']);
  });

  test('puts forward what waits for a time, and nothing else', async () => {
    const [delayed = '', waiting = '', active = ''] = (['delayed', 'waiting', 'active'] as const).map(made);
    const scheduled = made('delayed');
    api.store.raw.prepare(`UPDATE outbox SET schedule = 's', scheduled_for = 5 WHERE id = ?`).run(scheduled);
    const { outcomes } = await client.jobs.change({
      action: 'promote',
      jobs: { ids: [delayed, waiting, active, scheduled] },
    });
    expect(codes(outcomes)).toEqual(['done', 'job-not-delayed', 'job-running', 'job-scheduled']);
    expect((await client.jobs.get({ id: delayed })).runAt).toBeNull();
  });

  test('removes what is over with its runs and its failure, and no watcher misses what changes next', async () => {
    const [failed = '', waiting = ''] = (['failed', 'waiting'] as const).map(made);
    settleJob(api.store, failed, 'failed', error);
    const seen = lastJobChange(api.store);
    const { outcomes } = await client.jobs.change({ action: 'remove', jobs: { ids: [failed, waiting] } });
    expect(codes(outcomes)).toEqual(['done', 'job-unfinished']);
    expect((await failure(client.jobs.get({ id: failed }))).data).toEqual({ code: 'job-not-found' });
    expect(letterOf(api.store, failed)?.closedAt).not.toBeNull();
    expect(lastJobChange(api.store)).toBeGreaterThan(seen);
  });

  test('removes neither a job of which nobody knows what went out, nor the last one there is', async () => {
    const id = made('completed');
    expect(codes((await client.jobs.change({ action: 'remove', jobs: { ids: [id] } })).outcomes)).toEqual([
      'job-only-one',
    ]);
    made('waiting');
    api.store.raw
      .prepare(`INSERT INTO effect (key, job_id, state, at) VALUES ('email:1', ?, 'unknown', 1)`)
      .run(id);
    expect(codes((await client.jobs.change({ action: 'remove', jobs: { ids: [id] } })).outcomes)).toEqual([
      'job-in-doubt',
    ]);
  });

  test('on all that a filter finds goes on where the last call ended, and leaves out what came later', async () => {
    const { store } = api;
    store.write('user:test', (tx) => {
      for (let n = 0; n < 1200; n += 1) enqueue(tx, 'invoice/generate-pdf', { invoiceId: uuidv7() });
    });
    const matching = { state: 'waiting', queue: 'invoice' } as const;
    const chosen = await client.jobs.chosen({ action: 'cancel', jobs: { matching } });
    expect(chosen).toMatchObject({ total: 1200, possible: 1200, refused: [] });
    const late = made('waiting');
    const operations = new Set<string>();
    let cancelled = 0;
    let calls = 0;
    let go: Awaited<ReturnType<Client['jobs']['change']>> | null = null;
    do {
      go = await client.jobs.change({
        action: 'cancel',
        jobs: { matching },
        upTo: chosen.upTo,
        ...(go === null ? {} : { operationId: go.operationId, next: go.next ?? undefined }),
      });
      calls += 1;
      operations.add(go.operationId);
      cancelled += go.outcomes.length;
      expect(go.outcomes.length).toBeLessThanOrEqual(500);
    } while (go.next !== null);
    expect([cancelled, operations.size]).toEqual([1200, 1]);
    expect(calls).toBeGreaterThanOrEqual(3);
    expect(await stateOf(late)).toBe('waiting');
    expect(new Set(audited().map(({ txId }) => txId))).toEqual(operations);
  }, 60_000);

  test('is looked at before: to how many it can be done, and why not to the others', async () => {
    for (const state of ['failed', 'failed', 'active', 'completed'] as const) made(state);
    const all = { matching: { search: '' } };
    expect(await client.jobs.chosen({ action: 'retry', jobs: all })).toMatchObject({
      total: 4,
      possible: 2,
      refused: [
        { error: { code: 'job-completed' }, jobs: 1 },
        { error: { code: 'job-running' }, jobs: 1 },
      ],
    });
    expect(await client.jobs.chosen({ action: 'cancel', jobs: { ids: ['x'] } })).toMatchObject({
      possible: 0,
      refused: [{ error: { code: 'job-not-found' }, jobs: 1 }],
    });
  });
});

describe('a copy of a job', () => {
  test('has a form from the schema, takes what fits, and says by field what does not', async () => {
    const id = made('completed');
    const form = await client.jobs.form({ id });
    expect(form.fields).toEqual([{ name: 'invoiceId', kind: 'text', required: true }]);
    const wrong = await client.jobs.duplicate({ id, payload: { invoiceId: 'odd', more: 1 } });
    expect(wrong.jobId).toBeNull();
    expect(wrong.issues.map(({ path }) => path)).toEqual([['invoiceId'], []]);
    const invoiceId = uuidv7();
    const { jobId } = await client.jobs.duplicate({ id, payload: { invoiceId } });
    expect(await client.jobs.get({ id: jobId ?? '' })).toMatchObject({
      state: 'waiting',
      payload: { invoiceId },
      createdBy: api.context.actor,
    });
    expect(audited().at(-1)).toMatchObject({ entityId: jobId, action: 'duplicate' });
  });

  test('is edited as JSON where the data are lists', async () => {
    const id = api.store.write('user:test', (tx) =>
      enqueue(tx, 'invoice/batch-generate', { ranges: [[1, 2]], count: 2 }),
    );
    expect(await client.jobs.form({ id })).toEqual({
      fields: null,
      payload: { ranges: [[1, 2]], count: 2 },
    });
  });

  test('is not made of what would be sent, of what this program does not know, or of what is too large', async () => {
    const add = (queue: string, name: string, payload: unknown) =>
      api.store.write('user:test', (tx) => tx.insertOutbox({ queue, name, payload }));
    const cases = [
      [add('email', 'send-invoice', { emailId: uuidv7() }), 'job-sends'],
      [add('faxes', 'send', {}), 'job-unknown'],
      [add('invoice', 'generate-pdf', { invoiceId: 'x'.repeat(200_000) }), 'payload-too-large'],
      ['nothing', 'job-not-found'],
    ] as const;
    for (const [id, code] of cases) {
      expect((await failure(client.jobs.form({ id }))).data).toEqual({ code });
      expect((await failure(client.jobs.duplicate({ id, payload: {} }))).data).toEqual({ code });
    }
  });
});

test('the list is written out as CSV that no spreadsheet computes, and as JSON', async () => {
  const id = made('failed');
  made('waiting');
  const text = async (format: 'csv' | 'json', state?: 'failed' | 'active') => {
    let whole = '';
    for await (const piece of await client.jobs.export({ format, state })) whole += piece;
    return whole;
  };
  const [head, row, ...rest] = (await text('csv', 'failed')).split('\r\n');
  expect(head).toBe(
    '\ufeffID,Job,Queue,Name,State,Attempts,Created,Created by,Not before,Started,Finished,Error code,Error',
  );
  expect(row).toMatch(
    new RegExp(
      `^${id},Make an invoice PDF,invoice,generate-pdf,failed,1,.*,font-missing,'=A font is missing.$`,
    ),
  );
  expect(rest).toEqual(['']);
  expect((JSON.parse(await text('json')) as { id: string }[]).map((job) => job.id)).toContain(id);
  expect(JSON.parse(await text('json', 'active'))).toEqual([]);
});
