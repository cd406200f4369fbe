import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startHeadless, type HeadlessEngine } from '../../support/engine.ts';
import { processesOn } from '../../support/processes.ts';
import { startTestRedis, type TestRedis } from '../../support/redis.ts';
import { until } from '../../support/until.ts';

let redis: TestRedis;
let dataDir: string;
let engine: HeadlessEngine | null = null;
beforeEach(async () => {
  redis = await startTestRedis();
  dataDir = mkdtempSync(join(tmpdir(), 'dockhand-test-external-'));
  const { port, password } = redis.address;
  writeFileSync(
    join(dataDir, 'settings.json'),
    JSON.stringify({ redis: { url: `redis://:${password}@127.0.0.1:${port}` } }),
  );
});
afterEach(async () => {
  await engine?.stop();
  engine = null;
  await redis.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function answers(): Promise<boolean> {
  const client = new Redis({ ...redis.address, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  client.on('error', () => {});
  try {
    return (await client.ping()) === 'PONG';
  } catch {
    return false;
  } finally {
    client.disconnect();
  }
}

test('an engine on a Redis of the site starts none of its own, works, and shows where it is but not the password', async () => {
  engine = await startHeadless({ dataDir });
  const file = join(dataDir, 'customers.csv');
  writeFileSync(file, 'Customer number,Company name\n1,Alpha\n2,Beta\n');
  const { client } = engine;
  const staged = await client.files.stage({ path: file });
  const { importId } = await client.imports.start({ ...staged, entity: 'customer' });
  await until('the import is done', async () => (await client.imports.get({ importId })).state === 'done');
  const status = await client.system.status();
  expect(status.engine?.redis).toMatchObject({
    source: 'external',
    place: `127.0.0.1:${redis.address.port}`,
  });
  expect(status.engine?.children.map(({ role }) => role)).not.toContain('redis');
  const logs = readdirSync(join(dataDir, 'logs')).map((name) =>
    readFileSync(join(dataDir, 'logs', name), 'utf8'),
  );
  const processes = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
  for (const text of [...logs, JSON.stringify(status), processes])
    expect(text).not.toContain(redis.address.password);
});

test('neither the end nor the death of the engine ends the Redis of the site', async () => {
  engine = await startHeadless({ dataDir });
  await engine.stop();
  expect(await answers()).toBe(true);
  engine = await startHeadless({ dataDir });
  await engine.kill9();
  engine = null;
  await until('all children are gone', () => processesOn(dataDir).length === 0);
  expect(await answers()).toBe(true);
});

test('doctor compares the jobs there, minds who may read the password, and blames nothing of the site’s on Dockhand', async () => {
  engine = await startHeadless({ dataDir });
  const { client } = engine;
  const findings = async () => {
    const all = await client.system.doctor();
    return new Map(all.map((finding) => [finding.id, finding]));
  };
  const place = `127.0.0.1:${redis.address.port}`;
  const sound = await until('the jobs of the schedules are there', async () => {
    const found = await findings();
    return /agree: [1-9]/.test(found.get('jobs-in-redis')?.detail ?? '') ? found : false;
  });
  expect(sound.get('redis')).toMatchObject({
    level: 'ok',
    detail: expect.stringContaining(place) as string,
  });
  expect(sound.get('settings-file')?.level).toBe('warning');
  chmodSync(join(dataDir, 'settings.json'), 0o600);
  await redis.kill();
  const broken = await findings();
  expect(broken.get('settings-file')?.level).toBe('ok');
  expect(broken.get('jobs-in-redis')?.level).toBe('warning');
  expect(broken.get('redis')).toMatchObject({
    level: 'problem',
    detail: expect.stringContaining(place) as string,
    fix: expect.not.stringMatching(/restart/i) as string,
  });
  expect(JSON.stringify([...sound, ...broken])).not.toContain(redis.address.password);
});

test('a settings file that cannot be used keeps the engine from starting, and says what is wrong', async () => {
  writeFileSync(join(dataDir, 'settings.json'), '{"redis":{"url":"cache:6379"}}');
  await expect(startHeadless({ dataDir })).rejects.toThrow('redis.url');
});
