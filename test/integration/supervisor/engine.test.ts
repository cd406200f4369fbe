import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import type { RedisAddress } from '../../../workers/protocol.ts';
import { until } from '../../support/until.ts';
import {
  afterwards,
  childOf,
  dataFolder,
  heard,
  isAlive,
  lastReason,
  makeEngine,
  misbehave,
  pidOf,
  quick,
  runEngine,
  untilState,
  writeProgram,
} from './support.ts';

/** The address that a worker was given last. */
function redisOf(dataDir: string, worker = 'press-1'): RedisAddress {
  const told = heard(dataDir, worker).findLast((message) => message.type === 'configure');
  if (told?.type !== 'configure') throw new Error(`${worker} was not configured`);
  return told.config.redis as RedisAddress;
}

function client(address: RedisAddress): Redis {
  const redis = new Redis({ ...address, retryStrategy: () => 50 });
  redis.on('error', () => {});
  afterwards(async () => redis.disconnect());
  return redis;
}

describe('a started engine', () => {
  it('has every part ready, and a Redis that keeps what it is given', async () => {
    const { engine, dataDir } = await runEngine({ pressWorkers: 2 });
    const { children, redis } = engine.snapshot();
    expect(children.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'redis ready',
      'api ready',
      'office ready',
      'press-1 ready',
      'press-2 ready',
    ]);
    const address = redisOf(dataDir);
    expect(address.port).toBe(redis?.port);
    const connection = client(address);
    expect(await connection.config('GET', 'appendonly')).toEqual(['appendonly', 'yes']);
    expect(await connection.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
    expect(await connection.config('GET', 'bind')).toEqual(['bind', '127.0.0.1']);
  });

  it('lets nobody into Redis without the password, and shows it to no other user', async () => {
    const { engine, dataDir } = await runEngine();
    const { password, port } = redisOf(dataDir);
    const stranger = client({ host: '127.0.0.1', port, password: '' });
    await expect(stranger.ping()).rejects.toThrow('NOAUTH');
    const token = heard(dataDir, 'api').find((message) => message.type === 'configure');
    const secrets = [password, token?.type === 'configure' ? (token.config.http?.token ?? '') : ''];
    for (const { pid } of engine.snapshot().children) {
      const visible =
        readFileSync(`/proc/${pid}/cmdline`, 'utf8') + readFileSync(`/proc/${pid}/environ`, 'utf8');
      for (const secret of secrets) expect(visible).not.toContain(secret);
    }
    expect(readFileSync(join(dataDir, 'redis/redis.conf'), 'utf8')).not.toContain(password);
    for (const file of ['engine.json', 'supervisor.json', 'redis/redis.conf']) {
      expect(statSync(join(dataDir, file)).mode & 0o777, file).toBe(0o600);
    }
    expect(statSync(join(dataDir, 'redis')).mode & 0o777).toBe(0o700);
  });

  it('says where it is in engine.json, and takes that away when it stops', async () => {
    const { engine, dataDir } = makeEngine();
    const { url, token } = await engine.start();
    const file: unknown = JSON.parse(readFileSync(join(dataDir, 'engine.json'), 'utf8'));
    expect(file).toEqual({ url, token, pid: process.pid, startedAt: engine.snapshot().startedAt });
    await engine.stop();
    expect(readdirSync(dataDir).filter((name) => name.endsWith('.json'))).toEqual([]);
  });

  it('keeps what Redis held over a stop and a start', async () => {
    const first = await runEngine();
    await client(redisOf(first.dataDir)).set('kept', 'yes');
    await first.engine.stop();
    await runEngine({ dataDir: first.dataDir });
    expect(await client(redisOf(first.dataDir)).get('kept')).toBe('yes');
  });

  it('configures the workers only after Redis and the api are ready', async () => {
    const { engine } = makeEngine();
    const order: string[] = [];
    engine.onChange(({ children }) => {
      for (const { name, state } of children) {
        if (!order.includes(`${name} ${state}`)) order.push(`${name} ${state}`);
      }
    });
    await engine.start();
    await engine.settled();
    const at = (entry: string) => order.indexOf(entry);
    for (const worker of ['office', 'press-1']) {
      expect(at(`${worker} starting`)).toBeGreaterThan(at('redis ready'));
      expect(at(`${worker} starting`)).toBeGreaterThan(at('api ready'));
    }
  });
});

describe('when a part dies', () => {
  it('Redis comes back where it was with what it held, and no worker is touched', async () => {
    const { engine, dataDir } = await runEngine();
    const before = {
      address: redisOf(dataDir),
      press: pidOf(engine, 'press-1'),
      redis: pidOf(engine, 'redis'),
    };
    const connection = client(before.address);
    await connection.set('kept', 'yes');
    process.kill(before.redis, 'SIGKILL');
    await untilState(engine, 'redis', 'ready', before.redis);
    expect(lastReason(engine, 'redis')).toContain('SIGKILL');
    expect(await connection.get('kept')).toBe('yes');
    expect(pidOf(engine, 'press-1')).toBe(before.press);
    expect(childOf(engine, 'redis').restarts).toBe(1);
  });

  it('a worker is replaced within 3 s, and the api is told which instance is dead', async () => {
    const { engine, dataDir } = await runEngine();
    const { pid, instanceId } = childOf(engine, 'press-1');
    const killedAt = performance.now();
    process.kill(pid ?? 0, 'SIGKILL');
    await untilState(engine, 'press-1', 'ready', pid ?? 0);
    expect(performance.now() - killedAt).toBeLessThan(3_000);
    expect(lastReason(engine, 'press-1')).toContain('SIGKILL');
    expect(heard(dataDir, 'api')).toContainEqual({ type: 'child-died', instanceId, name: 'press-1' });
    expect(childOf(engine, 'press-1').instanceId).not.toBe(instanceId);
  });

  it('the api hears afterwards of a worker that died with it', async () => {
    const { engine, dataDir } = await runEngine();
    const api = pidOf(engine, 'api');
    const { pid, instanceId } = childOf(engine, 'press-1');
    process.kill(api, 'SIGKILL');
    process.kill(pid ?? 0, 'SIGKILL');
    await until('the api was told', () =>
      heard(dataDir, 'api').some(
        (message) => message.type === 'child-died' && message.instanceId === instanceId,
      ),
    );
    expect(pidOf(engine, 'api')).not.toBe(api);
  });

  it('says what the process said last', async () => {
    const { engine, dataDir } = await runEngine({ parts: { policies: quick({ crashLimit: 2 }) } });
    misbehave(dataDir, 'office', 'crash-at-start');
    process.kill(pidOf(engine, 'office'), 'SIGKILL');
    await untilState(engine, 'office', 'gave-up');
    expect(lastReason(engine, 'office')).toBe('It ended with code 1: Error: Crashed on purpose');
  });
});

describe('when a part hangs', () => {
  const impatient = quick({ pingEveryMs: 100, silenceLimitMs: 800 });

  it.each(['press-1', 'api', 'redis'])('%s is declared unresponsive and replaced', async (name) => {
    const { engine } = await runEngine({ parts: { policies: impatient } });
    const pid = pidOf(engine, name);
    const states: string[] = [];
    engine.onChange(() => states.push(childOf(engine, name).state));
    process.kill(pid, 'SIGSTOP');
    await untilState(engine, name, 'ready', pid);
    expect(states).toContain('unresponsive');
    expect(lastReason(engine, name)).toBe('It did not answer for 0.8 s');
    expect(await isAlive(pid)).toBe(false);
  });
});

describe('when a part will not live', () => {
  const hasty = quick({ crashLimit: 4, backoffBaseMs: 10, backoffCapMs: 50 });

  it('it is given up after its crashes, and a person can start it again', async () => {
    const { engine, dataDir } = makeEngine({ parts: { policies: hasty } });
    misbehave(dataDir, 'press-1', 'crash-at-start');
    await engine.start();
    await engine.settled();
    expect(childOf(engine, 'press-1')).toMatchObject({ state: 'gave-up', pid: null, restarts: 3 });
    expect(childOf(engine, 'office').state).toBe('ready');
    misbehave(dataDir, 'press-1');
    engine.restart('press-1');
    await untilState(engine, 'press-1', 'ready');
  });

  it('an api that says why it cannot start ends the start with that, and leaves no process', async () => {
    const { engine, dataDir } = makeEngine();
    misbehave(dataDir, 'api', 'fatal');
    const pids = new Set<number>();
    engine.onChange(({ children }) => {
      for (const { pid } of children) if (pid !== null) pids.add(pid);
    });
    await expect(engine.start()).rejects.toMatchObject({
      code: 'database-newer',
      message: 'Install the newer version again.',
    });
    expect(pids.size).toBeGreaterThanOrEqual(2);
    for (const pid of pids) expect(await isAlive(pid)).toBe(false);
  });

  it('a Redis that is too old leaves the console usable and says what to do', async () => {
    const dataDir = dataFolder();
    const binary = writeProgram(
      join(dataDir, 'redis-server'),
      '#!/bin/sh\necho "Redis server v=5.0.14 sha=0:0"\n',
    );
    const { engine } = makeEngine({ dataDir, binary });
    await engine.start();
    await engine.settled();
    expect(childOf(engine, 'redis').state).toBe('gave-up');
    expect(lastReason(engine, 'redis')).toMatch(/Redis 5\.0\.14; Dockhand needs 6\.2 or newer\. Install/);
    expect(childOf(engine, 'api').state).toBe('ready');
    expect(childOf(engine, 'press-1').state).toBe('stopped');
  });

  it('a Redis that is no Redis likewise', async () => {
    const { engine } = makeEngine({ binary: '/bin/true' });
    await engine.start();
    await engine.settled();
    expect(lastReason(engine, 'redis')).toContain('/bin/true is not a Redis server');
  });

  it('a Redis that does not keep its settings is not used', async () => {
    const dataDir = dataFolder();
    const real = execFileSync('/bin/sh', ['-c', 'command -v redis-server']).toString().trim();
    const binary = writeProgram(
      join(dataDir, 'redis-server'),
      `#!/bin/sh\nexec ${real} "$@" --maxmemory-policy allkeys-lru\n`,
    );
    // With --version alone redis-server prints its version whatever follows.
    const { engine } = makeEngine({ dataDir, binary });
    await engine.start();
    await engine.settled();
    expect(childOf(engine, 'redis').state).toBe('gave-up');
    expect(lastReason(engine, 'redis')).toContain('allkeys-lru');
  });
});

describe('when something happens to the folder of Redis', () => {
  it.each(['redis', 'redis/appendonlydir', 'redis/redis.conf'])(
    'while it runs (%s deleted), Redis begins again with a fresh one at the same place',
    async (what) => {
      const { engine, dataDir } = await runEngine();
      const { redis, press } = { redis: pidOf(engine, 'redis'), press: pidOf(engine, 'press-1') };
      const connection = client(redisOf(dataDir));
      await connection.set('held', 'yes');
      rmSync(join(dataDir, what), { recursive: true });
      await untilState(engine, 'redis', 'ready', redis);
      expect(lastReason(engine, 'redis')).toContain('Its files were deleted');
      await connection.set('new', 'yes');
      expect(pidOf(engine, 'press-1')).toBe(press);
      // What is written now is where the next start will look.
      const again = pidOf(engine, 'redis');
      process.kill(again, 'SIGKILL');
      await untilState(engine, 'redis', 'ready', again);
      expect(await connection.get('new')).toBe('yes');
    },
  );

  it('before the start (damaged), it is put aside and Redis starts with a fresh one', async () => {
    const { engine, dataDir } = makeEngine({ parts: { policies: quick({ backoffBaseMs: 10 }) } });
    mkdirSync(join(dataDir, 'redis/appendonlydir'), { recursive: true });
    writeFileSync(
      join(dataDir, 'redis/appendonlydir/appendonly.aof.manifest'),
      'file garbage seq x type ?\n',
    );
    await engine.start();
    await engine.settled();
    expect(childOf(engine, 'redis')).toMatchObject({ state: 'ready', restarts: 2 });
    expect(readdirSync(join(dataDir, 'redis.damaged'))).toContain('appendonlydir');
  });

  it('before the start (a file in its place), likewise', async () => {
    const { engine, dataDir } = makeEngine({ parts: { policies: quick({ backoffBaseMs: 10 }) } });
    writeFileSync(join(dataDir, 'redis'), 'not a folder');
    await engine.start();
    await engine.settled();
    expect(childOf(engine, 'redis').state).toBe('ready');
  });
});

/** A file system of its own needs root and a container that permits it. */
function mayMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const probe = mkdtempSync(join(tmpdir(), 'dockhand-mount-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', probe], { stdio: 'ignore' }).status === 0;
  if (mounted) spawnSync('umount', [probe]);
  rmSync(probe, { recursive: true });
  return mounted;
}

describe.skipIf(!mayMount())('when the disk is full', () => {
  it('Redis is tried again until there is room, and a running one goes on by itself', async () => {
    const impatient = quick({ crashLimit: 3, backoffBaseMs: 10, backoffCapMs: 50 });
    const { engine, dataDir } = makeEngine({ parts: { policies: impatient } });
    const folder = join(dataDir, 'redis');
    mkdirSync(folder);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]);
    afterwards(async () => {
      await engine.stop();
      execFileSync('umount', [folder]);
    });
    const fill = () =>
      spawnSync('dd', ['if=/dev/zero', `of=${join(folder, 'filler')}`, 'bs=4k'], { stdio: 'ignore' });
    const makeRoom = () => rmSync(join(folder, 'filler'));
    fill();
    await engine.start();
    await until('it was tried more often than a crash would be', () => childOf(engine, 'redis').restarts > 6);
    expect(lastReason(engine, 'redis')).toMatch(/no space left on device/i);
    makeRoom();
    await untilState(engine, 'redis', 'ready');
    const redis = pidOf(engine, 'redis');
    await engine.settled();
    const connection = client(redisOf(dataDir));
    fill();
    const write = async () => {
      await connection.set('key', 'x'.repeat(5_000));
      return true;
    };
    await until('writing is refused', () =>
      write().then(
        () => false,
        (error: Error) => error.message.startsWith('MISCONF'),
      ),
    );
    makeRoom();
    await until('writing works again', () => write().catch(() => false));
    expect(pidOf(engine, 'redis')).toBe(redis);
  });
});

describe('when somebody takes the port of Redis', () => {
  it('while it is down, Redis gets another and every worker is told', async () => {
    const { engine, dataDir } = await runEngine({
      parts: { policies: quick({ backoffBaseMs: 500 }), random: () => 0.999 },
    });
    const before = redisOf(dataDir);
    const press = pidOf(engine, 'press-1');
    const redis = pidOf(engine, 'redis');
    process.kill(redis, 'SIGKILL');
    await untilState(engine, 'redis', 'backing-off');
    const squatter = createServer().listen(before.port, '127.0.0.1');
    afterwards(async () => void squatter.close());
    await untilState(engine, 'redis', 'ready', redis);
    await untilState(engine, 'press-1', 'ready', press);
    await until('every worker knows the new port', () =>
      ['api', 'office', 'press-1'].every((name) => redisOf(dataDir, name).port !== before.port),
    );
    expect(redisOf(dataDir).password).toBe(before.password);
    expect(await client(redisOf(dataDir)).ping()).toBe('PONG');
    expect(lastReason(engine, 'press-1')).toBe('Redis has moved to another port');
  });
});

describe('stopping', () => {
  it('ends every process in order', async () => {
    const { engine, dataDir } = await runEngine();
    const pids = engine.snapshot().children.map(({ pid }) => pid ?? 0);
    const order: string[] = [];
    engine.onChange(({ children }) => {
      for (const { name, state } of children) {
        if (state === 'stopped' && !order.includes(name)) order.push(name);
      }
    });
    await engine.stop();
    expect(order.slice(0, 2).toSorted()).toEqual(['office', 'press-1']);
    expect(order.slice(2)).toEqual(['api', 'redis']);
    for (const [name, graceMs] of Object.entries({ api: 5_000, office: 10_000, 'press-1': 10_000 })) {
      expect(heard(dataDir, name).at(-1)).toEqual({ type: 'stop', graceMs });
    }
    for (const pid of pids) expect(await isAlive(pid)).toBe(false);
    await engine.stop();
  });

  it('kills a child that does not listen, within the limits', async () => {
    const { engine, dataDir } = makeEngine({
      parts: { policies: quick({ drainMs: 500, killAfterMs: 300 }) },
    });
    misbehave(dataDir, 'press-1', 'ignore-stop', 'ignore-sigterm');
    misbehave(dataDir, 'office', 'ignore-stop');
    await engine.start();
    await engine.settled();
    process.kill(pidOf(engine, 'api'), 'SIGSTOP');
    const pids = engine.snapshot().children.map(({ pid }) => pid ?? 0);
    const began = performance.now();
    await engine.stop();
    expect(performance.now() - began).toBeLessThan(4_000);
    for (const pid of pids) expect(await isAlive(pid)).toBe(false);
  });

  it('works at any moment of the start', async () => {
    for (const delay of [0, 1, 5, 20, 50, 100, 200]) {
      const { engine } = makeEngine();
      const pids = new Set<number>();
      engine.onChange(({ children }) => {
        for (const { pid } of children) if (pid !== null) pids.add(pid);
      });
      const started = engine.start().catch(() => null);
      await new Promise((resolve) => {
        setTimeout(resolve, delay);
      });
      await engine.stop();
      await started;
      for (const pid of pids) expect(await isAlive(pid), `after ${delay} ms`).toBe(false);
    }
  });
});
