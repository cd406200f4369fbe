import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bytesText } from '../../../workers/api/doctor/check.ts';
import { judge as judgeChildren } from '../../../workers/api/doctor/children.ts';
import { judge as judgeClock } from '../../../workers/api/doctor/clock.ts';
import { judge as judgeSpace } from '../../../workers/api/doctor/disk-space.ts';
import { judge as judgeJobs } from '../../../workers/api/doctor/jobs-in-redis.ts';
import { down, judge as judgeRedis, unreachable } from '../../../workers/api/doctor/redis.ts';
import { lookAt } from '../../../workers/api/doctor/settings-file.ts';
import type { ChildSnapshot } from '../../../workers/protocol.ts';
import type { Difference } from '../../../workers/queues/agreement.ts';
import type { ServerFacts } from '../../../workers/queues/redis-facts.ts';

const child = (name: string, more: Partial<ChildSnapshot> = {}): ChildSnapshot => ({
  name,
  role: 'press',
  state: 'ready',
  pid: 1,
  instanceId: 'i',
  since: 0,
  restarts: 0,
  reasons: [],
  ...more,
});

const sound: ServerFacts = {
  version: '7.0.15',
  appendOnly: true,
  appendOk: true,
  evictionPolicy: 'noeviction',
  role: 'master',
};

describe('doctor', () => {
  it('judges the processes by the worst of them and says why', () => {
    expect(judgeChildren(null).level).toBe('warning');
    expect(judgeChildren([child('api'), child('press-1')])).toMatchObject({ level: 'ok', fix: null });
    const trouble = { reasons: [{ at: 1, reason: 'killed by signal 9' }] };
    expect(judgeChildren([child('press-1', { restarts: 2, ...trouble })])).toMatchObject({
      level: 'ok',
      detail: expect.stringContaining('press-1: killed by signal 9') as string,
    });
    const starting = judgeChildren([child('api'), child('press-1', { state: 'starting' })]);
    expect(starting).toMatchObject({
      level: 'warning',
      detail: expect.stringContaining('press-1 is starting') as string,
    });
    const lost = judgeChildren([
      child('press-1', { state: 'gave-up', ...trouble }),
      child('a', { state: 'starting' }),
    ]);
    expect(lost.level).toBe('problem');
    expect(lost.detail).toContain('killed by signal 9');
  });

  it.each([
    ['far in the past', Date.UTC(2001, 0, 1), 0, 'problem'],
    ['behind what was written', Date.UTC(2026, 10, 1), Date.UTC(2026, 10, 2), 'warning'],
    ['a little behind, as after a correction', Date.UTC(2026, 10, 1), Date.UTC(2026, 10, 1) + 60_000, 'ok'],
    ['right', Date.UTC(2026, 10, 2), Date.UTC(2026, 10, 1), 'ok'],
  ])('judges a clock that is %s', (_how, now, newest, level) => {
    expect(judgeClock(now, newest).level).toBe(level);
  });

  it.each([
    [100e6, 1e6, 'problem'],
    [900e6, 1000e6, 'problem'],
    [900e6, 1e6, 'warning'],
    [3e9, 2e9, 'warning'],
    [50e9, 2e9, 'ok'],
  ])('judges %d free bytes beside a database of %d as %s', (free, database, level) => {
    expect(judgeSpace(free, database, '/data').level).toBe(level);
  });

  it.each([
    [{ version: '5.0.14' }, 'problem'],
    [{ role: 'slave' }, 'problem'],
    [{ evictionPolicy: 'allkeys-lru' }, 'problem'],
    [{ appendOnly: false }, 'warning'],
    [{ appendOk: false }, 'warning'],
    [{}, 'ok'],
    [{ version: null }, 'ok'],
  ] satisfies [Partial<ServerFacts>, string][])('judges a Redis with %j as %s', (facts, level) => {
    expect(judgeRedis([{ ...sound, ...facts }], 'own').level).toBe(level);
    expect(judgeRedis([{ ...sound, ...facts }], 'external').level).toBe(level);
  });

  it('says which version of Redis is there and which is needed', () => {
    const { detail } = judgeRedis([{ ...sound, version: '5.0.14' }], 'external', 'redis.example:6379');
    expect(detail).toBe('Redis 5.0.14 (redis.example:6379) is too old: Dockhand needs 6.0.6 or newer.');
  });

  it('judges a cluster by the worst of its servers, whichever that is', () => {
    const servers = [{ ...sound, appendOnly: false }, { ...sound, evictionPolicy: 'volatile-lru' }, sound];
    expect(judgeRedis(servers, 'external')).toMatchObject({
      level: 'problem',
      detail: expect.stringContaining('volatile-lru') as string,
    });
  });

  it('never advises to restart Dockhand for what a Redis of the site’s own does wrong', () => {
    const flawed: Partial<ServerFacts>[] = [
      { version: '5.0.14' },
      { role: 'slave' },
      { evictionPolicy: 'allkeys-lru' },
      { appendOnly: false },
      { appendOk: false },
    ];
    const fixes = [
      ...flawed.map((facts) => judgeRedis([{ ...sound, ...facts }], 'external').fix),
      unreachable('connect ECONNREFUSED', 'redis.example:6379').fix,
    ];
    for (const fix of fixes) expect(fix).toEqual(expect.not.stringMatching(/restart Dockhand/i));
    expect(down('connect ECONNREFUSED', child('redis', { role: 'redis' })).fix).toMatch(/restart Dockhand/i);
  });

  it.each([
    [[], 0, 'ok'],
    [['strange'], 0, 'warning'],
    [['strange', 'missing'], 0, 'problem'],
    [['owed'], 0, 'problem'],
    [[], 3, 'problem'],
  ] satisfies [Difference[], number, string][])(
    'judges jobs that stay %j, and %d paused, as %s',
    (differences, paused, level) => {
      const queue = { queue: 'import', waiting: 2, active: 1, delayed: 0, failed: 0, oldestWaiting: 'a' };
      const lasting = new Map(differences.map((difference, index) => [`job-${index}`, difference]));
      expect(judgeJobs({ queues: [{ ...queue, paused }], lasting }).level).toBe(level);
    },
  );

  it.skipIf(process.platform === 'win32').each([
    ['{"redis":{"url":"rediss://dockhand:secret@redis.example"}}', 0o644, 'warning'],
    ['{"redis":{"url":"redis:\\/\\/:secret@redis.example"}}', 0o640, 'warning'],
    ['{"redis":{"url":"redis+sentinel://:secret@one,two/main"', 0o622, 'warning'],
    ['{"redis":{"url":"rediss://dockhand:secret@redis.example"}}', 0o600, 'ok'],
    ['{"redis":{"url":"redis://redis.example:6379"}}', 0o644, 'ok'],
    [null, 0, 'ok'],
  ])('judges a settings.json of %s with the mode %o as %s', async (text, mode, level) => {
    const folder = mkdtempSync(join(tmpdir(), 'dockhand-test-settings-'));
    const path = join(folder, 'settings.json');
    if (text !== null) {
      writeFileSync(path, text);
      chmodSync(path, mode);
    }
    const found = await lookAt(path);
    rmSync(folder, { recursive: true });
    expect(found.level).toBe(level);
    expect(found.detail).not.toContain('secret');
    if (level === 'warning') expect(found.fix).toContain(`chmod 600 '${path}'`);
  });

  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1000, '1.0 kB'],
    [82_834_000_000, '82.8 GB'],
  ])('writes %d bytes as %s', (bytes, text) => {
    expect(bytesText(bytes)).toBe(text);
  });
});
