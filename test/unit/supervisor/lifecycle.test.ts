import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  backoffLimit,
  hasProcess,
  newLifecycle,
  transition,
  type Effect,
  type Lifecycle,
  type LifecycleEvent,
} from '../../../electron/supervisor/lifecycle.ts';
import { policies } from '../../../electron/supervisor/policy.ts';

const policy = { ...policies.press, crashLimit: 4 };
const half = () => 0.5;

/** Runs events one second apart. */
function play(...events: LifecycleEvent[]): { child: Lifecycle; effects: Effect[] } {
  let child = newLifecycle(0);
  let effects: readonly Effect[] = [];
  for (const [index, event] of events.entries()) {
    [child, effects] = transition(child, event, { now: (index + 1) * 1_000, random: half, policy });
  }
  return { child, effects: [...effects] };
}

const start = { type: 'start' } as const;
const stop = { type: 'stop' } as const;
const ready = { type: 'ready' } as const;
const woke = { type: 'woke' } as const;
const crash = { type: 'exited', reason: 'It crashed' } as const;

describe('a child', () => {
  it('starts one process when somebody wants it, and only one', () => {
    expect(play(start)).toMatchObject({ child: { state: 'starting', restarts: 0 } });
    expect(play(start).effects).toContainEqual({ do: 'spawn' });
    expect(play(start, start).effects).toEqual([]);
  });

  it('becomes ready and is pinged at once', () => {
    const { child, effects } = play(start, ready);
    expect(child.state).toBe('ready');
    expect(effects[0]).toEqual({ do: 'ping' });
  });

  it('pauses after an end that nobody asked for, and keeps the reason', () => {
    const { child, effects } = play(start, ready, crash);
    expect(child).toMatchObject({ state: 'backing-off', reasons: [{ at: 3_000, reason: 'It crashed' }] });
    expect(effects).toEqual([{ do: 'wake', inMs: policy.backoffBaseMs / 2 }]);
  });

  it('starts again after the pause and counts that', () => {
    expect(play(start, ready, crash, woke).child).toMatchObject({ state: 'starting', restarts: 1 });
  });

  it('does not wait for the pause to end when a person starts it', () => {
    expect(play(start, ready, crash, start).child.state).toBe('starting');
  });

  it('is given up after too many failures within the window', () => {
    const failures = [start, crash, woke, crash, woke, crash, woke, crash];
    expect(play(...failures).child).toMatchObject({ state: 'gave-up', failures: 4 });
    expect(play(...failures).effects).toEqual([{ do: 'wake', inMs: null }]);
  });

  it('is not given up for what has only to be waited for, and the pauses grow all the same', () => {
    const full = { type: 'exited', reason: 'No space left on device', blameless: true } as const;
    const { child } = play(start, ...Array.from({ length: 20 }, () => [full, woke] as const).flat());
    expect(child).toMatchObject({ state: 'starting', failures: 20, crashes: [] });
    expect(child.reasons.at(-1)?.reason).toBe('No space left on device');
  });

  it('forgets failures that are older than the window', () => {
    let [child] = transition(newLifecycle(0), start, { now: 0, random: half, policy });
    for (let day = 1; day < 20; day += 1) {
      const now = day * policy.crashWindowMs;
      [child] = transition(child, crash, { now, random: half, policy });
      expect(child.state).toBe('backing-off');
      [child] = transition(child, woke, { now, random: half, policy });
    }
  });

  it('gets a clean slate when a person starts it after it was given up', () => {
    const { child } = play(start, crash, woke, crash, woke, crash, woke, crash, start, crash);
    expect(child).toMatchObject({ state: 'backing-off', failures: 1 });
  });

  it('is given up at once when it says that trying again will not help', () => {
    const fatal = { type: 'fatal', code: 'database-newer', message: 'Install the newer version' } as const;
    const { child } = play(start, fatal, crash);
    expect(child.state).toBe('gave-up');
    expect(child.reasons.map(({ reason }) => reason)).toEqual(['Install the newer version']);
  });

  it('that says fatal and stays is ended', () => {
    const fatal = { type: 'fatal', code: 'x', message: 'No' } as const;
    expect(play(start, fatal, woke).effects).toContainEqual({ do: 'kill', signal: 'SIGTERM' });
    expect(play(start, fatal, woke, woke).effects).toContainEqual({ do: 'kill', signal: 'SIGKILL' });
  });

  it('is asked to stop, then terminated, then killed until it is gone', () => {
    expect(play(start, ready, stop).effects).toEqual([
      { do: 'ask-to-stop', graceMs: policy.drainMs },
      { do: 'wake', inMs: policy.drainMs },
    ]);
    expect(play(start, ready, stop, woke).effects[0]).toEqual({ do: 'kill', signal: 'SIGTERM' });
    expect(play(start, ready, stop, woke, woke).effects[0]).toEqual({ do: 'kill', signal: 'SIGKILL' });
    expect(play(start, ready, stop, woke, woke, woke).effects[0]).toEqual({ do: 'kill', signal: 'SIGKILL' });
    expect(play(start, ready, stop, crash).child).toMatchObject({ state: 'stopped', reasons: [] });
  });

  it('that is started while it stops begins again when it is gone', () => {
    const { child, effects } = play(start, ready, stop, start, crash);
    expect(child.state).toBe('starting');
    expect(effects).toContainEqual({ do: 'spawn' });
  });

  it('is restarted on purpose without a pause and without a failure', () => {
    const { child } = play(start, ready, { type: 'restart', reason: 'Redis has moved' }, crash);
    expect(child).toMatchObject({ state: 'starting', failures: 0, restarts: 1, crashes: [] });
    expect(child.reasons.map(({ reason }) => reason)).toEqual(['Redis has moved']);
  });

  it('that has become useless is killed at once, and that is a failure', () => {
    const spoiled = { type: 'spoiled', reason: 'Its folder was deleted' } as const;
    expect(play(start, ready, spoiled).effects).toContainEqual({ do: 'kill', signal: 'SIGKILL' });
    const { child } = play(start, ready, spoiled, crash);
    expect(child).toMatchObject({ state: 'backing-off', failures: 1 });
    expect(child.reasons.at(-1)?.reason).toBe('Its folder was deleted');
  });

  it('keeps the last ten reasons', () => {
    const events: LifecycleEvent[] = Array.from({ length: 12 }, (_, index) => [
      start,
      { type: 'restart', reason: `${index}` } as const,
      crash,
    ]).flat();
    const reasons = play(...events).child.reasons.map(({ reason }) => Number(reason));
    expect(reasons).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });
});

describe('the pause before a restart', () => {
  it('has a limit that doubles up to the cap', () => {
    const limits = [1, 2, 3, 4, 5, 6, 7, 8, 60].map((failures) => backoffLimit(failures, policy));
    expect(limits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('is any part of the limit', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.999_999, noNaN: true }),
        fc.integer({ min: 1, max: 3 }),
        (part, n) => {
          let [child] = transition(newLifecycle(0), start, { now: 0, random: half, policy });
          let effects: readonly Effect[] = [];
          for (let failure = 0; failure < n; failure += 1) {
            [child, effects] = transition(child, crash, { now: 0, random: () => part, policy });
            if (failure < n - 1) [child] = transition(child, woke, { now: 0, random: half, policy });
          }
          expect(effects).toEqual([{ do: 'wake', inMs: Math.floor(part * backoffLimit(n, policy)) }]);
        },
      ),
    );
  });

  it('is short again after a stable time', () => {
    const context = (now: number) => ({ now, random: half, policy });
    let [child] = transition(newLifecycle(0), start, context(0));
    [child] = transition({ ...child, failures: 3 }, ready, context(0));
    for (let now = 1_000; now <= policy.stableAfterMs; now += 1_000) {
      [child] = transition(child, { type: 'answered' }, context(now));
      [child] = transition(child, woke, context(now));
    }
    expect(transition(child, crash, context(policy.stableAfterMs))[0].failures).toBe(1);
  });
});

const anyEvent = fc.oneof(
  { weight: 2, arbitrary: fc.constant<LifecycleEvent>(start) },
  { weight: 1, arbitrary: fc.constant<LifecycleEvent>(stop) },
  { weight: 3, arbitrary: fc.constant<LifecycleEvent>(ready) },
  { weight: 2, arbitrary: fc.constant<LifecycleEvent>({ type: 'answered' }) },
  { weight: 3, arbitrary: fc.constant<LifecycleEvent>(crash) },
  { weight: 6, arbitrary: fc.constant<LifecycleEvent>(woke) },
  { weight: 1, arbitrary: fc.constant<LifecycleEvent>({ type: 'fatal', code: 'x', message: 'No' }) },
  { weight: 1, arbitrary: fc.constant<LifecycleEvent>({ type: 'restart', reason: 'Moved' }) },
  { weight: 1, arbitrary: fc.constant<LifecycleEvent>({ type: 'spoiled', reason: 'Folder' }) },
);

describe('whatever happens, in any order', () => {
  const history = fc.array(fc.tuple(anyEvent, fc.integer({ min: -3_600_000, max: 3_600_000 })), {
    maxLength: 80,
  });

  it('there is never a second process, never a state without a way out, and never a reason too many', () => {
    fc.assert(
      fc.property(history, (events) => {
        let child = newLifecycle(0);
        let now = 0;
        let alive = false;
        let timer = false;
        for (const [event, passed] of events) {
          if (event.type === 'exited' && !alive) continue;
          if (event.type === 'woke' && !timer) continue;
          // The clock may be set back.
          now += passed;
          if (event.type === 'exited') alive = false;
          if (event.type === 'woke') timer = false;
          const [next, effects] = transition(child, event, { now, random: half, policy });
          for (const effect of effects) {
            if (effect.do === 'spawn') {
              expect(alive).toBe(false);
              alive = true;
            }
            if (effect.do === 'wake') {
              timer = effect.inMs !== null;
              if (effect.inMs !== null) expect(effect.inMs).toBeGreaterThanOrEqual(0);
            }
            if (effect.do === 'kill' || effect.do === 'ask-to-stop' || effect.do === 'ping')
              expect(alive).toBe(true);
          }
          child = next;
          expect(hasProcess(child.state)).toBe(alive);
          // Only a person's wish leads out of these two; every other state has a timer that will.
          expect(timer).toBe(child.state !== 'stopped' && child.state !== 'gave-up');
          expect(child.reasons.length).toBeLessThanOrEqual(10);
        }
      }),
      { numRuns: 500 },
    );
  });
});
