import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createConnection, type Pulse } from '../../../renderer/transport/connection.ts';
import { retryDelay } from '../../../renderer/transport/connection-state.ts';
import { AccessRefused } from '../../../renderer/transport/errors.ts';
import type { Status } from '../../../workers/api/wire.ts';

const status: Status = {
  version: '0.1.0',
  dataDir: '/data',
  engine: null,
  queues: [],
  counts: { carrier: 0, customer: 0, lead: 0, invoice: 0 },
  pause: null,
  openFailures: 0,
  pausedQueues: [],
  changes: 0,
};

/** An engine that can be up, down, refusing or hanging. */
function fakeEngine() {
  let mode: 'up' | 'down' | 'refusing' | 'hanging' = 'up';
  let opened = 0;
  const breakers = new Set<() => void>();
  const never = (signal: AbortSignal) =>
    new Promise<never>((_, reject) => {
      const fail = () => {
        reject(new TypeError('Failed to fetch'));
      };
      breakers.add(fail);
      signal.addEventListener('abort', fail);
    });
  const answer = async (signal: AbortSignal) => {
    if (mode === 'down') throw new TypeError('Failed to fetch');
    if (mode === 'refusing') throw new AccessRefused();
    if (mode === 'hanging') await never(signal);
    return status;
  };
  async function* stream(signal: AbortSignal) {
    yield status;
    await never(signal);
  }
  const pulse: Pulse = {
    watchStatus: async (signal) => {
      opened += 1;
      await answer(signal);
      return stream(signal);
    },
    status: answer,
  };
  return {
    pulse,
    opened: () => opened,
    become(next: typeof mode) {
      mode = next;
      if (next === 'down') for (const fail of breakers) fail();
    },
  };
}

function fakeVisibility() {
  let hidden = false;
  let listener = () => {};
  return {
    visibility: {
      hidden: () => hidden,
      onChange(next: () => void) {
        listener = next;
        return () => undefined;
      },
    },
    set(value: boolean) {
      hidden = value;
      listener();
    },
  };
}

function connect() {
  const engine = fakeEngine();
  const page = fakeVisibility();
  const statuses: Status[] = [];
  const connection = createConnection(engine.pulse, page.visibility, (s) => statuses.push(s));
  connection.start();
  return { engine, page, connection, statuses, state: () => connection.state().name };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the connection', () => {
  test('is online with the first status', async () => {
    const { state, statuses } = connect();
    expect(state()).toBe('connecting');
    await vi.advanceTimersByTimeAsync(0);
    expect(state()).toBe('online');
    expect(statuses).toEqual([status]);
  });

  test('is lost when the pulse breaks, and comes back by itself', async () => {
    const { engine, state, connection } = connect();
    await vi.advanceTimersByTimeAsync(0);
    engine.become('down');
    await vi.advanceTimersByTimeAsync(0);
    expect(state()).toBe('lost');
    await vi.advanceTimersByTimeAsync(retryDelay(1));
    expect(connection.state()).toMatchObject({ name: 'lost', attempt: 2 });
    engine.become('up');
    await vi.advanceTimersByTimeAsync(retryDelay(2));
    expect(state()).toBe('online');
  });

  test('does not wait when asked to try now', async () => {
    const { engine, state, connection } = connect();
    await vi.advanceTimersByTimeAsync(0);
    engine.become('down');
    await vi.advanceTimersByTimeAsync(20_000);
    expect(state()).toBe('lost');
    engine.become('up');
    connection.retryNow();
    await vi.advanceTimersByTimeAsync(0);
    expect(state()).toBe('online');
  });

  test('stops trying when the token is refused', async () => {
    const { engine, state } = connect();
    await vi.advanceTimersByTimeAsync(0);
    engine.become('down');
    await vi.advanceTimersByTimeAsync(0);
    engine.become('refusing');
    await vi.advanceTimersByTimeAsync(retryDelay(1));
    expect(state()).toBe('refused');
    const before = engine.opened();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(engine.opened()).toBe(before);
  });

  test('finds out that a silent engine hangs', async () => {
    const { engine, state } = connect();
    await vi.advanceTimersByTimeAsync(0);
    engine.become('hanging');
    await vi.advanceTimersByTimeAsync(14_000);
    expect(state()).toBe('online');
    await vi.advanceTimersByTimeAsync(12_000);
    expect(state()).toBe('lost');
  });

  test('stays online while a silent engine answers the probe', async () => {
    const { state, engine } = connect();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(state()).toBe('online');
    expect(engine.opened()).toBe(1);
  });

  test('counts an opening that is never answered as a loss', async () => {
    const { engine, state } = connect();
    engine.become('hanging');
    const second = createConnection(engine.pulse, fakeVisibility().visibility, () => undefined);
    second.start();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(second.state().name).toBe('lost');
    expect(state()).not.toBe('refused');
    second.stop();
  });

  test('pauses after a while unseen and resumes when seen', async () => {
    const { page, state, engine } = connect();
    await vi.advanceTimersByTimeAsync(0);
    page.set(true);
    await vi.advanceTimersByTimeAsync(9_000);
    expect(state()).toBe('online');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(state()).toBe('paused');
    const before = engine.opened();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(engine.opened()).toBe(before);
    page.set(false);
    expect(state()).toBe('connecting');
    await vi.advanceTimersByTimeAsync(0);
    expect(state()).toBe('online');
  });

  test('a short glance elsewhere changes nothing', async () => {
    const { page, engine } = connect();
    await vi.advanceTimersByTimeAsync(0);
    page.set(true);
    await vi.advanceTimersByTimeAsync(5_000);
    page.set(false);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(engine.opened()).toBe(1);
  });
});

test('waits between attempts grow to five seconds', () => {
  expect([1, 2, 3, 4, 5, 50].map(retryDelay)).toEqual([500, 1000, 2000, 4000, 5000, 5000]);
});
