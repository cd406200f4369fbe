/** The engine at work: the order of the children, and what one child's change means for the others. */
import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { systemClock, type Clock } from '../../workers/clock.ts';
import { errorInfo, UserError } from '../../workers/errors.ts';
import { dataPaths } from '../../workers/paths.ts';
import type { ChildRole, EngineSnapshot, RedisTarget, ToChild } from '../../workers/protocol.ts';
import { headlessDesktop } from '../host/desktop.ts';
import { ApiLink } from './api-link.ts';
import { Child, type Launch } from './child.ts';
import { removeEngineFile, writeEngineFile } from './engine-file.ts';
import type { Engine, EngineOptions, EngineParts } from './engine.ts';
import { reapLeftovers } from './reap.ts';
import { redisPlace } from './redis/external.ts';
import { checkRedis, findRedis, type RedisBinary } from './redis/find.ts';
import { freePort } from './redis/port.ts';
import type { RedisSession } from './redis/process.ts';
import { RunRecorder } from './run-record.ts';
import { workerLaunch } from './worker-process.ts';

/** One per spare core, and no more than the disk can feed. */
function spareCores(): number {
  return Math.min(4, Math.max(1, availableParallelism() - 1));
}

export class SupervisedEngine implements Engine {
  readonly #options: EngineOptions;
  readonly #parts: EngineParts;
  readonly #clock: Clock;
  readonly #startedAt: number;
  readonly #recorder: RunRecorder;
  readonly #api: ApiLink;
  readonly #redisSession: RedisSession;
  /** The site's own Redis: nobody here starts it, watches it or ends it. */
  readonly #external: RedisTarget | null;
  /** Null where Redis is external. */
  readonly #redisChild: Child | null;
  readonly #apiChild: Child;
  readonly #workers: readonly Child[];
  readonly #listeners = new Set<(snapshot: EngineSnapshot) => void>();
  readonly #waiting = new Set<() => void>();
  /** The Redis port that each worker process was told. */
  readonly #toldPort = new Map<string, number>();
  /** What others stand on and was given up: when it comes back, those that fell with it are started again. */
  readonly #fallen = new Set<Child>();
  #binary: RedisBinary | null = null;
  #workersBegun = false;
  #engineFile: Promise<void> = Promise.resolve();
  /** Whether the files of the data folder are ours to write and to remove; not before it is sure that nobody else runs on it. */
  #ownsFolder = false;
  #begun: Promise<void> | null = null;
  #stopped: Promise<void> | null = null;

  constructor(options: EngineOptions, parts: EngineParts) {
    this.#options = options;
    this.#parts = parts;
    this.#clock = options.clock ?? systemClock;
    this.#startedAt = this.#clock.now();
    const paths = dataPaths(options.dataDir);
    this.#recorder = new RunRecorder(paths.runRecord);
    this.#api = new ApiLink(options.http === null ? null : { ...options.http, token: secret() });
    const binary = options.redis?.binary;
    this.#external = options.redis?.external ?? null;
    this.#redisSession = {
      address: { host: '127.0.0.1', port: 0, password: secret() },
      folder: paths.redis,
      clock: this.#clock,
      log: options.log,
      connect: parts.connect,
      find: () => (binary === undefined ? findRedis() : checkRedis(binary)),
      onSettled: async (found) => {
        this.#binary = found;
        await this.#record();
      },
    };
    this.#redisChild =
      this.#external === null ? this.#child('redis', 'redis', parts.launchRedis(this.#redisSession)) : null;
    this.#apiChild = this.#worker('api', 'api');
    const presses = Array.from(
      { length: options.pressWorkers ?? spareCores() },
      (_, index) => `press-${index + 1}`,
    );
    this.#workers = [this.#worker('office', 'office'), ...presses.map((name) => this.#worker(name, 'press'))];
  }

  /** What the workers stand on. */
  get #ground(): Child[] {
    return this.#redisChild === null ? [this.#apiChild] : [this.#redisChild, this.#apiChild];
  }

  get #children(): Child[] {
    return [...this.#ground, ...this.#workers];
  }

  #child(name: string, role: ChildRole | 'redis', launch: Launch): Child {
    return new Child({
      name,
      role,
      launch,
      policy: this.#parts.policies[role],
      clock: this.#clock,
      random: this.#parts.random,
      log: this.#options.log,
      changed: (child) => this.#onChanged(child),
      ended: (_child, instanceId) => {
        this.#toldPort.delete(name);
        if (role === 'office' || role === 'press') this.#api.tellDeath(instanceId, name);
      },
    });
  }

  #worker(name: string, role: ChildRole): Child {
    const launch = workerLaunch({
      name,
      role,
      spawner: this.#options.spawner,
      configure: (instanceId) => {
        const http = role === 'api' ? this.#api.config : null;
        const common = { name, role, instanceId, dataDir: this.#options.dataDir, http };
        if (this.#external !== null) return { ...common, redis: this.#external, externalRedis: true };
        const redis = this.#redisSession.address;
        this.#toldPort.set(name, redis.port);
        return { ...common, redis };
      },
      desktop: this.#options.desktop ?? headlessDesktop,
      onMessage: (message) => {
        if (message.type === 'enqueued') this.#api.send(message);
        else if (role === 'api') this.#api.ready(message.url);
      },
      onMemory: (id, bytes) => {
        if (role !== 'api') this.#api.send({ type: 'memory', instanceId: id, bytes });
      },
      onHandle: (handle) => {
        if (role === 'api') this.#api.attach(handle);
      },
    });
    return this.#child(name, role, launch);
  }

  async start(): Promise<{ url: string | null; token: string | null }> {
    this.#begun ??= this.#begin();
    await this.#begun;
    const isDecided = () => ['ready', 'gave-up'].includes(this.#apiChild.state) || this.#stopped !== null;
    await this.#until(isDecided);
    if (this.#stopped !== null)
      throw new UserError('engine-stopped', 'Dockhand was stopped while it was starting.');
    if (this.#apiChild.state === 'gave-up') {
      const { failure } = this.#apiChild;
      await this.stop();
      throw failure;
    }
    await this.#engineFile;
    return { url: this.#api.url, token: this.#api.token };
  }

  async #begin(): Promise<void> {
    const { dataDir, log } = this.#options;
    await reapLeftovers(dataPaths(dataDir).runRecord, this.#parts.connect, log);
    this.#ownsFolder = true;
    await removeEngineFile(dataDir);
    this.#redisSession.address = { ...this.#redisSession.address, port: await freePort() };
    await this.#record();
    if (this.#stopped !== null) return;
    for (const child of this.#ground) child.start();
  }

  async settled(): Promise<void> {
    const isOver = ({ state }: Child) => state === 'ready' || state === 'gave-up';
    await this.#until(() => {
      if (this.#stopped !== null) return true;
      const ground = this.#ground;
      if (!ground.every(isOver)) return false;
      return ground.some(({ state }) => state === 'gave-up') || this.#workers.every(isOver);
    });
  }

  snapshot(): EngineSnapshot {
    const { version } = this.#options;
    return {
      supervisorPid: process.pid,
      startedAt: this.#startedAt,
      version,
      redis: this.#redisNow(),
      children: this.#children.map((child) => child.snapshot()),
    };
  }

  #redisNow(): EngineSnapshot['redis'] {
    if (this.#external !== null)
      return { source: 'external', version: '', port: 0, place: redisPlace(this.#external) };
    const { port } = this.#redisSession.address;
    return this.#binary === null
      ? null
      : { source: this.#binary.source, version: this.#binary.version, port };
  }

  onChange(listener: (snapshot: EngineSnapshot) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  sendToApi(message: ToChild, transfer?: readonly unknown[]): void {
    this.#api.send(message, transfer);
  }

  restart(name: string): void {
    const child = this.#children.find((each) => each.name === name);
    if (child === undefined)
      throw new UserError('unknown-child', `There is no part of the engine called ${name}.`);
    if (this.#stopped !== null) return;
    if (child.state === 'gave-up' || child.state === 'backing-off') child.start();
    else child.restart('Somebody asked for it');
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    this.#wake();
    await this.#begun?.catch(() => {});
    await this.#stopAll(this.#workers);
    await this.#stopAll([this.#apiChild]);
    if (this.#redisChild !== null) await this.#stopAll([this.#redisChild]);
    if (!this.#ownsFolder) return;
    await this.#engineFile;
    await removeEngineFile(this.#options.dataDir);
    await this.#recorder.clear();
  }

  async #stopAll(children: readonly Child[]): Promise<void> {
    for (const child of children) child.stop();
    await this.#until(() => children.every(({ state }) => state === 'stopped'));
  }

  #onChanged(child: Child): void {
    void this.#record();
    if (this.#stopped === null) this.#react(child);
    const snapshot = this.snapshot();
    for (const listener of this.#listeners) listener(snapshot);
    this.#api.tellEngine(snapshot);
    this.#wake();
  }

  /** What the change of one child means for the others. */
  #react(child: Child): void {
    if (this.#ground.includes(child)) this.#reactToGround(child);
    if (child === this.#redisChild && child.state === 'ready') this.#tellNewAddress();
    if (child === this.#apiChild && child.state === 'ready') this.#writeEngineFile();
  }

  #reactToGround(child: Child): void {
    if (child.state === 'gave-up') this.#fallen.add(child);
    const isGroundReady = this.#ground.every(({ state }) => state === 'ready');
    if (child.state !== 'ready' || !isGroundReady) return;
    for (const worker of this.#workers) {
      const fellWithIt = this.#fallen.size > 0 && worker.state === 'gave-up';
      if (!this.#workersBegun || fellWithIt) worker.start();
    }
    this.#workersBegun = true;
    this.#fallen.clear();
  }

  /** Workers find Redis again by themselves as long as it is where it was. */
  #tellNewAddress(): void {
    const { port } = this.#redisSession.address;
    for (const worker of [this.#apiChild, ...this.#workers]) {
      const told = this.#toldPort.get(worker.name);
      if (told !== undefined && told !== port) worker.restart('Redis has moved to another port');
    }
  }

  #writeEngineFile(): void {
    const { url, token } = this.#api;
    const content = { url, token, pid: process.pid, startedAt: this.#startedAt };
    this.#engineFile = this.#engineFile
      .then(() => writeEngineFile(this.#options.dataDir, content))
      .catch((error: unknown) =>
        this.#options.log.error('engine-file-failed', { reason: errorInfo(error).message }),
      );
  }

  async #record(): Promise<void> {
    const processes = this.#children.flatMap((child) => {
      const { pid } = child.snapshot();
      return pid === null ? [] : [{ name: child.name, pid }];
    });
    try {
      await this.#recorder.record(this.#redisSession.address, processes);
    } catch (error) {
      // A full disk must not keep the engine from running; only the clearing up after a crash suffers.
      this.#options.log.error('run-record-failed', { reason: errorInfo(error).message });
    }
  }

  /** Done as soon as the condition holds; it is looked at after every change. */
  async #until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  #wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resolve of waiting) resolve();
  }
}

/** 256 random bits that need no quoting anywhere. */
function secret(): string {
  return randomBytes(32).toString('base64url');
}
