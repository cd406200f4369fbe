/** E-mail by the command line on a running engine: real workers, a real mail server, and the office worker killed while it sends. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DoubtfulEffect, MailRow, MailSettingsView, Page } from '../../../workers/api/wire.ts';
import { runCli, runJson } from '../../support/cli.ts';
import { headlessProgram, startHeadless, type HeadlessEngine } from '../../support/engine.ts';
import { startMailServer, type MailServer } from '../../support/mail-server.ts';
import { until } from '../../support/until.ts';
import { invoices, put } from './files.ts';

const password = 'geheim-2718';
const folder = mkdtempSync(join(tmpdir(), 'dockhand-mail-'));
let engine: HeadlessEngine;
let server: MailServer;

const json = <T>(...args: string[]) => runJson<T>(engine.dataDir, ...args);
const outbox = async () => (await json<Page<MailRow>>('mail', 'outbox')).json.rows;
const untilAll = (what: string, fits: (mail: MailRow) => boolean, limitMs = 60_000) =>
  until(
    what,
    async () => {
      const mails = await outbox();
      return mails.length > 0 && mails.every(fits) ? mails : null;
    },
    limitMs,
  );

beforeAll(async () => {
  server = await startMailServer({ account: { user: 'clerk', password } });
  engine = await startHeadless();
  await runCli(engine.dataDir, 'import', put(folder, 'invoices.csv', invoices), '--type', 'invoice');
}, 180_000);
afterAll(async () => {
  await engine?.stop();
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function setUp(): Promise<MailSettingsView> {
  const args = [
    'mail',
    'settings',
    '--host',
    'localhost',
    '--port',
    String(server.port),
    '--security',
    'none',
  ];
  const from = [
    '--from-address',
    'billing@cargo.example',
    '--user',
    'clerk',
    '--per-minute',
    '600',
    '--password-stdin',
  ];
  const child = spawn(process.execPath, [
    headlessProgram,
    ...args,
    ...from,
    '--data',
    engine.dataDir,
    '--json',
  ]);
  child.stdin.end(`${password}\n`);
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await once(child, 'close');
  return JSON.parse(said) as MailSettingsView;
}

it(
  'is set up with a password from standard input, tried, and sends invoices once',
  { timeout: 180_000 },
  async () => {
    const refused = await json<{ error: { code: string } }>(
      'invoices',
      'email',
      'A-1',
      '--to',
      'pay@acme.example',
    );
    expect(refused).toMatchObject({ code: 1, json: { error: { code: 'mail-not-set-up' } } });
    expect(await setUp()).toMatchObject({ password: 'file', settings: { user: 'clerk', perMinute: 600 } });
    expect(await json('mail', 'test', 'me@cargo.example')).toMatchObject({ code: 0, json: { code: 250 } });
    expect(await json('invoices', 'email', 'A-1')).toMatchObject({
      code: 1,
      json: { error: { code: 'address-missing' } },
    });
    const all = ['invoices', 'email', '--all', '--to', 'pay@acme.example'] as const;
    expect(await json(...all)).toMatchObject({ code: 0, json: { mails: 3, already: 0 } });
    await untilAll('they were sent', ({ state }) => state === 'sent');
    expect(await json(...all)).toMatchObject({ code: 0, json: { mails: 0, already: 3 } });
    expect(server.received.map(({ to }) => to).sort()).toEqual([
      'me@cargo.example',
      'pay@acme.example',
      'pay@acme.example',
      'pay@acme.example',
    ]);
  },
);

it(
  'a worker killed in the middle of a mail leaves it in doubt; with a person’s word it arrives once',
  { timeout: 180_000 },
  async () => {
    let isReached = false;
    server.options = {
      ...server.options,
      faultAt: (stage) => {
        if (stage !== 'dot' || isReached) return null;
        isReached = true;
        return 'silence';
      },
    };
    await json('invoices', 'email', 'A-1', '--to', 'killed@acme.example');
    await until('the message is there', () => isReached, 60_000);
    const { engine: snapshot } = await engine.client.system.status();
    const office = snapshot?.children.find(({ role }) => role === 'office');
    process.kill(office?.pid ?? 0, 'SIGKILL');
    const doubtful = await until(
      'it is in doubt',
      async () => {
        const { rows } = (await json<Page<DoubtfulEffect>>('effects')).json;
        return rows.length > 0 ? rows : null;
      },
      60_000,
    );
    expect(doubtful).toMatchObject([{ title: expect.stringContaining('killed@acme.example') as string }]);
    expect((await outbox())[0]).toMatchObject({ state: 'unknown', recipient: 'killed@acme.example' });
    const isIn = () => server.received.filter(({ to }) => to === 'killed@acme.example').length;
    expect(isIn()).toBe(0);
    await json('effects', 'resolve', doubtful[0]?.key ?? '', '--did-not-happen');
    await untilAll('it was sent', ({ state }) => state === 'sent');
    expect(isIn()).toBe(1);
  },
);

it(
  'mails that are held go out when that is asked for, and the password is in no log',
  { timeout: 180_000 },
  async () => {
    server.options = {
      ...server.options,
      faultAt: (stage) => (stage === 'auth' ? `535 5.7.8 ${password}` : null),
    };
    await json('invoices', 'email', 'A/2', '--to', 'held@acme.example');
    await until('it is held', async () => (await outbox())[0]?.state === 'held', 60_000);
    expect((await runCli(engine.dataDir, 'mail', 'settings')).stdout).toMatch(
      /held since .*refused the login/,
    );
    server.options = { ...server.options, faultAt: () => null };
    expect(await json('mail', 'retry', '--held')).toMatchObject({ code: 0, json: { retried: 1 } });
    await untilAll('it was sent', ({ state }) => state === 'sent');
    const logs = join(engine.dataDir, 'logs');
    const logged = readdirSync(logs)
      .map((name) => readFileSync(join(logs, name), 'utf8'))
      .join('\n');
    expect(logged).toContain('email/send-invoice');
    expect(logged).not.toContain(password);
    expect(readFileSync(join(engine.dataDir, 'dockhand.sqlite'), 'latin1')).not.toContain(password);
  },
);
