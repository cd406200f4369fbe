/** An engine with a real Redis and fake workers, in a data folder whose name is not made for shells. */
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { createEngine, type Engine, type EngineParts } from '../../../electron/supervisor/engine.ts';
import { policies, type ChildPolicy } from '../../../electron/supervisor/policy.ts';
import { processIdentity } from '../../../electron/supervisor/process-identity.ts';
import { forkSpawner } from '../../../electron/supervisor/spawner.ts';
import { silentLogger } from '../../../workers/log.ts';
import type { ChildSnapshot, ChildState, ToChild } from '../../../workers/protocol.ts';
import { until } from '../../support/until.ts';

export const fakeWorker = join(import.meta.dirname, '../../fixtures/fake-worker.ts');

const undo: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const action of undo.splice(0).toReversed()) await action();
});

/** To be done after the test, last things first. */
export function afterwards(action: () => Promise<void>): void {
  undo.push(action);
}

export function dataFolder(): string {
  const root = mkdtempSync(join(tmpdir(), 'dockhand-supervisor-'));
  afterwards(async () => rmSync(root, { recursive: true, force: true }));
  const dataDir = join(root, "Lager Süd 'Nord' $HOME 倉庫");
  mkdirSync(dataDir);
  return dataDir;
}

/** The real limits, but for those given, for every child. */
export function quick(changes: Partial<ChildPolicy>): EngineParts['policies'] {
  return Object.fromEntries(
    Object.entries(policies).map(([role, policy]) => [role, { ...policy, ...changes }]),
  ) as unknown as EngineParts['policies'];
}

export interface EngineSetup {
  dataDir?: string;
  parts?: Partial<EngineParts>;
  binary?: string;
  pressWorkers?: number;
}

/** Not started yet; stopped after the test. */
export function makeEngine(setup: EngineSetup = {}): { engine: Engine; dataDir: string } {
  const { dataDir = dataFolder(), parts, binary, pressWorkers = 1 } = setup;
  const engine = createEngine(
    {
      dataDir,
      version: 'test',
      http: { port: 0 },
      spawner: forkSpawner(fakeWorker),
      log: silentLogger,
      pressWorkers,
      ...(binary === undefined ? {} : { redis: { binary } }),
    },
    parts,
  );
  afterwards(() => engine.stop());
  return { engine, dataDir };
}

/** Started, with every child ready or given up. */
export async function runEngine(setup: EngineSetup = {}): Promise<{ engine: Engine; dataDir: string }> {
  const made = makeEngine(setup);
  await made.engine.start();
  await made.engine.settled();
  return made;
}

export function childOf(engine: Engine, name: string): ChildSnapshot {
  const found = engine.snapshot().children.find((child) => child.name === name);
  if (found === undefined) throw new Error(`No child ${name}`);
  return found;
}

export function pidOf(engine: Engine, name: string): number {
  const { pid } = childOf(engine, name);
  if (pid === null) throw new Error(`${name} has no process`);
  return pid;
}

export function lastReason(engine: Engine, name: string): string {
  return childOf(engine, name).reasons.at(-1)?.reason ?? '';
}

/** Waits until the child is in the state, with another process than the former one when that is given. */
export function untilState(
  engine: Engine,
  name: string,
  state: ChildState,
  formerPid?: number,
): Promise<true> {
  return until(`${name} is ${state}`, () => {
    const child = childOf(engine, name);
    return child.state === state && (formerPid === undefined || child.pid !== formerPid);
  });
}

/** What a fake worker was told, in order, over all of its processes. */
export function heard(dataDir: string, name: string): ToChild[] {
  const path = join(dataDir, `${name}.heard`);
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ToChild);
}

/** Has a fake worker misbehave from its next start (or message) on. */
export function misbehave(dataDir: string, name: string, ...how: string[]): void {
  const path = join(dataDir, `${name}.behaviour`);
  rmSync(path, { force: true });
  if (how.length > 0) appendFileSync(path, how.join('\n'));
}

export async function isAlive(pid: number): Promise<boolean> {
  return (await processIdentity(pid)) !== null;
}

export function writeProgram(path: string, text: string): string {
  writeFileSync(path, text, { mode: 0o755 });
  return path;
}
