import { readFileSync, statSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startMailServer, type MailServer } from '../../support/mail-server.ts';
import { failure, startTestApi, type TestApi } from './api.ts';

const password = 'geheim-0815';
let api: TestApi;
let server: MailServer;
beforeAll(async () => {
  api = await startTestApi();
  server = await startMailServer({ account: { user: 'clerk', password } });
});
afterAll(async () => {
  await server.close();
  await api.close();
});

const settings = () => ({
  host: 'localhost',
  port: server.port,
  security: 'none' as const,
  user: 'clerk',
  fromName: 'Cargo',
  fromAddress: 'billing@cargo.example',
});

let invoices = 0;
function invoiceOf(email: string | null): string {
  return api.store.write('user:test', (tx) => {
    const number = `M-${++invoices}`;
    const { id: customerId } = tx.create('customer', { number, legalName: number, email });
    const [issueDate, subtotalCents, totalCents] = ['2026-01-05', 100, 100];
    return tx.create('invoice', {
      number,
      customerId,
      billToName: number,
      issueDate,
      subtotalCents,
      totalCents,
    }).id;
  });
}

it('nothing is sent before e-mail is set up', async () => {
  expect(await api.client.mail.settings()).toEqual({ settings: null, password: null, hold: null });
  const send = api.client.mail.send({ invoices: { ids: [invoiceOf('a@acme.example')] } });
  expect(await failure(send)).toMatchObject({ data: { code: 'mail-not-set-up' } });
});

it('settings that could end in a header or name no server are refused', async () => {
  for (const wrong of [
    { fromAddress: 'billing' },
    { fromAddress: 'a@b.example\r\nBcc: x@y.example' },
    { fromName: 'Cargo\r\nBcc: x@y.example' },
    { host: 'mail.example/..' },
    { port: 0 },
    { perMinute: 0 },
  ])
    await expect(
      api.client.mail.saveSettings({ settings: { ...settings(), ...wrong }, password }),
    ).rejects.toThrow();
  expect(await api.client.mail.settings()).toMatchObject({ settings: null, password: null });
});

it('the password goes in and is in no answer, no error, no log and not in the database', async () => {
  const answers: unknown[] = [await api.client.mail.saveSettings({ settings: settings(), password })];
  answers.push(await api.client.mail.settings());
  answers.push(await api.client.mail.test({ to: 'me@cargo.example' }));
  const { faultAt: _, ...options } = server.options;
  const base64 = Buffer.from(`\0clerk\0${password}`).toString('base64');
  server.options = {
    ...options,
    faultAt: (at) => (at === 'auth' ? `535 5.7.8 ${password} ${base64}` : null),
  };
  answers.push(await failure(api.client.mail.test({ to: 'me@cargo.example' })));
  server.options = options;
  expect(answers[1]).toMatchObject({ password: 'file', settings: { user: 'clerk', perMinute: 30 } });
  expect(answers[3]).toMatchObject({ data: { code: 'mail-login-refused' } });
  api.store.raw.pragma('wal_checkpoint(TRUNCATE)');
  const everything = [
    JSON.stringify(answers),
    JSON.stringify(api.logged),
    readFileSync(api.store.paths.database, 'latin1'),
  ].join('\n');
  expect(everything).not.toContain(password);
  expect(everything).not.toContain(base64);
  expect(readFileSync(api.store.paths.secrets, 'utf8')).toContain(password);
  expect(statSync(api.store.paths.secrets).mode & 0o777).toBe(0o600);
  expect(server.received).toMatchObject([{ to: 'me@cargo.example' }]);
});

it('a password that is left out stays, and an empty one is none', async () => {
  expect(await api.client.mail.saveSettings({ settings: settings() })).toMatchObject({ password: 'file' });
  expect(await api.client.mail.saveSettings({ settings: settings(), password: null })).toMatchObject({
    password: null,
  });
  await api.client.mail.saveSettings({ settings: settings(), password });
});

it('a selection is looked at before it is sent, and sent by one bulk job', async () => {
  const ids = [invoiceOf('a@acme.example; b@acme.example'), invoiceOf(null), invoiceOf('ask Jane')];
  const preview = await api.client.mail.preview({ invoices: { ids } });
  expect(preview).toMatchObject({ invoices: 3, mails: 2, already: 0, problemCount: 2 });
  expect(preview.problems.map(({ code }) => code)).toEqual(['address-missing', 'address-invalid']);
  const { jobId, count } = await api.client.mail.send({ invoices: { ids } });
  expect(count).toBe(3);
  expect(await api.client.jobs.get({ id: jobId ?? '' })).toMatchObject({ queue: 'email', name: 'bulk-send' });
});

it('one invoice is on its way at once, stands in the outbox and with its invoice, and is not made twice', async () => {
  const id = invoiceOf('one@acme.example');
  const once = { invoices: { ids: [id] } };
  expect(await api.client.mail.send(once)).toMatchObject({ jobId: null, mails: { made: 1, already: 0 } });
  expect(await api.client.mail.send(once)).toMatchObject({ mails: { made: 0, already: 1 } });
  const { rows, counts, total } = await api.client.mail.outbox({ documentId: id });
  expect(rows).toMatchObject([
    { recipient: 'one@acme.example', state: 'waiting', attempts: 0, effectKey: null },
  ]);
  expect([total, counts.waiting]).toEqual([1, 1]);
  expect((await api.client.mail.outbox({ search: 'ONE@' })).total).toBe(1);
  expect((await api.client.mail.outbox({ state: 'sent' })).total).toBe(0);
  expect(await api.client.mail.ofInvoices({ ids: [id, 'other'] })).toEqual({ [id]: { waiting: 1 } });
  const nobody = { invoices: { ids: [invoiceOf(null)] } };
  expect(await failure(api.client.mail.send(nobody))).toMatchObject({ data: { code: 'address-missing' } });
  expect(await api.client.mail.send({ ...nobody, to: 'x@acme.example' })).toMatchObject({
    mails: { made: 1 },
  });
});
