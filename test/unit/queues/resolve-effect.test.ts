import { afterEach, beforeEach, expect, it } from 'vitest';
import type { InDoubt } from '../../../workers/queues/declared-effect.ts';
import { performOutside } from '../../../workers/queues/effects.ts';
import { recordEnding } from '../../../workers/queues/finish.ts';
import { requestCancel } from '../../../workers/queues/requests.ts';
import { resolveEffect, type EffectDecision } from '../../../workers/queues/resolve-effect.ts';
import { doubtfulEffects } from '../../../workers/store/queries/doubtful-effects.ts';
import { auditLog } from '../../../workers/store/schema.ts';
import { beginAs, want } from '../../fixtures/queues/jobs-in-store.ts';
import { jobOf } from '../../fixtures/queues/look.ts';
import { tempStore, type TempStore } from '../../fixtures/queues/temp-store.ts';

const ask: InDoubt = { inDoubt: 'ask' };
const error = { code: 'crashed-too-often', message: 'It crashed.' };

let temp: TempStore;
beforeEach(async () => {
  temp = await tempStore();
});
afterEach(() => temp.remove());

type Run = ReturnType<typeof beginAs>;
const begin = () => beginAs(temp.store, 'press-1:a', want(temp.store, 'work/letter', { to: 'Acme' }));

/** Begun, and nothing is heard of it any more. */
function leaveIntended({ jobId }: Run, declared = ask): void {
  const context = { store: temp.store, jobId, actor: `job:${jobId}`, signal: new AbortController().signal };
  const perform = () => new Promise(() => {});
  void performOutside(context, { key: 'mail:1', declared, title: 'the e-mail to Acme', perform });
}

const end = (run: Run) => recordEnding(temp.store, run, { kind: 'failed', error });
const listed = () => doubtfulEffects(temp.store, { limit: 10, offset: 0 });
const decide = (decision: EffectDecision, again = true, isKnown = true) =>
  resolveEffect(temp.store, 'user:clerk', { key: 'mail:1', decision, again }, () => isKnown);

it('what a run is busy with, or the next run will look at, is not in doubt', () => {
  const run = begin();
  leaveIntended(run);
  expect(listed().total).toBe(0);
  recordEnding(temp.store, run, { kind: 'retry', error, afterMs: 1000 });
  expect(listed().total).toBe(0);
  expect(() => decide('done')).toThrow(/still looks after it/);
});

it('what a job has left behind that has ended is, and says what it was and whose', () => {
  const run = begin();
  leaveIntended(run);
  end(run);
  expect(listed()).toMatchObject({
    total: 1,
    effects: [
      { key: 'mail:1', jobId: run.jobId, queue: 'work', payload: '{"to":"Acme"}', jobState: 'failed' },
    ],
  });
  expect(listed().effects[0]?.result).toContain('the e-mail to Acme');
});

it('the job that goes on is the newest repetition, made once, and the decision is on record', () => {
  const run = begin();
  leaveIntended(run);
  end(run);
  const again = decide('not-done');
  expect(jobOf(temp.store, again ?? '')).toMatchObject({ redrivenFrom: run.jobId, state: 'waiting' });
  const entries = temp.store.orm.select().from(auditLog).all();
  const entry = entries.find(({ action }) => action === 'resolve');
  expect(entry).toMatchObject({ actor: 'user:clerk', entity: 'effect', entityId: 'mail:1' });
  expect(JSON.parse(entry?.changes ?? '')).toEqual({ state: ['intended', 'not-done'], job: again });
});

it('a run that repeats it is the one that answers for it', () => {
  const repeat: InDoubt = { inDoubt: 'repeat', withinMs: 60_000 };
  const first = begin();
  leaveIntended(first, repeat);
  end(first);
  const second = begin();
  leaveIntended(second, repeat);
  expect(listed().total).toBe(0);
  end(second);
  expect(listed().effects).toMatchObject([{ jobId: second.jobId }]);
});

it('a cancelled job is run again to do what was not done, and for nothing else', () => {
  for (const [decision, goesOn] of [
    ['done', false],
    ['not-done', true],
  ] as const) {
    temp.store.raw.exec('DELETE FROM effect');
    const run = begin();
    leaveIntended(run);
    requestCancel(temp.store, 'user:clerk', run.jobId);
    recordEnding(temp.store, run, { kind: 'cancelled', error });
    expect(decide(decision) !== null).toBe(goesOn);
  }
});

it.each([
  ['it is only noted down', false, true],
  ['this program does not have such a job', true, false],
])('no job goes on when %s', (_, again, isKnown) => {
  const run = begin();
  leaveIntended(run);
  end(run);
  expect(decide('not-done', again, isKnown)).toBeNull();
  expect(listed().total).toBe(0);
});

it('a job that is no longer kept is run again from its dead letter', () => {
  const run = begin();
  leaveIntended(run);
  end(run);
  temp.store.raw.exec('DELETE FROM job_run; DELETE FROM outbox');
  expect(listed().effects).toMatchObject([{ name: 'letter', payload: '{"to":"Acme"}', jobState: null }]);
  expect(jobOf(temp.store, decide('done') ?? '')).toMatchObject({ redrivenFrom: run.jobId, name: 'letter' });
});
