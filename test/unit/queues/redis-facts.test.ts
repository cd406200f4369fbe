import { expect, test } from 'vitest';
import { flawsOf, parseFacts, unfitness } from '../../../workers/queues/redis-facts.ts';

const info = (more: Record<string, string> = {}) =>
  Object.entries({
    redis_version: '7.0.15',
    executable: String.raw`C:\redis`,
    aof_enabled: '1',
    aof_last_bgrewrite_status: 'ok',
    aof_last_write_status: 'ok',
    maxmemory_policy: 'noeviction',
    role: 'master',
    ...more,
  })
    .map(([name, value]) => `${name}:${value}\r\n`)
    .join('');

test('what a server says of itself is read from its answer to INFO', () => {
  expect(parseFacts(`# Server\r\n${info()}`)).toEqual({
    version: '7.0.15',
    evictionPolicy: 'noeviction',
    appendOnly: true,
    appendOk: true,
    role: 'master',
  });
  expect(parseFacts('').version).toBeNull();
});

test.each([
  ['6.0.6', []],
  ['6.0.16', []],
  ['6.2', []],
  ['10.0.0', []],
  ['7.2.4-rc1', []],
  ['6.0.5', ['too-old']],
  ['6.0', ['too-old']],
  ['5.0.14', ['too-old']],
])('version %s has the flaws %j', (version, flaws) => {
  expect(flawsOf(parseFacts(info({ redis_version: version })))).toEqual(flaws);
});

test('what keeps jobs from being handed over comes before what does not', () => {
  const facts = parseFacts(info({ maxmemory_policy: 'allkeys-lru', aof_enabled: '0', role: 'slave' }));
  expect(flawsOf(facts)).toEqual(['read-only', 'evicts', 'memory-only']);
  expect(unfitness(facts)).toBe('read-only');
  expect(unfitness(parseFacts(info({ redis_version: '5.0.0' })))).toBe('too-old');
});

test('a Redis that keeps no file, or cannot write it, is given jobs all the same', () => {
  expect(unfitness(parseFacts(info({ aof_enabled: '0' })))).toBeNull();
  const failing = parseFacts(info({ aof_last_write_status: 'err' }));
  expect([flawsOf(failing), unfitness(failing)]).toEqual([['cannot-write'], null]);
});
