/**
 * Every screen, in both themes: nothing serious for axe, no complaint in the browser's console. With DOCKHAND_SCREENSHOTS=1 the
 * pictures of README.md are made anew on the way.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programRoot } from '../../workers/paths.ts';
import { carrierHeaders, carrierRow, writeCarrierFile } from '../support/carrier-file.ts';
import { startProgram, type Program } from './host/program.ts';
import { serious } from './host/serious.ts';
import { expect, test, type Page } from './host/test.ts';

const pictures = join(programRoot, 'resources', 'screenshots');
const folder = mkdtempSync(join(tmpdir(), 'dockhand-screens-'));
let engine: Program;
let importId: string;
let checkId: string;
let staged: { sha256: string; name: string };
let jobId: string;
let invoiceId: string;
let draftId: string;

const customers = [
  'Harbor Foods',
  'Blue River Mills',
  'Łódź Śpedycja',
  'Northgate Steel',
  'Café Solé Imports',
];

function invoiceFile(): string {
  const rows = Array.from({ length: 60 }, (_, i) => {
    const day = String(1 + (i % 28)).padStart(2, '0');
    const name = customers[i % customers.length];
    return `F-${2001 + i},C${i % 5},${name},2026-03-${day},2026-04-${day},Line haul,1,${900 + i * 13}.50,0,${40 + i}`;
  });
  return [
    'Invoice #,Customer ID,Bill To,Invoice Date,Due Date,Item,Qty,Unit Price,Discount %,Freight',
    ...rows,
  ].join('\n');
}

/** Stages a file, imports it and waits for its end. */
async function bringIn(
  path: string,
  entity: 'carrier' | 'invoice' | 'customer',
  dryRun = false,
): Promise<string> {
  const { sha256, name } = await engine.client.files.stage({ path });
  const started = await engine.client.imports.start({ sha256, name, entity, dryRun });
  for await (const view of await engine.client.imports.watch({ importId: started.importId })) {
    if (view.state !== 'waiting' && view.state !== 'running') break;
  }
  return started.importId;
}

/** A customer with what is paid in part, a draft, a credit note and a factor. */
async function keepBooks(): Promise<void> {
  const { invoices, payments, remitTo } = engine.client;
  writeFileSync(
    join(folder, 'customers.csv'),
    'Customer Number,Company Name\nC-9,Lakeshore Produce Company\n',
  );
  await bringIn(join(folder, 'customers.csv'), 'customer');
  const line = (description: string, dollars: number) => ({
    code: 'line-haul' as const,
    description,
    unitPriceE4: dollars * 10_000,
  });
  const lines = [line('Line haul, Joliet IL to Columbus OH', 1450), line('Detention, 2.5 h', 150)];
  const shipment = {
    stops: [
      {
        kind: 'pickup',
        name: 'Harbor Cold Storage',
        place: 'Joliet, IL',
        date: '2026-03-02',
        arrived: '07:45',
        departed: '09:10',
      },
      { kind: 'delivery', name: 'Lakeshore Produce', place: 'Columbus, OH', date: '2026-03-03' },
    ],
    trailer: 'T-5388',
    weightPounds: 41_200,
  };
  const draft = () =>
    invoices.createDraft({
      customer: 'C-9',
      lines,
      loadNumber: 'L-20771',
      bolNumber: '88-1042',
      shipment,
    });
  invoiceId = (await draft()).id;
  draftId = (await draft()).id;
  await invoices.issue({ invoice: invoiceId });
  const shares = [{ invoice: invoiceId, amountCents: 400_00 }];
  await payments.record({ amountCents: 400_00, method: 'check', reference: '1042', shares });
  await invoices.credit({
    invoice: invoiceId,
    reason: 'Detention was not agreed',
    lines: [{ position: 2 }],
  });
  await remitTo.create({
    name: 'Apex Factoring',
    address: 'PO Box 9\nDallas, TX',
    factor: 'Apex Factoring',
    notice: 'This account is assigned to Apex. Pay only Apex.',
    effectiveFrom: '2026-01-01',
  });
}

test.beforeAll(async () => {
  engine = await startProgram();
  await writeCarrierFile(join(folder, 'carriers.csv'), 2_000, 'random');
  await bringIn(join(folder, 'carriers.csv'), 'carrier');
  writeFileSync(join(folder, 'invoices-march.csv'), invoiceFile());
  await bringIn(join(folder, 'invoices-march.csv'), 'invoice');
  ({ jobId } = await engine.client.invoices.makePdfs({ all: true }));
  for await (const job of await engine.client.jobs.wait({ id: jobId })) expect(job.id).toBe(jobId);
  await keepBooks();
  const damaged = Array.from({ length: 40 }, (_, i) => carrierRow(5_000 + i, 'random').join(','));
  damaged[3] = `not-a-number,${damaged[3]?.split(',').slice(1).join(',')}`;
  damaged[9] = 'MC1';
  writeFileSync(join(folder, 'new-carriers.csv'), [carrierHeaders.join(','), ...damaged].join('\n'));
  checkId = await bringIn(join(folder, 'new-carriers.csv'), 'carrier', true);
  staged = await engine.client.files.stage({ path: join(folder, 'new-carriers.csv') });
  importId = await bringIn(join(folder, 'new-carriers.csv'), 'carrier');
});
test.afterAll(async () => {
  await engine?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const screens = [
  { name: 'home', path: () => '/', shows: 'Needs attention' },
  { name: 'import', path: () => '/import', shows: 'new-carriers.csv' },
  { name: 'import-file', path: () => `/import/check/${staged.sha256}/${staged.name}`, shows: 'Header' },
  { name: 'import-check', path: () => `/import/${checkId}`, shows: 'not-a-number' },
  { name: 'import-result', path: () => `/import/${importId}`, shows: 'new-carriers.csv' },
  { name: 'invoices', path: () => '/invoices', shows: 'F-2001' },
  { name: 'invoice', path: () => `/invoices/${invoiceId}`, shows: 'What happened' },
  { name: 'invoice-edit', path: () => `/invoices/${draftId}/edit`, shows: 'Add a line' },
  { name: 'invoice-new', path: () => '/invoices/new', shows: 'Add a line' },
  { name: 'receivables', path: () => '/receivables', shows: 'Northgate Steel' },
  { name: 'account', path: () => '/receivables/C-9', shows: 'Owed at the end' },
  { name: 'remit-to', path: () => '/receivables/remit-to', shows: 'Apex Factoring' },
  { name: 'mail', path: () => '/mail', shows: 'E-mail is not set up' },
  { name: 'prints', path: () => '/prints', shows: 'Nothing printed yet' },
  { name: 'printers', path: () => '/settings/printers', shows: 'and which one is for what' },
  { name: 'documents', path: () => '/settings/documents', shows: 'Legal name' },
  { name: 'warehouse', path: () => '/settings', shows: 'Time zone' },
  { name: 'mail-settings', path: () => '/settings/mail', shows: 'Server and sender' },
  { name: 'import-settings', path: () => '/settings/imports', shows: 'Copies of files' },
  { name: 'diagnostics', path: () => '/settings/diagnostics', shows: 'Free disk space' },
  { name: 'about', path: () => '/settings/about', shows: 'Parts of the engine' },
  { name: 'carriers', path: () => '/carriers', shows: 'LLC' },
  { name: 'customers', path: () => '/customers', shows: 'Customers' },
  { name: 'leads', path: () => '/leads', shows: 'Leads' },
  { name: 'jobs', path: () => '/jobs', shows: 'Make invoice PDFs' },
  { name: 'queues', path: () => '/jobs/queues', shows: 'Make invoice PDFs' },
  { name: 'failures', path: () => '/jobs/failures', shows: 'No failures' },
  { name: 'schedules', path: () => '/schedules', shows: 'Every day at 00:30' },
  { name: 'job', path: () => `/jobs/${jobId}`, shows: 'Make invoice PDFs' },
];

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });
    for (const { name, path, shows } of screens) {
      test(`${name} is accessible`, async ({ page }) => {
        const complaints = listen(page);
        await engine.open(page, path());
        await expect(page.getByText(shows).first()).toBeVisible();
        expect(await serious(page)).toEqual([]);
        expect(complaints).toEqual([]);
        if (process.env['DOCKHAND_SCREENSHOTS'] === '1') {
          const suffix = scheme === 'dark' ? '-dark' : '';
          await page.screenshot({ path: join(pictures, `${name}${suffix}.png`) });
        }
      });
    }
  });
}

function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return complaints;
}
