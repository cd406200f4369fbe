/** The engine: Redis and the worker processes of one data folder, started in order, kept alive, stopped in order. */
import type { Clock } from '../../workers/clock.ts';
import type { Logger } from '../../workers/log.ts';
import type { ChildRole, EngineSnapshot, RedisTarget, ToChild } from '../../workers/protocol.ts';
import type { DesktopHost } from '../host/desktop.ts';
import type { Launch } from './child.ts';
import { policies, type ChildPolicy } from './policy.ts';
import { connectProber, type ConnectProber } from './redis/prober.ts';
import { redisLaunch, type RedisSession } from './redis/process.ts';
import type { Spawner } from './spawner.ts';
import { SupervisedEngine } from './supervised-engine.ts';

export interface EngineOptions {
  dataDir: string;
  version: string;
  /** Where the api serves the console to a browser and the CLI: port 0 is any free one; null is not at all. */
  http: { port: number } | null;
  spawner: Spawner;
  clock?: Clock;
  log: Logger;
  /** `binary` is used as it is, whatever else is installed; `external` in place of a Redis of our own. */
  redis?: { binary?: string; external?: RedisTarget | null };
  /** What this program can do for its workers; left out, nothing. */
  desktop?: DesktopHost;
  /** Processes for CPU work; by default one per spare core. */
  pressWorkers?: number;
}

export interface Engine {
  /**
   * Starts everything; done when the api is ready, so that the console can be used. Redis and the workers go on starting.
   * @throws UserError when the api cannot start; nothing is left running then.
   */
  start(): Promise<{ url: string | null; token: string | null }>;
  /** Done when every child is ready or has been given up. */
  settled(): Promise<void>;
  snapshot(): EngineSnapshot;
  /** @returns the function that ends the subscription. */
  onChange(listener: (snapshot: EngineSnapshot) => void): () => void;
  /** Hands the api a message, in Electron with a MessagePort; dropped unless the api is ready. */
  sendToApi(message: ToChild, transfer?: readonly unknown[]): void;
  /** Starts a child again by a person's wish, above all one that was given up. @param name such as `press-1` or `redis`. */
  restart(name: string): void;
  /** Stops everything in order and within limits; leaves no process. May be called at any time and twice. */
  stop(): Promise<void>;
}

/** What a test replaces. */
export interface EngineParts {
  /** From 0 to below 1. */
  random: () => number;
  policies: Readonly<Record<ChildRole | 'redis', ChildPolicy>>;
  launchRedis: (session: RedisSession) => Launch;
  connect: ConnectProber;
}

const realParts: EngineParts = {
  random: Math.random,
  policies,
  launchRedis: redisLaunch,
  connect: connectProber,
};

/** @param parts for tests. */
export function createEngine(options: EngineOptions, parts: Partial<EngineParts> = {}): Engine {
  return new SupervisedEngine(options, { ...realParts, ...parts });
}
