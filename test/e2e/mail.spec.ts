/** Invoices by e-mail from the console, to a real mail server: one from its page, many from the list, and the outbox that tells of them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram, type Program } from './host/program.ts';
import { expect, test } from './host/test.ts';
import { startMailServer, type MailServer } from '../support/mail-server.ts';

let engine: Program;
let server: MailServer;
const folder = mkdtempSync(join(tmpdir(), 'dockhand-e2e-mail-'));

test.beforeAll(async () => {
  server = await startMailServer();
  engine = await startProgram();
  const path = join(folder, 'customers.csv');
  writeFileSync(
    path,
    'Customer Number,Company Name,Email\nC-1,Harbor Foods,ap@harbor.example\nC-2,Northgate Steel,bills@northgate.example\n',
  );
  const { sha256, name } = await engine.client.files.stage({ path });
  const { importId } = await engine.client.imports.start({ sha256, name, entity: 'customer' });
  for await (const { state } of await engine.client.imports.watch({ importId }))
    if (state !== 'waiting' && state !== 'running') break;
  await engine.client.mail.saveSettings({
    settings: {
      host: '127.0.0.1',
      port: server.port,
      security: 'none',
      fromAddress: 'billing@prairie.example',
      perMinute: 600,
    },
  });
});
test.afterAll(async () => {
  await engine?.stop();
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function issued(customer: string): Promise<{ id: string; number: string }> {
  const lines = [{ code: 'line-haul' as const, description: 'Line haul', unitPriceE4: 5_000_000 }];
  const draft = await engine.client.invoices.createDraft({ customer, lines });
  return (await engine.client.invoices.issue({ invoice: draft.id })).invoice;
}

test('one invoice from its page, then all from the list, each once', async ({ page }) => {
  const first = await issued('C-1');
  await issued('C-2');
  await engine.open(page, `/invoices/${first.id}`);
  await page.getByRole('button', { name: 'E-mail' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('1 e-mail for 1 invoice');
  await dialog.getByRole('button', { name: 'Send 1 e-mail' }).click();
  await expect
    .poll(() => server.received.map(({ to }) => to), { timeout: 45_000 })
    .toEqual(['ap@harbor.example']);
  const timeline = page.getByRole('list', { name: 'What happened' });
  await expect(timeline.getByRole('listitem').first()).toContainText('ap@harbor.example');
  await expect(timeline.getByText('sent', { exact: true })).toBeVisible();

  await page.getByRole('link', { name: 'All invoices' }).click();
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
  await page.getByRole('button', { name: 'E-mail' }).click();
  await expect(dialog).toContainText('1 e-mail sent or on the way before; not sent again.');
  await dialog.getByRole('button', { name: 'Send 1 e-mail' }).click();
  await expect
    .poll(() => server.received.map(({ to }) => to), { timeout: 45_000 })
    .toEqual(['ap@harbor.example', 'bills@northgate.example']);

  await page.getByRole('link', { name: 'E-mail', exact: true }).click();
  await expect(page.getByRole('row', { name: /ap@harbor\.example/ })).toContainText('Sent');
  await expect(page.getByRole('row', { name: /bills@northgate\.example/ })).toContainText('Sent');
});
