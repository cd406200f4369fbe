/** The support bundle with secrets planted where they could be: in files, in settings, in logs; with Redis down and a damaged database. */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { zipEntries } from '../../support/zip-entries.ts';
import { startTestApi, type TestApi } from './api.ts';

const secrets = {
  smtp: 'tide-Chart 9',
  redis: 'gate-17-lock',
  fmcsa: '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567',
  bearer: 'eyJhbGciOi.J9abc-1.sig',
  webhook: 'T0AB/B1CD/xyzzyplugh',
};
const mails = ['billing@prairie.example', 'ap@harbor.example'];

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await api.client.mail.saveSettings({
    settings: {
      host: 'smtp.prairie.example',
      port: 587,
      security: 'starttls',
      user: mails[0] ?? '',
      fromAddress: mails[0] ?? '',
    },
    password: secrets.smtp,
  });
  writeFileSync(
    join(api.dataDir, 'settings.json'),
    JSON.stringify({ redis: { url: `rediss://dock:${secrets.redis}@10.0.0.9:6379` } }),
  );
  const logs = join(api.dataDir, 'logs');
  mkdirSync(logs, { recursive: true });
  const line = (event: string) => JSON.stringify({ at: '2026-11-24T19:43:32.120Z', level: 'error', event });
  for (let i = 0; i < 40; i += 1) writeFileSync(join(logs, `press-${i}.log`), `${line(`start ${i}`)}\n`);
  writeFileSync(
    join(logs, 'office.log'),
    [
      line(`535 login failed for ${mails[0]} with ${secrets.smtp}`),
      line(`GET https://mobile.fmcsa.dot.gov/qc/services/carriers/1?webKey=${secrets.fmcsa}`),
      line(`the key ${secrets.fmcsa} was refused`),
      line(`Authorization: Bearer ${secrets.bearer}`),
      line(`POST https://hooks.example.com/services/${secrets.webhook} said 500`),
      line(`NOAUTH ${secrets.redis}`),
      line(`statement to ${mails[1]} over $12,345.67`),
      line('ECONNREFUSED 127.0.0.1:6379'),
    ].join('\n'),
  );
  const padding = `${line('nothing in particular')}\n`.repeat(10_000);
  for (let i = 0; i < 3; i += 1) appendFileSync(join(logs, 'api.log'), padding);
}, 60_000);
afterAll(() => api.close());

async function bundle(): Promise<Map<string, string>> {
  const file = await api.client.system.supportBundle();
  expect(file.name).toMatch(/^dockhand-support-.*\.zip$/);
  const entries = zipEntries(Buffer.from(await file.arrayBuffer()));
  return new Map(entries.map(({ name, data }) => [name, data.toString()]));
}

describe('the support bundle', () => {
  it('holds no secret, no e-mail address and no amount, and keeps what helps', async () => {
    const entries = await bundle();
    const all = [...entries.entries()].flat().join('\n');
    for (const secret of [...Object.values(secrets), ...mails, '12,345']) expect(all).not.toContain(secret);
    expect(entries.get('logs/office.log')).toContain('ECONNREFUSED 127.0.0.1:6379');
    expect(entries.get('logs/office.log')).toContain('https://hooks.example.com/');
    expect(entries.get('settings.json')).toContain('smtp.prairie.example');
    expect(entries.get('settings.json')).toContain('starttls');
    expect(JSON.parse(entries.get('tables.json') ?? '')).toContainEqual({ table: 'site', rows: 1 });
    expect(JSON.parse(entries.get('database.json') ?? '')).toMatchObject({ migration: expect.any(Number) });
    // There is no Redis here: the checks say so, and the rest is there.
    expect(entries.get('doctor.json')).toContain('does not answer');
  });

  it('is bounded: the ends of the newest logs, in whole lines', async () => {
    const entries = await bundle();
    expect([...entries.keys()].filter((name) => name.startsWith('logs/'))).toHaveLength(16);
    const log = entries.get('logs/api.log') ?? '';
    expect(log.length).toBeLessThanOrEqual(512 * 1024);
    expect(log.length).toBeGreaterThan(500 * 1024);
    expect(log.startsWith('{"at"')).toBe(true);
  });

  it('says in its place what could not be read', async () => {
    api.store.raw.exec('ALTER TABLE setting RENAME TO setting_away');
    try {
      const entries = await bundle();
      expect(entries.get('settings.error.txt')).toContain('no such table');
      expect(entries.has('tables.json')).toBe(true);
    } finally {
      api.store.raw.exec('ALTER TABLE setting_away RENAME TO setting');
    }
  });
});
