import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findBundled } from '../../../electron/supervisor/redis/bundled.ts';
import { redisConfig } from '../../../electron/supervisor/redis/config.ts';
import { checkRedis } from '../../../electron/supervisor/redis/find.ts';
import { folderIdentity, isIntact, prepareFolder } from '../../../electron/supervisor/redis/folder.ts';
import { findInstalled } from '../../../electron/supervisor/redis/installed.ts';
import { installHint, planInstall } from '../../../electron/supervisor/redis/package-manager.ts';
import { infoField } from '../../../electron/supervisor/redis/prober.ts';
import { isDiskFull, objectionTo } from '../../../electron/supervisor/redis/process.ts';
import { isSupported, parseVersion } from '../../../electron/supervisor/redis/version.ts';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'dockhand redis unit-'));
});

afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

/** A program that answers `--version`. */
function program(folder: string, output: string): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'redis-server');
  writeFileSync(path, `#!/bin/sh\necho '${output}'\n`);
  chmodSync(path, 0o755);
  return path;
}

const redis7 = 'Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64 build=ae4d7c971a948f0';

describe('the version of a Redis', () => {
  it.each([
    [redis7, '7.0.15'],
    ['Valkey server v=8.1.1 sha=00000000:0 malloc=libc bits=64 build=1', '8.1.1'],
    ['Redis server version 2.4.10 (00000000:0)', null],
    ['bash: redis-server: command not found', null],
  ])('is read from %j', (output, version) => {
    expect(parseVersion(output)).toBe(version);
  });

  it.each([
    ['6.2', true],
    ['6.2.14', true],
    ['7.0.15', true],
    ['10.0', true],
    ['6.0.16', false],
    ['5.0.14', false],
  ])('%s will do: %s', (version, will) => {
    expect(isSupported(version)).toBe(will);
  });
});

describe('an installed Redis', () => {
  it('is the first on the path that is new enough', async () => {
    const old = join(dir, 'old');
    const current = join(dir, 'current');
    program(old, 'Redis server v=5.0.14 sha=00000000:0');
    const path = program(current, redis7);
    expect(await findInstalled([old, current])).toEqual({
      found: { path, version: '7.0.15' },
      refused: [{ path: join(old, 'redis-server'), version: '5.0.14' }],
    });
  });

  it('is not a folder, a file that cannot be run, or another program', async () => {
    mkdirSync(join(dir, 'a', 'redis-server'), { recursive: true });
    mkdirSync(join(dir, 'b'));
    writeFileSync(join(dir, 'b', 'redis-server'), 'text', { mode: 0o644 });
    program(join(dir, 'c'), 'hello');
    const { found, refused } = await findInstalled(['a', 'b', 'c'].map((name) => join(dir, name)));
    expect(found).toBeNull();
    expect(refused).toEqual([{ path: join(dir, 'c', 'redis-server'), version: null }]);
  });

  it('that a person chose and is too old is refused with what to do', async () => {
    const path = program(dir, 'Redis server v=5.0.14 sha=00000000:0');
    await expect(checkRedis(path)).rejects.toMatchObject({
      code: 'redis-too-old',
      message: expect.stringMatching(/Redis 5\.0\.14.*6\.2 or newer.*[Ii]nstall/),
    });
  });

  it('that a person chose and is none is refused with what to do', async () => {
    await expect(checkRedis(join(dir, 'nothing'))).rejects.toMatchObject({
      code: 'redis-missing',
      message: expect.stringContaining(join(dir, 'nothing')),
    });
  });
});

describe('the bundled Redis', () => {
  function bundle(overrides: object = {}): string {
    const path = program(dir, redis7);
    const sha256 = createHash('sha256').update(`#!/bin/sh\necho '${redis7}'\n`).digest('hex');
    const manifest = {
      name: 'Redis',
      version: '7.0.15',
      file: 'redis-server',
      sha256,
      licence: 'BSD-3-Clause',
    };
    writeFileSync(join(dir, 'manifest.json'), JSON.stringify({ ...manifest, ...overrides }));
    return path;
  }

  it('is used when it is what its manifest says', async () => {
    const path = bundle();
    expect(await findBundled(dir)).toEqual({ path, version: '7.0.15' });
  });

  it('is none where there is no manifest', async () => {
    expect(await findBundled(join(dir, 'nothing'))).toBeNull();
  });

  it.each([
    ['was changed', { sha256: '0'.repeat(64) }],
    ['is missing', { file: 'valkey-server' }],
    ['lies elsewhere', { file: '../redis-server' }],
  ])('that %s is refused', async (_what, overrides) => {
    bundle(overrides);
    await expect(findBundled(dir)).rejects.toMatchObject({ code: 'redis-damaged' });
  });

  it('with a manifest that is no JSON is refused', async () => {
    bundle();
    writeFileSync(join(dir, 'manifest.json'), '{');
    await expect(findBundled(dir)).rejects.toMatchObject({ code: 'redis-damaged' });
  });
});

describe('installing by the package manager', () => {
  const has =
    (...programs: string[]) =>
    (name: string) =>
      programs.includes(name);

  it('is done as root', () => {
    const plan = planInstall(has('apt-get'), { root: true, sudo: false });
    expect(plan?.commands.at(-1)?.command.slice(0, 3)).toEqual(['apt-get', '-q', 'install']);
  });

  it('is done by sudo that asks nothing', () => {
    const plan = planInstall(has('dnf'), { root: false, sudo: true });
    expect(plan?.commands[0]?.command).toEqual(['sudo', '-n', 'dnf', '-q', '-y', 'install', 'redis']);
  });

  it('is not done where it would need a password', () => {
    expect(planInstall(has('apt-get', 'dnf'), { root: false, sudo: false })).toBeNull();
  });

  it('uses Homebrew only as a user', () => {
    expect(planInstall(has('brew'), { root: false, sudo: false })?.manager).toBe('brew');
    expect(planInstall(has('brew'), { root: true, sudo: false })).toBeNull();
  });

  it('is not done with a manager that is unknown', () => {
    expect(planInstall(has('emerge'), { root: true, sudo: true })).toBeNull();
  });

  it.each(['linux', 'darwin', 'win32'] as const)('has words for a person on %s', (platform) => {
    expect(installHint(platform)).toMatch(/^(Install|Put)/);
  });
});

describe('the config file of Redis', () => {
  const config = redisConfig({ port: 7_000, password: 'the password' });

  it('holds what the engine depends on', () => {
    for (const line of [
      'bind 127.0.0.1',
      'port 7000',
      'appendonly yes',
      'appendfsync everysec',
      'maxmemory-policy noeviction',
      'save ""',
    ]) {
      expect(config.split('\n')).toContain(line);
    }
  });

  it('does not hold the password', () => {
    expect(config).not.toContain('the password');
  });
});

describe('the folder of Redis', () => {
  async function runningFolder(...parts: string[]): Promise<{ folder: string; identity: string }> {
    const folder = join(dir, 'redis');
    await prepareFolder(folder, 'port 1');
    for (const part of parts) {
      mkdirSync(join(folder, part, '..'), { recursive: true });
      writeFileSync(join(folder, part), '');
    }
    return { folder, identity: (await folderIdentity(folder)) ?? '' };
  }
  const since7 = ['appendonlydir/appendonly.aof.manifest', 'appendonlydir/appendonly.aof.1.incr.aof'];

  it.each([[['appendonly.aof']], [since7]])('is intact with %j', async (parts) => {
    const { folder, identity } = await runningFolder(...parts);
    expect(await isIntact(folder, identity)).toBe(true);
  });

  it.each(['', 'redis.conf', 'appendonlydir', since7[0] ?? '', since7[1] ?? ''])(
    'is not when somebody deleted %j',
    async (gone) => {
      const { folder, identity } = await runningFolder(...since7);
      rmSync(join(folder, gone), { recursive: true });
      expect(await isIntact(folder, identity)).toBe(false);
    },
  );

  it('is not when somebody put another one in its place', async () => {
    const { folder, identity } = await runningFolder('appendonly.aof');
    renameSync(folder, `${folder}.old`);
    const { identity: other } = await runningFolder('appendonly.aof');
    expect(other).not.toBe(identity);
    expect(await isIntact(folder, identity)).toBe(false);
  });
});

describe('what Redis says of itself', () => {
  it('is read field by field', () => {
    const info = '# Persistence\r\nloading:0\r\naof_last_write_status:ok\r\n';
    expect(infoField(info, 'aof_last_write_status')).toBe('ok');
    expect(infoField(info, 'write_status')).toBe('');
  });

  it.each([
    ['It ended with code 1: Write error writing append only file on disk: No space left on device', true],
    ['It could not be started: ENOSPC: no space left on device, write', true],
    ["It ended with code 1: Can't open the append-only file: Permission denied", false],
  ])('%j means a full disk: %s', (reason, full) => {
    expect(isDiskFull(reason)).toBe(full);
  });

  const facts = { pid: 10, appendonly: 'yes', maxmemoryPolicy: 'noeviction' };

  it.each([
    [facts, null],
    [{ ...facts, pid: 11 }, /Another program/],
    [{ ...facts, appendonly: 'no' }, /appendonly no/],
    [{ ...facts, maxmemoryPolicy: 'allkeys-lru' }, /allkeys-lru/],
  ])('%j is judged', (given, objection) => {
    const judged = objectionTo(given, 10);
    if (objection === null) expect(judged).toBeNull();
    else expect(judged).toMatch(objection);
  });
});
