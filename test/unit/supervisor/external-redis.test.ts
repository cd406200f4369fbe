import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  externalRedis,
  parseRedisUrl,
  redisPlace,
  takeExternalRedis,
} from '../../../electron/supervisor/redis/external.ts';

const node = (host: string, port: number) => ({ host, port });

test.each([
  ['redis://cache', { ...node('cache', 6379), password: '', db: 0 }],
  ['redis://:s3cret@10.0.0.5:6380/2', { ...node('10.0.0.5', 6380), password: 's3cret', db: 2 }],
  [
    'rediss://dock:p%40ss%2Fword@cache.example:6390',
    {
      ...node('cache.example', 6390),
      username: 'dock',
      password: 'p@ss/word',
      db: 0,
      tls: { servername: 'cache.example', ca: 'PEM' },
    },
  ],
  ['redis://[::1]:7000', { ...node('::1', 7000), password: '', db: 0 }],
  [
    'redis+sentinel://:pw@one,two:26380/warehouse',
    { sentinels: [node('one', 26_379), node('two', 26_380)], master: 'warehouse', password: 'pw', db: 0 },
  ],
  [
    'redis+cluster://dock:pw@a:7001,b:7002',
    { cluster: [node('a', 7001), node('b', 7002)], username: 'dock', password: 'pw' },
  ],
  // Each server proves its own name, not that of the first.
  [
    'rediss+sentinel://one.test,two.test/main',
    {
      sentinels: [node('one.test', 26_379), node('two.test', 26_379)],
      master: 'main',
      password: '',
      db: 0,
      tls: { ca: 'PEM' },
    },
  ],
])('%s', (url, expected) => {
  expect(parseRedisUrl(url, 'PEM')).toEqual(expected);
});

test.each([
  ['http://cache', 'begin with'],
  ['cache:6379', 'begin with'],
  ['redis://', 'no host'],
  ['redis://a b', 'no host'],
  ['redis://cache:0', 'not a port'],
  ['redis://cache:70000', 'not a port'],
  ['redis://cache/one', 'number'],
  ['redis://one,two', 'one host'],
  ['redis+sentinel://one', 'master'],
  ['redis+cluster://one/1', 'no database'],
  ['redis://:%zz@cache', 'hexadecimal'],
])('%s is refused, saying why', (url, why) => {
  expect(() => parseRedisUrl(url)).toThrow(why);
});

test('an error never repeats the password', () => {
  expect(() => parseRedisUrl('redis://:s3cret@cache:0')).toThrow(/^(?!.*s3cret)/);
  expect(redisPlace(parseRedisUrl('redis+sentinel://u:s3cret@one,two/main'))).toBe(
    'main by one:26379, two:26379',
  );
});

describe('where it comes from', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'dockhand-test-settings-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));
  const settings = (text: string) => writeFileSync(join(dataDir, 'settings.json'), text);

  test('nothing set is the bundled one', () => {
    expect(externalRedis(dataDir, {})).toBeNull();
    settings('{}');
    expect(externalRedis(dataDir, {})).toBeNull();
  });

  test('settings.json names it, and the environment overrides that', () => {
    settings('{"redis":{"url":"redis://from-file"}}');
    expect(externalRedis(dataDir, {})).toMatchObject({ host: 'from-file' });
    const env = { DOCKHAND_REDIS_URL: 'redis://:s3cret@from-env' };
    expect(externalRedis(dataDir, env)).toMatchObject({ host: 'from-env' });
    expect(takeExternalRedis(dataDir, env)).toMatchObject({ host: 'from-env' });
    // Not inherited by the processes that are started from here.
    expect(env).toEqual({});
  });

  test('a file that is not right, or a missing authority, is an error and not the bundled one', () => {
    settings('{"redis":"redis://x"}');
    expect(() => externalRedis(dataDir, {})).toThrow('settings.json');
    settings('{"redis":{"url":"rediss://x","caFile":"/nowhere/ca.pem"}}');
    expect(() => externalRedis(dataDir, {})).toThrow('authority');
  });
});
