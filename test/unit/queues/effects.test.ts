import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InDoubt } from '../../../workers/queues/declared-effect.ts';
import {
  NotPerformed,
  once,
  performOutside,
  stepFor,
  type OutsideWork,
} from '../../../workers/queues/effects.ts';
import { resolveEffect, type EffectDecision } from '../../../workers/queues/resolve-effect.ts';
import { auditLog, effect } from '../../../workers/store/schema.ts';
import { beginAs, want } from '../../fixtures/queues/jobs-in-store.ts';
import { tempStore, type TempStore } from '../../fixtures/queues/temp-store.ts';

const minute = 60_000;
const repeat: InDoubt = { inDoubt: 'repeat', withinMs: minute };
const ask: InDoubt = { inDoubt: 'ask' };

let temp: TempStore;
let sent: string[];
beforeEach(async () => {
  temp = await tempStore();
  sent = [];
});
afterEach(() => temp.remove());

const rows = () => temp.store.orm.select().from(effect).all();
const actions = () =>
  temp.store.orm
    .select()
    .from(auditLog)
    .all()
    .filter(({ entity }) => entity === 'effect')
    .map(({ actor, action, entityId }) => `${actor} ${action} ${entityId}`);

function send(declared: InDoubt, over: Partial<OutsideWork<string>> = {}, jobId = 'one') {
  const context = {
    store: temp.store,
    jobId,
    actor: `job:${jobId}`,
    signal: new AbortController().signal,
  };
  const perform = (key: string) => {
    sent.push(key);
    return Promise.resolve(`receipt ${sent.length}`);
  };
  return performOutside(context, { key: 'mail:1', declared, title: 'the e-mail', perform, ...over });
}

/** As a run leaves it that died between its intent and its result. */
function leaveIntended(declared: InDoubt, jobId = 'one') {
  void send(declared, { perform: () => new Promise(() => {}) }, jobId);
  expect(rows()).toMatchObject([{ key: 'mail:1', state: 'intended' }]);
}

describe('a change of our own rows', () => {
  const change = (result: unknown) =>
    temp.store.write('job:one', (tx) =>
      once(tx, 'count:1', 'one', () => {
        tx.audit('thing', '1', 'counted', {});
        return result;
      }),
    );

  it('is made once, and its first result is given ever after', () => {
    expect(change({ n: 1 })).toEqual({ n: 1 });
    expect(change({ n: 2 })).toEqual({ n: 1 });
    expect(rows()).toMatchObject([{ key: 'count:1', state: 'done', jobId: 'one' }]);
    expect(temp.store.orm.select().from(auditLog).all()).toHaveLength(1);
  });

  it('is neither made nor recorded when its transaction fails', () => {
    expect(() =>
      temp.store.write('job:one', (tx) => {
        once(tx, 'count:1', 'one', () => 1);
        throw new Error('too late');
      }),
    ).toThrow('too late');
    expect(rows()).toEqual([]);
  });
});

describe('an effect outside', () => {
  it('is intended on disk before it is performed, and done after', async () => {
    const seen: unknown[] = [];
    const perform = (key: string) => {
      seen.push(...rows().map(({ state }) => state), temp.store.raw.pragma('synchronous', { simple: true }));
      sent.push(key);
      return Promise.resolve('receipt');
    };
    expect(await send(ask, { perform })).toBe('receipt');
    expect(seen).toEqual(['intended', 2]);
    expect(rows()).toMatchObject([{ state: 'done', result: '"receipt"' }]);
  });

  it.each([repeat, ask])('gives its first result when asked again ($inDoubt)', async (declared) => {
    expect(await send(declared)).toBe('receipt 1');
    expect(await send(declared, {}, 'two')).toBe('receipt 1');
    expect(sent).toEqual(['mail:1']);
  });

  it('that was cut short is repeated under the same key where the other side takes it once', async () => {
    leaveIntended(repeat);
    expect(await send(repeat)).toBe('receipt 1');
    expect(sent).toEqual(['mail:1']);
  });

  it('that was cut short is never repeated where it would be done twice: a person is asked, once', async () => {
    leaveIntended(ask);
    for (let time = 1; time <= 2; time++)
      await expect(send(ask)).rejects.toMatchObject({ name: 'PermanentFailure', code: 'effect-in-doubt' });
    expect(sent).toEqual([]);
    expect(rows()).toMatchObject([{ state: 'unknown' }]);
    expect(actions()).toEqual(['job:one in-doubt mail:1']);
  });

  it('waits while another job with the same key performs it', async () => {
    const other = beginAs(temp.store, 'press-1:a', want(temp.store, 'work/it'));
    leaveIntended(ask, other.jobId);
    await expect(send(ask)).rejects.toMatchObject({ name: 'RetryLater', code: 'effect-under-way' });
    expect(rows()).toMatchObject([{ state: 'intended' }]);
  });

  it('may be tried again when it is certain that nothing happened', async () => {
    const perform = () => Promise.reject(new NotPerformed('refused', 'The server is busy.'));
    await expect(send(ask, { perform })).rejects.toMatchObject({ code: 'refused' });
    expect(await send(ask)).toBe('receipt 1');
  });

  it('stays open when only its repetition is certain not to have happened', async () => {
    leaveIntended(repeat);
    const perform = () => Promise.reject(new NotPerformed('refused', 'The server is busy.'));
    await expect(send(repeat, { perform })).rejects.toMatchObject({ code: 'refused' });
    expect(rows()).toMatchObject([{ state: 'intended' }]);
  });

  it('is in doubt at once after any other error, with the reason', async () => {
    const perform = () => Promise.reject(new Error('socket hang up'));
    await expect(send(ask, { perform })).rejects.toThrow(/not known whether the e-mail.*socket hang up/);
    expect(rows()).toMatchObject([{ state: 'unknown' }]);
  });

  it('is done once seen done, also when another run had its doubts', async () => {
    let arrive = (_receipt: string) => {};
    const first = send(ask, { perform: () => new Promise((resolve) => (arrive = resolve)) });
    await expect(send(ask)).rejects.toMatchObject({ code: 'effect-in-doubt' });
    arrive('receipt');
    expect(await first).toBe('receipt');
    expect(await send(ask)).toBe('receipt');
  });

  it('is not begun by a run that was told to stop', async () => {
    const signal = AbortSignal.abort(new Error('stop'));
    const context = { store: temp.store, jobId: 'one', actor: 'job:one', signal };
    const work = { key: 'k', declared: ask, title: 'it', perform: () => Promise.resolve(1) };
    await expect(performOutside(context, work)).rejects.toThrow('stop');
    expect(rows()).toEqual([]);
  });
});

describe("a person's decision on what is in doubt", () => {
  const decide = (decision: EffectDecision) =>
    resolveEffect(temp.store, 'user:clerk', { key: 'mail:1', decision, again: true }, () => true);

  beforeEach(async () => {
    leaveIntended(ask);
    await send(ask).catch(() => {});
  });

  it('done: the job finds it done', async () => {
    decide('done');
    expect(await send(ask)).toBeNull();
    expect(sent).toEqual([]);
    expect(actions()).toContain('user:clerk resolve mail:1');
  });

  it('not done: the job does it', async () => {
    decide('not-done');
    expect(await send(ask)).toBe('receipt 1');
    expect(sent).toEqual(['mail:1']);
  });

  it('is refused when nothing is in doubt', () => {
    decide('done');
    expect(() => decide('not-done')).toThrow(/nothing to decide/);
  });
});

describe('what the ledger says is to be done', () => {
  const begun = { state: 'intended', at: 1000 } as const;

  it('asks a person once the other side may have forgotten the key', () => {
    expect(stepFor(begun, repeat, false, 1000 + minute - 1)).toBe('repeat');
    expect(stepFor(begun, repeat, false, 1000 + minute)).toBe('ask');
  });

  it('never repeats what a person has to decide', () => {
    expect(stepFor({ state: 'unknown', at: 1000 }, repeat, false, 1001)).toBe('ask');
  });
});
