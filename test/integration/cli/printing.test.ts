/** Printing by the command line on a running engine, with a real CUPS: roles, a test page, invoices, and what cannot go. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type {
  Page,
  PrinterRoleRow,
  PrinterRow,
  PrintRow,
  RequestedPrints,
} from '../../../workers/api/wire.ts';
import { runCli, runJson } from '../../support/cli.ts';
import { startCups, type CupsServer } from '../../support/cups-server.ts';
import { startHeadless, type HeadlessEngine } from '../../support/engine.ts';
import { until } from '../../support/until.ts';
import { invoices, put } from './files.ts';

const folder = mkdtempSync(join(tmpdir(), 'dockhand-print-'));
let server: CupsServer;
let engine: HeadlessEngine;

const json = <T>(...args: string[]) => runJson<T>(engine.dataDir, ...args);
const cli = (...args: string[]) => runCli(engine.dataDir, ...args);
const prints = async () => (await engine.client.printing.queue({})).rows;

beforeAll(async () => {
  server = await startCups();
  for (const name of ['Office', 'Hall', 'To-PDF']) await server.add(name);
  engine = await startHeadless();
  await cli('import', put(folder, 'invoices.csv', invoices), '--type', 'invoice');
}, 180_000);
afterAll(async () => {
  await engine?.stop();
  server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const untilAll = (state: PrintRow['state']) =>
  until(
    `all prints are ${state}`,
    async () => {
      const rows = await prints();
      return rows.length > 0 && rows.every((row) => row.state === state) ? rows : null;
    },
    60_000,
  );

it('lists the printers, gives them roles and refuses one that makes no paper', async () => {
  const refused = await json<{ error: { code: string } }>('printers', 'role', 'invoice', 'To-PDF');
  expect(refused).toMatchObject({ code: 1, json: { error: { code: 'printer-not-paper' } } });
  const set = await cli('printers', 'role', 'invoice', 'Office', '--fallback', 'Hall', '--copies', '2');
  expect(set).toMatchObject({ code: 0 });
  expect(set.stdout).toContain('Hall takes over');
  // What is not said stays.
  await cli('printers', 'role', 'invoice', 'Office', '--strict', '--duplex');
  const { json: view } = await json<{ printers: PrinterRow[]; roles: PrinterRoleRow[] }>('printers');
  expect(view.roles).toMatchObject([
    { role: 'invoice', printer: 'Office', fallback: null, copies: 2, duplex: true },
  ]);
  const list = await cli('printers');
  expect(list.stdout).toMatch(/Office\s+idle\s+invoice/);
  expect(list.stdout).toMatch(/To-PDF\s+idle\s+To-PDF writes files/);
}, 120_000);

it('says so when the print system does not answer', async () => {
  await server.halt();
  expect(await json('printers')).toMatchObject({
    code: 1,
    json: { error: { code: 'print-system-unavailable' } },
  });
  expect(await engine.client.printing.overview()).toMatchObject({
    printers: [],
    roles: [{ role: 'invoice' }],
    trouble: { code: 'print-system-unavailable' },
  });
  await server.resume();
  expect((await engine.client.printing.overview()).trouble).toBeNull();
}, 120_000);

it('prints a test page and waits for it', async () => {
  const { code, json: print } = await json<PrintRow>('printers', 'test', 'Hall');
  expect({ code, state: print.state }).toEqual({ code: 0, state: 'printed' });
  expect(server.papers('Hall')).toHaveLength(1);
  expect(await cli('printers', 'test', 'Nowhere')).toMatchObject({ code: 1 });
}, 120_000);

it('prints each invoice once, refuses what must not go, and prints again with a reason', async () => {
  const first = await json<RequestedPrints>('invoices', 'print', 'A-1', '--copies', '1');
  expect(first).toMatchObject({ code: 0, json: { made: 1, already: 0, refusedCount: 0 } });
  await untilAll('printed');
  expect(server.papers('Office')).toHaveLength(1);
  await cli('invoices', 'void', 'A/2', '--reason', 'wrong customer');
  const all = await json<RequestedPrints>('invoices', 'print', '--all');
  expect(all).toMatchObject({ code: 2, json: { already: 1, refusedCount: 1 } });
  expect(await json('invoices', 'print', 'A/2')).toMatchObject({
    code: 1,
    json: { error: { code: 'invoice-void' } },
  });
  expect(await cli('invoices', 'print', '--void-copy', 'A/2', '--reason', 'the auditor')).toMatchObject({
    code: 0,
  });
  const id = (await prints()).find(({ title }) => title === 'Invoice A-1')?.id ?? '';
  await untilAll('printed');
  expect(await json('invoices', 'print', '--again', id)).toMatchObject({
    code: 1,
    json: { error: { code: 'usage' } },
  });
  expect(await cli('invoices', 'print', '--again', id, '--reason', 'torn')).toMatchObject({ code: 0 });
  await untilAll('printed');
  const { json: queue } = await json<Page<PrintRow>>('print-jobs', '--search', 'A-1');
  expect(queue.rows.map(({ reason }) => reason)).toEqual(['torn', null]);
}, 180_000);

it('says that a print waits for its printer, and cancels it', async () => {
  server.run('cupsdisable', '-r', 'out of paper', 'Hall');
  const { code, json: print } = await json<PrintRow>('printers', 'test', 'Hall');
  expect({ code, state: print.state }).toEqual({ code: 0, state: 'held' });
  expect((await cli('print-jobs', '--state', 'held')).stdout).toContain('paused (out of paper)');
  expect(await cli('print-jobs', 'answer', print.id, '--came-out')).toMatchObject({ code: 1 });
  expect(await cli('print-jobs', 'cancel', print.id)).toMatchObject({ code: 0 });
  expect(await cli('print-jobs', 'cancel', print.id)).toMatchObject({ code: 1 });
}, 120_000);
