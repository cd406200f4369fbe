/** What is left when a supervisor is killed: nothing, or nothing for long. */
import { userInfo } from 'node:os';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { claimDataFolder } from '../../../electron/supervisor/data-folder.ts';
import { processIdentity } from '../../../electron/supervisor/process-identity.ts';
import type { RunRecord } from '../../../electron/supervisor/run-record.ts';
import type { EngineSnapshot } from '../../../workers/protocol.ts';
import { until } from '../../support/until.ts';
import { afterwards, childOf, dataFolder, isAlive, makeEngine, runEngine } from './support.ts';

interface Supervised {
  process: ChildProcess;
  dataDir: string;
  pids: Map<string, number>;
}

/** A supervisor in a process of its own, everything ready. */
async function supervise(dataDir = dataFolder()): Promise<Supervised> {
  const script = join(import.meta.dirname, '../../fixtures/supervisor-process.ts');
  const child = spawn(process.execPath, [script, dataDir], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const { children } = JSON.parse(line) as EngineSnapshot;
  const pids = new Map(children.map(({ name, pid }) => [name, pid ?? 0]));
  afterwards(async () => {
    for (const pid of [child.pid ?? 0, ...pids.values()])
      if (await isAlive(pid)) process.kill(pid, 'SIGKILL');
  });
  return { process: child, dataDir, pids };
}

async function kill(supervised: Supervised): Promise<void> {
  const gone = once(supervised.process, 'exit');
  supervised.process.kill('SIGKILL');
  await gone;
}

async function living(pids: Iterable<number>): Promise<number[]> {
  const alive: number[] = [];
  for (const pid of pids) if (await isAlive(pid)) alive.push(pid);
  return alive;
}

function recordOf(dataDir: string): RunRecord {
  return JSON.parse(readFileSync(join(dataDir, 'supervisor.json'), 'utf8')) as RunRecord;
}

describe('after SIGKILL of the supervisor', () => {
  it('no process is left within 3 s', async () => {
    const supervised = await supervise();
    expect(await living(supervised.pids.values())).toHaveLength(5);
    await kill(supervised);
    await until('all are gone', async () => (await living(supervised.pids.values())).length === 0, 3_000);
  });

  it('and of every worker at the same moment, the next start ends the Redis that is left', async () => {
    const supervised = await supervise();
    const redis = supervised.pids.get('redis') ?? 0;
    // Stopped first, so that no worker can notice the end of the supervisor and take Redis with it.
    const workers = [...supervised.pids].filter(([name]) => name !== 'redis').map(([, pid]) => pid);
    for (const pid of workers) process.kill(pid, 'SIGSTOP');
    supervised.process.kill('SIGKILL');
    for (const pid of workers) process.kill(pid, 'SIGKILL');
    await until('they are gone', async () => (await living(workers)).length === 0);
    expect(await isAlive(redis)).toBe(true);
    const { engine } = await runEngine({ dataDir: supervised.dataDir });
    expect(await isAlive(redis)).toBe(false);
    expect(childOf(engine, 'redis').state).toBe('ready');
  });

  it('a Redis that hangs and a worker that hangs are ended by the next start', async () => {
    const supervised = await supervise();
    const hung = ['redis', 'press-1'].map((name) => supervised.pids.get(name) ?? 0);
    for (const pid of hung) process.kill(pid, 'SIGSTOP');
    await kill(supervised);
    const { engine } = await runEngine({ dataDir: supervised.dataDir });
    expect(await living(hung)).toEqual([]);
    expect(engine.snapshot().children.every(({ state }) => state === 'ready')).toBe(true);
  });

  it('a Redis whose process was not recorded yet is ended by its port and password', async () => {
    const supervised = await supervise();
    const redis = supervised.pids.get('redis') ?? 0;
    for (const pid of supervised.pids.values()) if (pid !== redis) process.kill(pid, 'SIGSTOP');
    await kill(supervised);
    for (const pid of supervised.pids.values()) if (pid !== redis) process.kill(pid, 'SIGKILL');
    const path = join(supervised.dataDir, 'supervisor.json');
    writeFileSync(path, JSON.stringify({ ...recordOf(supervised.dataDir), processes: [] }));
    await runEngine({ dataDir: supervised.dataDir });
    await until('it is gone', async () => !(await isAlive(redis)), 3_000);
  });

  it('a stranger that has got the number of a recorded process since is left alone', async () => {
    const { engine, dataDir } = makeEngine();
    const stranger = spawn('sleep', ['60'], { stdio: 'ignore' });
    afterwards(async () => void stranger.kill('SIGKILL'));
    const pid = stranger.pid ?? 0;
    const earlier = { name: 'press-1', pid, identity: 'another start time' };
    const record: RunRecord = {
      supervisor: { name: 'supervisor', pid, identity: 'another start time' },
      redis: null,
      processes: [earlier, { ...earlier, name: 'redis' }, { ...earlier, name: 'api', identity: null }],
    };
    writeFileSync(join(dataDir, 'supervisor.json'), JSON.stringify(record));
    await engine.start();
    await engine.settled();
    expect(await isAlive(pid)).toBe(true);
  });

  it('a record that is no JSON is no obstacle', async () => {
    const { engine, dataDir } = makeEngine();
    writeFileSync(join(dataDir, 'supervisor.json'), '{"supervisor":');
    await engine.start();
  });
});

describe('two engines on one data folder', () => {
  it('the second is told of the first, and has the folder when the first was killed', async () => {
    const first = await supervise();
    const claim = await claimDataFolder(first.dataDir);
    expect(claim).toEqual({
      held: false,
      by: {
        url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
        token: expect.any(String),
        pid: first.process.pid,
        startedAt: expect.any(Number),
      },
      user: userInfo().username,
    });
    await kill(first);
    const second = await claimDataFolder(first.dataDir);
    expect(second.held).toBe(true);
    if (second.held) await second.release();
  });

  it('an engine that does not ask is refused by the record of the first', async () => {
    const first = await supervise();
    const { engine } = makeEngine({ dataDir: first.dataDir });
    await expect(engine.start()).rejects.toMatchObject({
      code: 'engine-running',
      message: expect.stringContaining(String(first.process.pid)),
    });
    expect(await living(first.pids.values())).toHaveLength(5);
    await engine.stop();
    expect(recordOf(first.dataDir).supervisor.pid).toBe(first.process.pid);
  });
});

describe('the identity of a process', () => {
  it('is the same as long as it lives, another one for another process, and none afterwards', async () => {
    const child = spawn('sleep', ['60'], { stdio: 'ignore' });
    const pid = child.pid ?? 0;
    const identity = await processIdentity(pid);
    expect(identity).toEqual(expect.any(String));
    expect(await processIdentity(pid)).toBe(identity);
    expect(await processIdentity(process.pid)).not.toBe(identity);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await processIdentity(pid)).toBeNull();
  });

  it('is none for a number that is none', async () => {
    for (const pid of [0, -1, 1.5, Number.NaN, 2 ** 30]) expect(await processIdentity(pid)).toBeNull();
  });
});
