import { beforeEach, describe, expect, it } from 'vitest';
import { Child, type ProcessReport } from '../../../electron/supervisor/child.ts';
import { policies } from '../../../electron/supervisor/policy.ts';
import { silentLogger } from '../../../workers/log.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const policy = policies.press;

/** What the test makes of the process that the child has now. */
class FakeProcess {
  readonly pid = 1;
  readonly startedAt: number;
  readonly signals: string[] = [];
  readonly instanceId: string;
  answers = true;
  diesOf: string[] = ['SIGTERM', 'SIGKILL'];
  readonly #report: (report: ProcessReport) => void;
  readonly #clock: VirtualClock;

  constructor(clock: VirtualClock, instanceId: string, report: (report: ProcessReport) => void) {
    this.#clock = clock;
    this.#report = report;
    this.instanceId = instanceId;
    this.startedAt = clock.now();
  }

  tell(report: ProcessReport) {
    this.#report(report);
  }

  ping() {
    if (this.answers) this.#clock.after(1, () => this.#report({ type: 'answered' }));
  }

  askToStop() {
    this.kill('ask');
  }

  kill(signal: string) {
    this.signals.push(signal);
    if (this.diesOf.includes(signal)) {
      this.#clock.after(1, () => this.#report({ type: 'exited', reason: `It was ended by ${signal}` }));
    }
  }
}

let clock: VirtualClock;
let processes: FakeProcess[];
let dead: string[];
let child: Child;

beforeEach(() => {
  clock = new VirtualClock();
  processes = [];
  dead = [];
  child = new Child({
    name: 'press-1',
    role: 'press',
    policy,
    clock,
    random: seededRandom(7),
    log: silentLogger,
    changed: () => {},
    ended: (_child, instanceId) => void dead.push(instanceId),
    launch: (instanceId, report) => {
      const made = new FakeProcess(clock, instanceId, report);
      processes.push(made);
      return made;
    },
  });
});

function current(): FakeProcess {
  const last = processes.at(-1);
  if (last === undefined) throw new Error('There was no process yet.');
  return last;
}

async function startAndBeReady() {
  child.start();
  current().tell({ type: 'ready' });
  await clock.advance(10);
}

describe('a child process in virtual time', () => {
  it('that answers is left alone for a day', async () => {
    await startAndBeReady();
    await clock.advance(24 * 3_600_000);
    expect(processes).toHaveLength(1);
    expect(current().signals).toEqual([]);
  });

  it('that falls silent is killed after the limit and replaced', async () => {
    await startAndBeReady();
    await clock.advance(60_000);
    current().answers = false;
    await clock.advance(policy.silenceLimitMs - 1);
    expect(child.state).toBe('ready');
    await clock.advance(2 * policy.pingEveryMs + policy.backoffBaseMs);
    expect(processes[0]?.signals).toEqual(['SIGKILL']);
    expect(processes).toHaveLength(2);
    expect(child.snapshot().reasons.map(({ reason }) => reason)).toEqual(['It did not answer for 15 s']);
    expect(dead).toEqual([processes[0]?.instanceId]);
  });

  it('that cannot be killed at once is killed again and again', async () => {
    await startAndBeReady();
    current().answers = false;
    current().diesOf = [];
    await clock.advance(policy.silenceLimitMs + 2 * policy.pingEveryMs + 3 * policy.killAfterMs);
    expect(child.state).toBe('unresponsive');
    expect(current().signals.length).toBeGreaterThanOrEqual(3);
    expect(processes).toHaveLength(1);
  });

  it('is not taken for hung after the PC has slept', async () => {
    await startAndBeReady();
    for (let night = 0; night < 5; night += 1) {
      clock.sleep(9 * 3_600_000);
      await clock.advance(policy.pingEveryMs + 10);
    }
    expect(child.state).toBe('ready');
    expect(processes).toHaveLength(1);
  });

  it('is not taken for hung when the clock is set back', async () => {
    await startAndBeReady();
    clock.sleep(-3_600_000);
    await clock.advance(3_600_000 + 60_000);
    expect(processes).toHaveLength(1);
  });

  it('that does not become ready in time is killed and started again', async () => {
    child.start();
    await clock.advance(policy.startLimitMs + policy.pingEveryMs + policy.backoffBaseMs);
    expect(processes[0]?.signals).toEqual(['SIGKILL']);
    expect(child.snapshot().reasons[0]?.reason).toBe('It was not ready within 60 s');
    expect(processes).toHaveLength(2);
  });

  it('that dies at every start gets longer pauses and is given up, until a person starts it', async () => {
    child.start();
    while (child.state !== 'gave-up') {
      if (child.state === 'starting') current().tell({ type: 'exited', reason: 'It ended with code 1' });
      await clock.advance(100);
    }
    expect(processes).toHaveLength(policy.crashLimit);
    const starts = processes.map(({ startedAt }) => startedAt);
    const pauses = starts.slice(1).map((at, index) => at - (starts[index] ?? 0));
    for (const [index, pause] of pauses.entries()) {
      expect(pause).toBeLessThanOrEqual(Math.min(30_000, 500 * 2 ** index) + 100);
    }
    expect(Math.max(...pauses)).toBeGreaterThan(5_000);
    await clock.advance(24 * 3_600_000);
    expect(processes).toHaveLength(policy.crashLimit);
    child.start();
    expect(processes).toHaveLength(policy.crashLimit + 1);
  });

  it('repeats the same pauses from the same seed', async () => {
    const pausesOf = async (seed: number) => {
      const ownClock = new VirtualClock(0);
      const starts: number[] = [];
      const crashing = new Child({
        name: 'office',
        role: 'office',
        policy,
        clock: ownClock,
        random: seededRandom(seed),
        log: silentLogger,
        changed: () => {},
        ended: () => {},
        launch: (_id, report) => {
          starts.push(ownClock.now());
          ownClock.after(1, () => report({ type: 'exited', reason: 'x' }));
          return { pid: 1, ping() {}, askToStop() {}, kill() {} };
        },
      });
      crashing.start();
      await ownClock.advance(600_000);
      return starts;
    };
    expect(await pausesOf(3)).toEqual(await pausesOf(3));
    expect(await pausesOf(3)).not.toEqual(await pausesOf(4));
  });

  it('that ignores everything but SIGKILL is gone within the limits', async () => {
    await startAndBeReady();
    current().diesOf = ['SIGKILL'];
    child.stop();
    await clock.advance(policy.drainMs + policy.killAfterMs + 5);
    expect(current().signals).toEqual(['ask', 'SIGTERM', 'SIGKILL']);
    expect(child.state).toBe('stopped');
  });

  it('has a new instance for each process, and none in between', async () => {
    await startAndBeReady();
    const first = child.snapshot().instanceId;
    expect(first).toBe(current().instanceId);
    current().tell({ type: 'exited', reason: 'x' });
    expect(child.snapshot()).toMatchObject({ instanceId: null, pid: null });
    await clock.advance(policy.backoffBaseMs);
    expect(child.snapshot().instanceId).not.toBe(first);
  });

  it('does not listen to a process that is gone', async () => {
    await startAndBeReady();
    const first = current();
    first.tell({ type: 'exited', reason: 'x' });
    await clock.advance(policy.backoffBaseMs);
    first.tell({ type: 'ready' });
    first.tell({ type: 'exited', reason: 'again' });
    expect(child.state).toBe('starting');
    expect(dead).toHaveLength(1);
  });
});
