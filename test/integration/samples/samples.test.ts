/**
 * The main job on files that no one here wrote: guessed mapping, through the CLI, to PDFs. Runs where the samples are.
 * What must come out is computed here from the files themselves, not by the program's own code.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programRoot } from '../../../workers/paths.ts';
import { runJson, type ImportOutcome } from '../../support/cli.ts';
import { startHeadless, type HeadlessEngine } from '../../support/engine.ts';

const samples = join(programRoot, '..', 'shared', 'samples');
const northwind = (name: string) => join(samples, 'northwind', name);
const fmcsa = (name: string) => join(samples, 'fmcsa', name);

type Row = Record<string, string>;
const rowsOf = (file: string): Row[] =>
  parse(readFileSync(file), { columns: true, relax_column_count: true, bom: true });

/** Σ qty × price × (1 − discount) + freight of each invoice in cents, exactly, rounded once. */
function expectedTotals(file: string): Map<string, number> {
  const parts = new Map<string, bigint>();
  const scaled = (text: string, places: number) => BigInt(Math.round(Number(text) * 10 ** places));
  for (const row of rowsOf(file)) {
    const number = row['Invoice #'] ?? '';
    const before = parts.get(number) ?? scaled(row['Freight'] ?? '0', 2) * 10_000n;
    const goods = scaled(row['Qty'] ?? '', 0) * scaled(row['Unit Price'] ?? '', 2);
    parts.set(number, before + goods * (10_000n - scaled(row['Discount %'] ?? '', 2)));
  }
  return new Map([...parts].map(([number, sum]) => [number, Number((sum + 5_000n) / 10_000n)]));
}

describe.skipIf(!existsSync(samples))('the samples, imported with guessed mapping', () => {
  let engine: HeadlessEngine;
  const out = mkdtempSync(join(tmpdir(), 'dockhand-samples-'));
  const importFile = (file: string, type: string, ...more: string[]) =>
    runJson<ImportOutcome>(engine.dataDir, 'import', file, '--type', type, ...more);
  const exported = async (what: string) =>
    (await runJson<Record<string, unknown>[]>(engine.dataDir, 'export', what, '--format', 'json')).json;

  beforeAll(async () => {
    engine = await startHeadless();
  });
  afterAll(async () => {
    await engine?.stop();
    rmSync(out, { recursive: true, force: true });
  });

  it('dry run says what would happen and writes nothing', async () => {
    const { json } = await importFile(northwind('customers.csv'), 'customer', '--dry-run');
    expect(json).toMatchObject({ total: 91 });
    expect(json.created + json.failed).toBe(91);
    expect(await exported('customers')).toHaveLength(0);
  });

  it('takes the 91 customers, and is never silently wrong about the shifted row', async () => {
    const { json } = await importFile(northwind('customers.csv'), 'customer');
    expect(json.total).toBe(91);
    expect(json.created + json.failed).toBe(91);
    expect(json.failed).toBeLessThanOrEqual(1);
    const customers = await exported('customers');
    const byNumber = new Map(customers.map((row) => [row['number'], row]));
    expect(byNumber.get('ANATR')).toMatchObject({
      legalName: 'Ana Trujillo Emparedados y helados',
      city: 'México D.F.',
    });
    const shifted = byNumber.get('FRANR');
    if (shifted === undefined) expect(json.errors).toContainEqual(expect.objectContaining({ line: 27 }));
    else expect(await issueLines(json.importId)).toContain(27);
  });

  it('takes the 29 suppliers as leads', async () => {
    const { json, code } = await importFile(northwind('suppliers.csv'), 'lead');
    expect(json).toMatchObject({ total: 29, created: 29, failed: 0 });
    expect(code).toBe(0);
  });

  it('refuses every revocation of an unknown carrier for its missing legal name', async () => {
    const { json, code } = await importFile(fmcsa('revocations-2024-08-06.csv'), 'carrier');
    const rows = rowsOf(fmcsa('revocations-2024-08-06.csv')).length;
    expect(json).toMatchObject({ total: rows, created: 0, updated: 0, failed: rows });
    expect(code).toBe(2);
    expect(json.errors[0]?.line).toBe(2);
    expect(json.errors[0]?.message).toMatch(/legal name/i);
  });

  it('takes the 1,405 carriers with their leading zeros', async () => {
    const { json } = await importFile(fmcsa('carriers-census-shape.csv'), 'carrier');
    expect(json).toMatchObject({ total: 1405, created: 1405, failed: 0 });
    const carriers = new Map((await exported('carriers')).map((row) => [row['usdot'], row]));
    const source = rowsOf(fmcsa('carriers-census-shape.csv'));
    expect(carriers.size).toBe(1405);
    for (const row of source) {
      expect(carriers.get(row['DOT_NUMBER'] ?? '')).toMatchObject({
        legalName: row['LEGAL_NAME'],
        postalCode: row['PHY_ZIP'],
      });
    }
  });

  it('uses the revocations of carriers that are known by then, and makes none of them anew', async () => {
    const { json } = await importFile(fmcsa('revocations-2024-08-06.csv'), 'carrier');
    expect(json.created).toBe(0);
    expect(json.updated).toBeGreaterThan(1000);
    expect(await exported('carriers')).toHaveLength(1405);
  });

  it('takes the 830 invoices, whose totals are right to the cent', async () => {
    const { json, code } = await importFile(northwind('invoices-flat.csv'), 'invoice');
    expect(json).toMatchObject({ failed: 0, errors: [] });
    expect(code).toBe(0);
    const expected = expectedTotals(northwind('invoices-flat.csv'));
    expect(expected.size).toBe(830);
    const totals = new Map<string, number>();
    for (let offset = 0; offset < 830; offset += 500) {
      const page = await engine.client.invoices.list({ limit: 500, offset });
      expect(page.total).toBe(830);
      for (const invoice of page.rows) totals.set(invoice.number, invoice.totalCents);
    }
    expect(totals).toEqual(expected);
  });

  it.each([
    ['customers.csv', 'customer'],
    ['suppliers.csv', 'lead'],
    ['invoices-flat.csv', 'invoice'],
  ])('makes no new row from %s the second time', async (file, type) => {
    const { json } = await importFile(northwind(file), type);
    expect(json).toMatchObject({ created: 0, updated: 0 });
    expect(json.unchanged).toBeGreaterThan(0);
  });

  it('turns all invoices into PDFs whose text is right', async () => {
    const { json } = await runJson<{ made: number; failed: unknown[] }>(
      engine.dataDir,
      'invoices',
      'pdf',
      '--all',
      '--out',
      out,
    );
    expect(json).toMatchObject({ made: 830, failed: [] });
    const files = readdirSync(out).filter((name) => name.endsWith('.pdf'));
    expect(files).toHaveLength(830);
    const totals = expectedTotals(northwind('invoices-flat.csv'));
    for (const number of ['10248', '10249', '10260', '11077']) {
      const file = files.find((name) => name.includes(number)) ?? '';
      const { stdout } = await promisify(execFile)('pdftotext', ['-layout', join(out, file), '-']);
      const row = rowsOf(northwind('invoices-flat.csv')).find((line) => line['Invoice #'] === number) ?? {};
      expect(stdout).toContain(number);
      expect(stdout).toContain(row['Bill To']);
      expect(stdout).toContain(row['Item']);
      expect(stdout).toContain(
        ((totals.get(number) ?? 0) / 100).toLocaleString('en-US', { minimumFractionDigits: 2 }),
      );
    }
  });

  async function issueLines(importId: string): Promise<number[]> {
    return (await engine.client.imports.issues({ importId })).rows.map(({ line }) => line);
  }
});
