import { mkdtempSync, openSync, readdirSync, rmSync, writeFileSync, writeSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrateStore, migrationState } from '../../../workers/store/migrate.ts';
import { openStore, type Store } from '../../../workers/store/open.ts';
import { migrationsFolder, realMigrations } from '../../fixtures/store/migrations.ts';

let root: string;
let dataDir: string;
let store: Store;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dockhand-test-migrate-'));
  dataDir = join(root, 'data');
  store = openStore({ dataDir });
});
afterEach(() => {
  if (store.raw.open) store.close();
  rmSync(root, { recursive: true, force: true });
});

const folder = (keep: number, more: string[] = []) =>
  migrationsFolder(mkdtempSync(join(root, 'migrations-')), keep, more);
const rowsOf = (raw: Database.Database, table: string) =>
  raw.prepare<[], Record<string, unknown>>(`SELECT * FROM "${table}"`).all();
const tablesOf = (raw: Database.Database) =>
  raw
    .prepare<[], string>(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> '__drizzle_migrations' ORDER BY name`,
    )
    .pluck()
    .all();
const dump = (raw: Database.Database) =>
  Object.fromEntries(tablesOf(raw).map((table) => [table, rowsOf(raw, table)]));
const backups = () => readdirSync(store.paths.backups);

/** Rows in every table of the first version, written as that version would have. */
function populate({ raw }: Store): void {
  const business = 'id, created_by, created_at, updated_by, updated_at';
  const values = (id: string) => `'${id}', 'user:clerk', 1, 'user:clerk', 1`;
  raw.exec(`
    INSERT INTO customer (${business}, number, legal_name) VALUES (${values('c1')}, 'C1', 'Acme'), (${values('c2')}, 'C2', 'Zeta');
    INSERT INTO carrier (${business}, usdot, legal_name) VALUES (${values('k1')}, '80321', 'Swift');
    INSERT INTO lead (${business}, match_key, company) VALUES (${values('l1')}, 'usdot:1', 'Lead');
    INSERT INTO invoice (${business}, number, customer_id, bill_to_name, issue_date, subtotal_cents, total_cents)
      VALUES (${values('i1')}, 'INV-1', 'c1', 'Acme', '2026-01-05', 1250, 1250);
    INSERT INTO invoice_line (invoice_id, position, description, quantity_milli, unit_price_e4, amount_cents)
      VALUES ('i1', 1, 'Line haul', 1000, 125000, 1250);
    INSERT INTO import (id, entity, file_name, file_sha256, file_bytes, dialect, mapping, on_duplicate, created_at, created_by)
      VALUES ('m1', 'carrier', 'a.csv', 'ab', 1, '{}', '{}', 'update', 1, 'user:clerk');
    INSERT INTO import_row (import_no, line, outcome, target_no, target_version) VALUES (1, 2, 1, 1, 1), (1, 3, 5, NULL, NULL);
    INSERT INTO import_issue (import_no, line, "column", code, message) VALUES (1, 3, 'DOT', 'required', 'Missing.');
    INSERT INTO outbox (id, queue, name, tenant_id, payload, created_at, created_by, state, settled_at, change)
      VALUES ('j1', 'import', 'process-csv', 't', '{}', 1, 'user:clerk', 'completed', 2, 1),
             ('j2', 'import', 'process-csv', 't', '{}', 1, 'user:clerk', 'waiting', NULL, 2);
    INSERT INTO job_run (job_id, attempt, queue, name, worker, started_at, finished_at, wait_ms, run_ms, outcome)
      VALUES ('j1', 1, 'import', 'process-csv', 'press-1', 1, 2, 0, 1, 'completed');
    INSERT INTO effect (key, job_id, state, at) VALUES ('import:m1', 'j1', 'done', 2);
    INSERT INTO audit_log (at, actor, tx_id, entity, entity_id, action, changes)
      VALUES (1, 'user:clerk', 'x', 'customer', 'c1', 'create', '{}');`);
}

test('a new database gets its structure and its one site, without a backup', async () => {
  expect(await migrateStore(store)).toEqual({ backup: null });
  const [site, ...more] = rowsOf(store.raw, 'site');
  expect(more).toEqual([]);
  expect(site).toMatchObject({ warehouse_name: 'Warehouse', currency: 'USD' });
  expect(rowsOf(store.raw, 'device')).toHaveLength(1);
  const { newest, applied } = migrationState(store);
  expect(applied).toBe(newest);
});

test('a database that is up to date is left alone', async () => {
  await migrateStore(store);
  const before = dump(store.raw);
  expect(await migrateStore(store)).toEqual({ backup: null });
  expect(dump(store.raw)).toEqual(before);
});

test('a populated database of the first version keeps every row and value, and a whole copy of before is kept', async () => {
  await migrateStore(store, folder(1)).catch(() => {});
  // The first version's own seed may know fewer columns than this program writes: its row is made as that version made it.
  store.raw.exec(`
    DELETE FROM site; DELETE FROM device;
    INSERT INTO device (no, id, name) VALUES (1, 'd', 'pc');
    INSERT INTO site (no, tenant_id, warehouse_name, time_zone, created_at) VALUES (1, 't', 'Dock 9', 'America/Chicago', 1)`);
  populate(store);
  const before = dump(store.raw);
  for (const [table, rows] of Object.entries(before)) expect([table, rows.length > 0]).toEqual([table, true]);

  const { backup } = await migrateStore(store);

  const after = dump(store.raw);
  for (const [table, rows] of Object.entries(before)) {
    // A later version may add columns; what there was is what there is.
    const now = after[table]!.map((row, index) =>
      Object.fromEntries(Object.keys(rows[index]!).map((column) => [column, row[column]])),
    );
    expect([table, now]).toEqual([table, rows]);
  }
  expect(store.raw.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(store.raw.pragma('foreign_key_check')).toEqual([]);
  expect(store.raw.pragma('foreign_keys', { simple: true })).toBe(1);
  expect(migrationState(store).applied).toBe(migrationState(store).newest);

  const copy = new Database(backup!, { readonly: true });
  expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(dump(copy)).toEqual(before);
  copy.close();
  expect(backups()).toHaveLength(1);
});

test('a database of a newer program is refused and not touched', async () => {
  await migrateStore(store);
  const all = realMigrations().length;
  await migrateStore(store, folder(all, ['ALTER TABLE customer ADD COLUMN mood text;']));
  const before = dump(store.raw);
  await expect(migrateStore(store)).rejects.toMatchObject({ name: 'UserError', code: 'database-newer' });
  expect(dump(store.raw)).toEqual(before);
});

test('a migration that fails half-way leaves the database as it was, and says where the copy is', async () => {
  await migrateStore(store);
  const before = dump(store.raw);
  const bad =
    'ALTER TABLE customer ADD COLUMN mood text;\n--> statement-breakpoint\nALTER TABLE nowhere ADD x;';
  const failed = migrateStore(store, folder(realMigrations().length, [bad]));
  await expect(failed).rejects.toMatchObject({ name: 'UserError', code: 'migration-failed' });
  await expect(failed).rejects.toThrow(backups()[0]);
  expect(dump(store.raw)).toEqual(before);
  expect(await migrateStore(store)).toEqual({ backup: null });
});

test('a table that others refer to can be made anew; a migration that loses what others refer to is refused', async () => {
  await migrateStore(store);
  store.raw.exec(`
    INSERT INTO customer (id, created_by, created_at, updated_by, updated_at, number, legal_name) VALUES ('c1', 'u', 1, 'u', 1, 'C1', 'Acme');
    INSERT INTO invoice (id, created_by, created_at, updated_by, updated_at, number, customer_id, bill_to_name, issue_date, subtotal_cents, total_cents)
      VALUES ('i1', 'u', 1, 'u', 1, 'INV-1', 'c1', 'Acme', '2026-01-05', 1, 1)`);
  const { sql } = store.raw
    .prepare<[], { sql: string }>(`SELECT sql FROM sqlite_master WHERE name = 'customer'`)
    .get()!;
  const anew = (copied: string) =>
    [
      sql.replace('`customer`', '`customer_new`'),
      `INSERT INTO customer_new SELECT * FROM customer WHERE ${copied}`,
      'DROP TABLE customer',
      'ALTER TABLE customer_new RENAME TO customer',
      'CREATE UNIQUE INDEX customer_id_unique ON customer (id)',
    ].join(';\n--> statement-breakpoint\n');
  const before = dump(store.raw);
  const all = realMigrations().length;

  await expect(migrateStore(store, folder(all, [anew('false')]))).rejects.toMatchObject({
    code: 'migration-failed',
  });
  expect(dump(store.raw)).toEqual(before);

  await migrateStore(store, folder(all, [anew('true')]));
  expect(dump(store.raw)).toEqual(before);
  expect(store.raw.pragma('foreign_keys', { simple: true })).toBe(1);
});

test('a damaged database is not migrated: the copy is looked at first, and a bad one is not kept', async () => {
  await migrateStore(store, folder(1)).catch(() => {});
  populate(store);
  store.raw.pragma('wal_checkpoint(TRUNCATE)');
  const page = store.raw
    .prepare<[], number>(`SELECT rootpage FROM sqlite_master WHERE name = 'customer_number_unique'`)
    .pluck()
    .get()!;
  store.close();
  const file = openSync(store.paths.database, 'r+');
  writeSync(file, Buffer.alloc(4096, 0xab), 0, 4096, (page - 1) * 4096);
  closeSync(file);
  store = openStore({ dataDir });
  await expect(migrateStore(store)).rejects.toMatchObject({ name: 'UserError', code: 'database-damaged' });
  expect(migrationState(store).applied).toBe(realMigrations()[0]!.when);
  expect(backups()).toEqual([]);
});

test('a file that is no database, and a folder that cannot be written, are said in words', () => {
  const elsewhere = join(root, 'other');
  openStore({ dataDir: elsewhere }).close();
  writeFileSync(join(elsewhere, 'dockhand.sqlite'), 'a letter to my aunt '.repeat(500));
  const open = (where: string) => () => openStore({ dataDir: where });
  expect(open(elsewhere)).toThrow(expect.objectContaining({ code: 'database-damaged' }));
  writeFileSync(join(root, 'file'), '');
  expect(open(join(root, 'file'))).toThrow(expect.objectContaining({ code: 'database-unwritable' }));
});

test('where no copy can be kept, nothing is migrated', async () => {
  await migrateStore(store, folder(1)).catch(() => {});
  populate(store);
  writeFileSync(store.paths.backups, 'a file where the folder should be');
  await expect(migrateStore(store)).rejects.toMatchObject({ name: 'UserError', code: 'database-unwritable' });
  expect(migrationState(store).applied).toBe(realMigrations()[0]!.when);
});
