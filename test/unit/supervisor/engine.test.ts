/** The whole engine in virtual time: processes that boot, crash, hang and refuse to stop by a seed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../../electron/supervisor/engine.ts';
import type { Launch, ProcessReport } from '../../../electron/supervisor/child.ts';
import type { ChildExit, ChildHandle, Spawner } from '../../../electron/supervisor/spawner.ts';
import { silentLogger } from '../../../workers/log.ts';
import type { ChildConfig, ChildRole, FromChild, ToChild } from '../../../workers/protocol.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

/** How likely things go wrong, each from 0 to 1. */
interface Luck {
  crashAtStart: number;
  crashLater: number;
  hang: number;
  ignoreStop: number;
}

const good: Luck = { crashAtStart: 0, crashLater: 0, hang: 0, ignoreStop: 0 };

/** The processes of one simulated machine. */
class World {
  readonly clock = new VirtualClock();
  readonly random: () => number;
  luck: Luck;
  readonly alive = new Map<string, SimulatedProcess>();
  readonly history: string[] = [];
  readonly died: string[] = [];
  lastDeathAt = 0;
  readonly told: string[] = [];

  constructor(seed: number, luck: Luck) {
    this.random = seededRandom(seed);
    this.luck = luck;
  }

  readonly spawner: Spawner = { spawn: ({ name, role }) => new SimulatedWorker(this, name, role) };

  readonly launchRedis = (): Launch => (_instanceId, report) => new SimulatedRedis(this, report);

  happens(chance: number): boolean {
    return this.random() < chance;
  }
}

let pids = 100_000_000;

class SimulatedProcess {
  readonly pid = (pids += 1);
  readonly name: string;
  readonly world: World;
  hangs = false;
  #gone = false;

  constructor(world: World, name: string) {
    this.world = world;
    this.name = name;
    expect(world.alive.has(name), `a second ${name}`).toBe(false);
    world.alive.set(name, this);
    world.history.push(`+${name}`);
    const { luck, clock } = world;
    clock.after(20 + 200 * world.random(), () => {
      if (world.happens(luck.crashAtStart)) this.die('SIGSEGV');
      else if (!this.#gone && !this.hangs) this.boot();
    });
    if (world.happens(luck.crashLater)) clock.after(60_000 * world.random(), () => this.die('SIGSEGV'));
    if (world.happens(luck.hang)) clock.after(60_000 * world.random(), () => (this.hangs = true));
  }

  boot(): void {}

  ended(_signal: string): void {}

  die(signal: string): void {
    if (this.#gone) return;
    this.#gone = true;
    this.world.alive.delete(this.name);
    this.world.lastDeathAt = this.world.clock.now();
    this.world.history.push(`-${this.name}`);
    this.ended(signal);
  }

  kill(signal: 'SIGTERM' | 'SIGKILL'): void {
    if (signal === 'SIGTERM' && this.hangs) return;
    this.world.clock.after(5, () => this.die(signal));
  }

  stopWhenAsked(): void {
    this.world.history.push(`?${this.name}`);
    if (this.hangs || this.world.happens(this.world.luck.ignoreStop)) return;
    this.world.clock.after(50 * this.world.random(), () => this.die('asked'));
  }
}

class SimulatedRedis extends SimulatedProcess {
  readonly #report: (report: ProcessReport) => void;

  constructor(world: World, report: (report: ProcessReport) => void) {
    super(world, 'redis');
    this.#report = report;
  }

  override boot() {
    this.#report({ type: 'ready' });
  }

  override ended(signal: string) {
    this.#report({ type: 'exited', reason: signal });
  }

  ping() {
    if (!this.hangs) this.world.clock.after(1, () => this.#report({ type: 'answered' }));
  }

  askToStop() {
    this.stopWhenAsked();
  }
}

class SimulatedWorker extends SimulatedProcess implements ChildHandle {
  readonly role: ChildRole;
  config: ChildConfig | null = null;
  /** The living instances, by the last word of the supervisor. */
  knows: (string | null)[] = [];
  #say: (message: FromChild) => void = () => {};
  #exit: (exit: ChildExit) => void = () => {};

  constructor(world: World, name: string, role: ChildRole) {
    super(world, name);
    this.role = role;
  }

  onMessage(listener: (message: FromChild) => void) {
    this.#say = listener;
  }

  onExit(listener: (exit: ChildExit) => void) {
    this.#exit = listener;
  }

  override boot() {
    this.say({ type: 'booted' });
  }

  say(message: FromChild) {
    if (this.world.alive.get(this.name) === this) this.#say(message);
  }

  override ended(signal: string) {
    if (this.role !== 'api' && this.config !== null) this.world.died.push(this.config.instanceId);
    this.#exit({ code: null, signal });
  }

  send(message: ToChild) {
    if (this.hangs || this.world.alive.get(this.name) !== this) return;
    if (message.type === 'configure') {
      this.config = message.config;
      const url =
        message.config.http === null ? undefined : `http://127.0.0.1:${message.config.http.port || 4_000}`;
      this.world.clock.after(10, () =>
        this.say(url === undefined ? { type: 'ready' } : { type: 'ready', url }),
      );
    }
    if (message.type === 'ping') this.world.clock.after(1, () => this.say({ type: 'pong', n: message.n }));
    if (message.type === 'stop') this.stopWhenAsked();
    if (message.type === 'child-died') this.world.told.push(message.instanceId);
    if (message.type === 'engine') this.knows = message.engine.children.map(({ instanceId }) => instanceId);
    if (message.type === 'enqueued') this.world.told.push('enqueued');
  }
}

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'dockhand-engine-'));
});

afterEach(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

function engineIn(world: World): Engine {
  return createEngine(
    {
      dataDir,
      version: '1',
      http: { port: 0 },
      spawner: world.spawner,
      clock: world.clock,
      log: silentLogger,
      pressWorkers: 2,
    },
    { random: world.random, launchRedis: world.launchRedis },
  );
}

/** Moves virtual time until the promise is settled. */
async function drive<T>(world: World, promise: Promise<T>): Promise<T> {
  const state = { done: false };
  const settled = promise.finally(() => (state.done = true));
  settled.catch(() => {});
  while (!state.done) {
    await world.clock.advance(10);
    await setImmediate();
  }
  return settled;
}

describe('the engine in virtual time', () => {
  it('starts Redis and the api side by side, the workers when both are ready, and stops in reverse', async () => {
    const world = new World(1, good);
    const engine = engineIn(world);
    const address = await drive(world, engine.start());
    expect(address).toMatchObject({ url: 'http://127.0.0.1:4000', token: expect.any(String) });
    await drive(world, engine.settled());
    expect(world.history).toEqual(['+redis', '+api', '+office', '+press-1', '+press-2']);
    await drive(world, engine.stop());
    expect(world.history.slice(5, 8)).toEqual(['?office', '?press-1', '?press-2']);
    expect(world.history.slice(8, 11).toSorted()).toEqual(['-office', '-press-1', '-press-2']);
    expect(world.history.slice(11)).toEqual(['?api', '-api', '?redis', '-redis']);
  });

  it('passes the news of a filled outbox from any worker on to the api', async () => {
    const world = new World(2, good);
    const engine = engineIn(world);
    await drive(
      world,
      engine.start().then(() => engine.settled()),
    );
    (world.alive.get('office') as SimulatedWorker).say({ type: 'enqueued' });
    expect(world.told).toEqual(['enqueued']);
    await drive(world, engine.stop());
  });

  it('tells the api of a death that happened while the api itself was down', async () => {
    const world = new World(3, good);
    const engine = engineIn(world);
    await drive(
      world,
      engine.start().then(() => engine.settled()),
    );
    world.alive.get('api')?.die('SIGKILL');
    world.alive.get('press-2')?.die('SIGKILL');
    expect(world.told).toEqual([]);
    await world.clock.advance(5_000);
    expect(world.told).toEqual(expect.arrayContaining(world.died));
    await drive(world, engine.stop());
  });

  it('tells the next api of a death that was sent to one that was just dying', async () => {
    const world = new World(9, good);
    const engine = engineIn(world);
    await drive(
      world,
      engine.start().then(() => engine.settled()),
    );
    const api = world.alive.get('api') as SimulatedWorker;
    api.hangs = true;
    world.alive.get('press-2')?.die('SIGKILL');
    api.die('SIGKILL');
    expect(world.told).toEqual([]);
    await world.clock.advance(5_000);
    expect(world.told).toEqual(world.died);
    await drive(world, engine.stop());
  });

  it('gives the api the port back that it had', async () => {
    const world = new World(4, good);
    const engine = engineIn(world);
    await drive(world, engine.start());
    world.alive.get('api')?.die('SIGKILL');
    await world.clock.advance(5_000);
    expect((world.alive.get('api') as SimulatedWorker).config?.http?.port).toBe(4_000);
    await drive(world, engine.stop());
  });

  it('says that the api cannot start, and leaves nothing running', async () => {
    const world = new World(5, { ...good, crashAtStart: 1 });
    const engine = engineIn(world);
    await expect(drive(world, engine.start())).rejects.toMatchObject({ code: 'child-gave-up' });
    expect(world.alive.size).toBe(0);
  });

  it('is stopped while it is starting, and leaves nothing running', async () => {
    const world = new World(6, good);
    const engine = engineIn(world);
    const started = engine.start();
    started.catch(() => {});
    await drive(world, engine.stop());
    await expect(started).rejects.toMatchObject({ code: 'engine-stopped' });
    expect(world.history).toEqual([]);
  });

  it('serves the console without Redis, and starts the workers when a person has brought Redis back', async () => {
    const world = new World(7, good);
    const engine = engineIn(world);
    const started = engine.start();
    const breakRedis = () => world.alive.get('redis')?.die('SIGSEGV');
    while (engine.snapshot().children[0]?.state !== 'gave-up') {
      await world.clock.advance(10);
      await setImmediate();
      breakRedis();
    }
    await drive(world, started);
    await drive(world, engine.settled());
    expect([...world.alive.keys()]).toEqual(['api']);
    engine.restart('redis');
    await drive(world, engine.settled());
    expect([...world.alive.keys()].toSorted()).toEqual(['api', 'office', 'press-1', 'press-2', 'redis']);
    await drive(world, engine.stop());
  });

  it('starts the workers again that were given up together with Redis, when Redis is back', async () => {
    const world = new World(8, good);
    const engine = engineIn(world);
    await drive(
      world,
      engine.start().then(() => engine.settled()),
    );
    const fallen = ['redis', 'press-1'];
    const stateOf = (name: string) => engine.snapshot().children.find((child) => child.name === name)?.state;
    while (fallen.some((name) => stateOf(name) !== 'gave-up')) {
      for (const name of fallen) world.alive.get(name)?.die('SIGSEGV');
      await world.clock.advance(10);
    }
    engine.restart('redis');
    await world.clock.advance(5_000);
    expect(fallen.map(stateOf)).toEqual(['ready', 'ready']);
    await drive(world, engine.stop());
  });

  it('keeps its promises on a machine where everything goes wrong, for forty seeds', async () => {
    let recovered = 0;
    for (let seed = 1; seed <= 40; seed += 1) {
      const world = new World(seed, { crashAtStart: 0.1, crashLater: 0.4, hang: 0.2, ignoreStop: 0.5 });
      const engine = engineIn(world);
      const started = engine.start().then(
        () => true,
        () => false,
      );
      while (world.history.length === 0) await setImmediate();
      for (let step = 0; step < 60; step += 1) {
        await world.clock.advance(5_000);
        if (world.happens(0.05))
          engine.restart(['redis', 'api', 'office', 'press-1'][Math.floor(world.random() * 4)] ?? '');
      }
      const firstWorker = world.history.findIndex((entry) => /^\+(office|press)/.test(entry));
      if (firstWorker >= 0)
        expect(world.history.slice(0, firstWorker)).toEqual(expect.arrayContaining(['+redis', '+api']));
      if (await drive(world, started)) {
        recovered += 1;
        // Luck turns: everything recovers, and what the api was told last is what is true.
        world.luck = good;
        await world.clock.advance(60_000);
        for (const { name } of engine.snapshot().children) engine.restart(name);
        await world.clock.advance(20 * 60_000);
        expect(engine.snapshot().children.map(({ state }) => state)).toEqual(Array(5).fill('ready'));
        const api = world.alive.get('api') as SimulatedWorker;
        expect(api.knows).toEqual(engine.snapshot().children.map(({ instanceId }) => instanceId));
        for (const { instanceId } of engine.snapshot().children) expect(world.told).not.toContain(instanceId);
      }
      const before = world.clock.now();
      await drive(world, engine.stop());
      expect(world.lastDeathAt - before).toBeLessThan(30_000);
      expect(world.alive.size, `left over with seed ${seed}`).toBe(0);
      expect(engine.snapshot().children.every(({ state }) => state === 'stopped')).toBe(true);
    }
    expect(recovered).toBeGreaterThan(20);
  }, 60_000);
});
