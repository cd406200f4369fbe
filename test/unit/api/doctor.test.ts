import { describe, expect, it } from 'vitest';
import { bytesText } from '../../../workers/api/doctor/check.ts';
import { judge as judgeChildren } from '../../../workers/api/doctor/children.ts';
import { judge as judgeClock } from '../../../workers/api/doctor/clock.ts';
import { judge as judgeSpace } from '../../../workers/api/doctor/disk-space.ts';
import { judge as judgeRedis, parseInfo } from '../../../workers/api/doctor/redis.ts';
import type { ChildSnapshot } from '../../../workers/protocol.ts';

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

  it('reads what Redis says of itself', () => {
    const info = parseInfo(
      '# Server\r\nredis_version:7.0.15\r\nexecutable:C:\\redis\r\n\r\naof_enabled:1\r\n',
    );
    expect(info.get('redis_version')).toBe('7.0.15');
    expect(info.get('executable')).toBe('C:\\redis');
    expect(info.get('aof_enabled')).toBe('1');
  });

  it.each([
    [{ policy: 'allkeys-lru' }, 'problem'],
    [{ appendOnly: false }, 'warning'],
    [{ appendOk: false }, 'warning'],
    [{}, 'ok'],
  ])('judges a Redis with %j as %s', (facts, level) => {
    const sound = { version: '7.0.15', appendOnly: true, appendOk: true, policy: 'noeviction' };
    expect(judgeRedis({ ...sound, ...facts }).level).toBe(level);
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
