import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { ChangeFeed } from '../../../workers/api/live/change-feed.ts';
import { liveValues, whenDifferent } from '../../../workers/api/live/live-values.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

class ManualFeed implements ChangeFeed {
  #version = 1;
  readonly #listeners = new Set<() => void>();
  closed = false;
  version = () => this.#version;
  watch = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };
  announce = () => {
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  };
  get watchers() {
    return this.#listeners.size;
  }
  close = () => {
    this.closed = true;
    this.announce();
  };
}

function setUp<T>(
  read: () => T | undefined,
  more: { isLast?: (value: T) => boolean; isBehind?: () => boolean } = {},
) {
  const feed = new ManualFeed();
  const clock = new VirtualClock();
  const gone = new AbortController();
  const stream = liveValues<T>({ feed, clock, signal: gone.signal, read, ...more });
  return { feed, clock, gone, stream };
}

/** Whether a promise is still open after everything that is due has run. */
async function isPending(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  promise.then(
    () => (settled = true),
    () => (settled = true),
  );
  await setImmediate();
  return !settled;
}

describe('a live stream', () => {
  it('gives what is true now at once, then waits for a change', async () => {
    let value = 'a';
    const { feed, clock, stream } = setUp(() => value);
    expect(await stream.next()).toEqual({ done: false, value: 'a' });
    const next = stream.next();
    expect(await isPending(next)).toBe(true);
    value = 'b';
    feed.announce();
    await clock.advance(250);
    expect(await next).toEqual({ done: false, value: 'b' });
  });

  it('sends at most four values a second, and the newest of them', async () => {
    let value = 0;
    const { feed, clock, stream } = setUp(() => value);
    await stream.next();
    const next = stream.next();
    for (let i = 1; i <= 10; i += 1) {
      value = i;
      feed.announce();
      await clock.advance(20);
    }
    expect(await isPending(next)).toBe(true);
    await clock.advance(50);
    expect(await next).toEqual({ done: false, value: 10 });
  });

  it('is not held up by a clock that was set back', async () => {
    const { feed, clock, stream } = setUp(() => 1);
    await stream.next();
    clock.sleep(-3_600_000);
    const next = stream.next();
    await setImmediate();
    feed.announce();
    await clock.advance(250);
    expect(await isPending(next)).toBe(false);
  });

  it('says nothing while the value stays the same', async () => {
    let value = { n: 1 };
    const { feed, clock, stream } = setUp(() => value);
    const {
      feed: same,
      clock: sameClock,
      stream: quiet,
    } = (() => {
      const read = whenDifferent(() => value);
      const made = new ManualFeed();
      const virtual = new VirtualClock();
      return {
        feed: made,
        clock: virtual,
        stream: liveValues({ feed: made, clock: virtual, signal: undefined, read }),
      };
    })();
    await stream.next();
    await quiet.next();
    const [loud, silent] = [stream.next(), quiet.next()];
    await setImmediate();
    feed.announce();
    same.announce();
    await clock.advance(250);
    await sameClock.advance(250);
    expect(await isPending(loud)).toBe(false);
    expect(await isPending(silent)).toBe(true);
    value = { n: 2 };
    same.announce();
    await sameClock.advance(250);
    expect(await silent).toEqual({ done: false, value: { n: 2 } });
  });

  it('goes on by itself while there is more to read', async () => {
    let left = 3;
    const { clock, stream } = setUp(
      () => {
        left -= 1;
        return left;
      },
      { isBehind: () => left > 0 },
    );
    await stream.next();
    const rest = [stream.next().then(() => stream.next())];
    await clock.advance(250);
    await clock.advance(250);
    await Promise.all(rest);
    expect(left).toBe(0);
    expect(await isPending(stream.next())).toBe(true);
  });

  it.each([
    ['its receiver goes away', ({ gone }: ReturnType<typeof setUp>) => gone.abort()],
    ['it is returned', ({ stream }: ReturnType<typeof setUp>) => void stream.return?.()],
    ['the server closes', ({ feed }: ReturnType<typeof setUp>) => feed.close()],
  ])('ends a pending wait when %s, and watches no longer', async (_when, end) => {
    const made = setUp<unknown>(() => 1);
    await made.stream.next();
    expect(made.feed.watchers).toBe(1);
    const pending = made.stream.next();
    expect(await isPending(pending)).toBe(true);
    end(made);
    expect(await pending).toEqual({ done: true, value: undefined });
    expect(made.feed.watchers).toBe(0);
    expect(await made.stream.next()).toEqual({ done: true, value: undefined });
  });

  it('ends while it spaces its values', async () => {
    const made = setUp<unknown>(() => 1);
    await made.stream.next();
    const pending = made.stream.next();
    await setImmediate();
    made.feed.announce();
    await setImmediate();
    made.gone.abort();
    expect(await pending).toEqual({ done: true, value: undefined });
    expect(made.feed.watchers).toBe(0);
  });

  it('ends after its last value', async () => {
    const { feed, stream } = setUp(() => 'done', { isLast: (value) => value === 'done' });
    expect(await stream.next()).toEqual({ done: false, value: 'done' });
    expect(feed.watchers).toBe(0);
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  it('holds nothing before it is read, nor after a failure', async () => {
    const { feed, stream } = setUp(() => {
      throw new Error('the table is gone');
    });
    expect(feed.watchers).toBe(0);
    await expect(stream.next()).rejects.toThrow('the table is gone');
    expect(feed.watchers).toBe(0);
  });
});
