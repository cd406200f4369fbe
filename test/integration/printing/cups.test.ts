/** Documents handed to a real CUPS: they arrive, wait for their printer, go once, and are followed to their end. */
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { pdfPath } from '../../../workers/invoices/pdf-files.ts';
import { printDocument } from '../../../workers/jobs/print-document.ts';
import { cups } from '../../../workers/printing/cups.ts';
import { cancelPrint, requestInvoicePrints, requestReprint } from '../../../workers/printing/request.ts';
import { chooseForRole } from '../../../workers/printing/roles.ts';
import { lookAfterPrints } from '../../../workers/printing/watch.ts';
import { invoiceNosBy } from '../../../workers/store/invoice-selection.ts';
import { requestTestPage } from '../../../workers/printing/test-page.ts';
import { listPrints, type PrintRecord } from '../../../workers/store/print-job.ts';
import { setPrinterRole } from '../../../workers/store/printer-role.ts';
import { testStore, type TestStore } from '../../support/invoice-store.ts';
import { jobContext } from '../../support/job-context.ts';
import { until } from '../../support/until.ts';
import { startCups, type CupsServer } from '../../support/cups-server.ts';

let server: CupsServer;
let site: TestStore;
beforeAll(async () => {
  server = await startCups();
  for (const name of ['Office', 'Second', 'To-PDF']) await server.add(name);
  site = await testStore();
});
afterAll(() => {
  site.remove();
  server.stop();
});
beforeEach(() => {
  role(null);
  for (const name of ['Office', 'Second']) server.run('cupsenable', name);
});

let made = 0;

function role(fallback: string | null): void {
  const values = { role: 'invoice', printer: 'Office', fallback, copies: 1, tray: null, duplex: false };
  site.store.write('user:test', (tx) => setPrinterRole(tx, values));
}

function wanted(): PrintRecord {
  const number = `C-${++made}`;
  site.add({ invoice: { number } });
  const { nos } = invoiceNosBy(site.store, 'number', [number]);
  expect(requestInvoicePrints(site.store, 'user:test', nos)).toMatchObject({ made: 1, already: 0 });
  expect(requestInvoicePrints(site.store, 'user:test', nos)).toMatchObject({ made: 0, already: 1 });
  return newest();
}

function newest(): PrintRecord {
  const [print] = listPrints(site.store, { search: '' }, { limit: 1, offset: 0 }).rows;
  if (print === undefined) throw new Error('Nothing was wanted.');
  return print;
}

const run = ({ id: printId }: PrintRecord) => printDocument(jobContext(site.store, { printId }));
const look = () => lookAfterPrints(site.store, () => cups);
const printed = (limitMs = 40_000) =>
  until(
    'CUPS has printed it',
    async () => {
      await look();
      return newest().state === 'printed';
    },
    limitMs,
  );

test('a document arrives as it is, once, and is followed until it is printed', async () => {
  const print = wanted();
  expect(await run(print)).toMatchObject({ state: 'handed' });
  await printed();
  const { pdfSha256, spoolerId } = newest();
  expect(await run(print)).toMatchObject({ state: 'printed' });
  expect(server.papers('Office')).toEqual([readFileSync(pdfPath(site.store.paths, pdfSha256), 'latin1')]);
  expect(newest().spoolerId).toBe(spoolerId);
});

test('a paused printer keeps a document waiting, and it goes when the printer is back', async () => {
  server.run('cupsdisable', '-r', 'out of paper', 'Office');
  const print = wanted();
  expect(await run(print)).toMatchObject({
    state: 'held',
    message: 'The printer Office is paused (out of paper).',
  });
  expect(await look()).toBe(0);
  server.run('cupsenable', 'Office');
  expect(await look()).toBe(1);
  expect(newest()).toMatchObject({ state: 'waiting' });
  expect(newest().jobId).not.toBe(print.jobId);
  await run(print);
  await printed();
});

test('a fallback takes over for a paused printer', async () => {
  role('Second');
  server.run('cupsdisable', 'Office');
  expect(await run(wanted())).toMatchObject({ state: 'handed' });
  expect(newest()).toMatchObject({ printer: 'Second' });
  await printed();
});

test('a printer that was removed is named, and what waits for it can be cancelled', async () => {
  await server.add('Gone');
  site.store.write('user:test', (tx) =>
    setPrinterRole(tx, {
      role: 'invoice',
      printer: 'Gone',
      fallback: null,
      copies: 1,
      tray: null,
      duplex: false,
    }),
  );
  const print = wanted();
  server.run('lpadmin', '-x', 'Gone');
  const outcome = await run(print);
  expect(outcome).toMatchObject({ state: 'held' });
  expect(outcome).toHaveProperty('message', expect.stringContaining('no printer Gone'));
  expect(cancelPrint(site.store, 'user:test', print.id)).toBe(true);
  expect(await run(print)).toMatchObject({ state: 'failed' });
});

test('what waits for a printer that was removed goes when it is set up again', async () => {
  await server.add('Moved');
  site.store.write('user:test', (tx) =>
    setPrinterRole(tx, {
      role: 'invoice',
      printer: 'Moved',
      fallback: null,
      copies: 1,
      tray: null,
      duplex: false,
    }),
  );
  const print = wanted();
  server.run('lpadmin', '-x', 'Moved');
  expect(await run(print)).toMatchObject({ state: 'held' });
  expect(await look()).toBe(0);
  await server.add('Moved');
  expect(await look()).toBe(1);
  await run(print);
  await printed();
  expect(server.papers('Moved')).toHaveLength(1);
});

test('a print waits while CUPS is stopped, and goes once when it is started again', async () => {
  const before = server.papers('Office').length;
  await server.halt();
  const print = wanted();
  const outcome = await run(print);
  expect(outcome).toMatchObject({ state: 'held' });
  expect(outcome.message).toContain('does not answer');
  await expect(look()).rejects.toThrow('does not answer');
  await server.resume();
  expect(await look()).toBe(1);
  await run(print);
  await printed();
  expect(server.papers('Office')).toHaveLength(before + 1);
});

test('what CUPS printed is known after its restart, and not handed over again', async () => {
  const before = server.papers('Office').length;
  const print = wanted();
  await run(print);
  const { spoolerId } = newest();
  await until('CUPS is through with it', async () => {
    const states = await cups.statesOf([spoolerId ?? '']);
    return states.get(spoolerId ?? '')?.state === 'printed';
  });
  await server.halt();
  await expect(look()).rejects.toThrow('does not answer');
  expect(await run(print)).toMatchObject({ state: 'handed' });
  await server.resume();
  await look();
  expect(newest()).toMatchObject({ id: print.id, spoolerId, state: 'printed' });
  expect(server.papers('Office')).toHaveLength(before + 1);
});

test('a test page goes to the printer that it is for and to no other', async () => {
  role('Second');
  const id = await requestTestPage(site.store, 'user:test', cups, { printer: 'Office' });
  server.run('cupsdisable', 'Office');
  expect(newest()).toMatchObject({ id, title: 'Test page', documentId: null });
  expect(await run(newest())).toMatchObject({ state: 'held' });
  server.run('cupsenable', 'Office');
  await look();
  await run(newest());
  await printed();
  await expect(requestTestPage(site.store, 'user:test', cups, { printer: 'None' })).rejects.toThrow(
    'no printer None',
  );
});

test('a reprint needs a reason and is a print of its own', async () => {
  const print = wanted();
  expect(() => requestReprint(site.store, 'user:test', print.id, 'torn')).toThrow('on its way');
  await run(print);
  await printed();
  expect(() => requestReprint(site.store, 'user:test', print.id, ' ')).toThrow('Say why');
  const id = requestReprint(site.store, 'user:test', print.id, 'torn');
  expect(newest()).toMatchObject({ id, reason: 'torn', state: 'waiting', documentId: print.documentId });
  await run(newest());
  await printed();
});

test.skipIf(!existsSync('/usr/lib/cups/backend/cups-pdf'))(
  'the printer of cups-pdf is known by its device, whatever it is called',
  async () => {
    server.run('lpadmin', '-p', 'Archive', '-v', 'cups-pdf:/', '-E');
    const wish = { role: 'label', printer: 'Archive', fallback: null, copies: 1, tray: null, duplex: false };
    await expect(chooseForRole(site.store, 'user:test', cups, wish, false)).rejects.toThrow('prints nothing');
    await expect(
      chooseForRole(
        site.store,
        'user:test',
        cups,
        { ...wish, printer: 'Office', fallback: 'Archive' },
        false,
      ),
    ).rejects.toThrow('prints nothing');
  },
);

test('a printer that makes no paper gets no role unless a person insists', async () => {
  const wish = { role: 'label', printer: 'To-PDF', fallback: null, copies: 1, tray: null, duplex: false };
  await expect(chooseForRole(site.store, 'user:test', cups, wish, false)).rejects.toThrow('prints nothing');
  await chooseForRole(site.store, 'user:test', cups, wish, true);
});
