import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCli, runJson } from '../../support/cli.ts';
import { startHeadless, type HeadlessEngine } from '../../support/engine.ts';
import { put } from './files.ts';

const folder = mkdtempSync(join(tmpdir(), 'dockhand-cli-ledger-'));
let engine: HeadlessEngine;
beforeAll(async () => void (engine = await startHeadless()));
afterAll(async () => {
  await engine?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const json = <T>(...args: string[]) => runJson<T>(engine.dataDir, 'invoices', ...args);
const number = 'INV-A1-2026-000001'.replace('2026', String(new Date().getFullYear()));

it('takes an invoice from a file through issue and payment to a credit note, with codes for scripts', async () => {
  const line = { code: 'line-haul', description: 'Haul', unitPriceE4: 1_000_000 };
  const shipment = { stops: [{ kind: 'pickup', place: 'Joliet, IL', date: '2026-03-02' }] };
  const file = put(
    folder,
    'draft.json',
    JSON.stringify({ billToName: 'Cash', lines: [line, line], shipment }),
  );
  const made = await json<{ id: string; shipment: unknown }>('drafts', '--new', file);
  expect(made.json.shipment).toEqual(shipment);
  const { id } = made.json;
  expect((await json<{ total: number }>('drafts')).json.total).toBe(1);
  for (const issued of [true, false]) {
    expect(await json('issue', id)).toMatchObject({
      code: 0,
      json: { issued, invoice: { number, openCents: 20_000 } },
    });
  }
  expect(await json('pay', '1,40.00', '--invoice', `${number}=40.00`)).toMatchObject({
    code: 1,
    json: { error: { code: 'bad-option' } },
  });
  expect(await json('pay', '40.00', '--invoice', `${number}=40.00`)).toMatchObject({
    code: 0,
    json: { leftCents: 0 },
  });
  const [payment] = (await json<{ rows: { id: string }[] }>('payments')).json.rows;
  expect(await json('payments', '--apply', payment?.id ?? '')).toMatchObject({
    code: 0,
    json: { leftCents: 0 },
  });
  expect(await json('payments', '--reverse', payment?.id ?? '')).toMatchObject({
    code: 1,
    json: { error: { code: 'bad-option' } },
  });
  expect(await json('payments', '--reverse', payment?.id ?? '', '--reason', 'bounced')).toMatchObject({
    code: 0,
    json: { reversed: { reason: 'bounced' } },
  });
  expect((await runCli(engine.dataDir, 'invoices', 'payments')).stdout).toMatch(/reversed: bounced/);
  await json('pay', '40.00', '--invoice', `${number}=40.00`);
  const listed = async (...filter: string[]) => (await json<{ total: number }>('list', ...filter)).json.total;
  const year = number.slice(7, 11);
  expect(await listed('--number', number, '--status', 'partly-paid')).toBe(1);
  expect(await listed('--due-after', `${Number(year) - 1}-12-31`, '--limit', '5')).toBe(1);
  expect(await listed('--due-before', `${year}-01-01`)).toBe(0);
  expect(await listed('--number', 'INV-B')).toBe(0);
  expect(await listed('--status', 'void')).toBe(0);
  for (const [option, value] of [
    ['--status', 'lost'],
    ['--due-before', '2026-02-30'],
    ['--pdf', 'maybe'],
  ] as const)
    expect(await json('list', option, value)).toMatchObject({
      code: 1,
      json: { error: { code: 'bad-option' } },
    });
  expect(await json('void', number, '--reason', 'r')).toMatchObject({
    code: 1,
    json: { error: { code: 'invoice-settled' } },
  });
  const credited = await json('credit', number, '--reason', 'short', '--line', '2=10.50');
  expect(credited).toMatchObject({ code: 0, json: { kind: 'credit-note', totalCents: 1050 } });
  expect(await json('aging')).toMatchObject({ code: 0, json: { totals: [{ openCents: 14_950 }] } });
  expect((await runCli(engine.dataDir, 'invoices', 'aging')).stdout).toMatch(/All +149\.50 USD/);
  expect(await json('statement', 'nobody')).toMatchObject({
    code: 1,
    json: { error: { code: 'not-found' } },
  });
}, 120_000);

it('enters where to pay, has nobody verify their own, and releases it', async () => {
  const factor = ['--factor', 'Apex', '--notice', 'Pay only Apex.'];
  const added = await json<{ id: string }>(
    'remit-to',
    'add',
    '--name',
    'Apex',
    '--address',
    'PO Box 9\\nDallas, TX',
    '--from',
    '2026-01-01',
    ...factor,
  );
  expect(added).toMatchObject({
    code: 0,
    json: { awaitsVerification: true, address: 'PO Box 9\nDallas, TX' },
  });
  const { id } = added.json;
  expect(await json('remit-to', 'verify', id)).toMatchObject({
    code: 1,
    json: { error: { code: 'second-person-needed' } },
  });
  expect((await runCli(engine.dataDir, 'invoices', 'remit-to', 'list')).stdout).toMatch(
    /Apex +Apex +not verified/,
  );
  expect(await json('remit-to', 'release', id, '--date', '2026-02-01')).toMatchObject({
    code: 0,
    json: { released: { on: '2026-02-01' }, awaitsVerification: false },
  });
  expect(await json('remit-to', 'list')).toMatchObject({ json: { rows: [{ id, inForce: false }] } });
}, 120_000);
