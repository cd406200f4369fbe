import { readdirSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { databaseBackup } from '../../../workers/jobs/database-backup.ts';
import { tempStore, type TempStore } from '../../fixtures/queues/temp-store.ts';
import { jobContext } from '../../support/job-context.ts';

let temp: TempStore;
beforeEach(async () => {
  temp = await tempStore();
});
afterEach(() => temp.remove());

const backUpFor = (date: string) => databaseBackup(jobContext(temp.store, { date }));
const files = () => readdirSync(temp.store.paths.backups).sort();

test('a day has one copy however often it is asked for, and the copy is whole', async () => {
  const first = await backUpFor('2026-01-05');
  expect(first).toMatchObject({ made: true, removed: 0 });
  expect(await backUpFor('2026-01-05')).toEqual({ ...first, made: false });
  expect(files()).toEqual([first.file]);
  const copy = new Database(join(temp.store.paths.backups, first.file), { readonly: true });
  expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(copy.prepare('SELECT count(*) FROM site').pluck().get()).toBe(1);
  copy.close();
});

test('the fourteen newest days are kept, and files of another origin are left alone', async () => {
  const { backups } = temp.store.paths;
  mkdirSync(backups, { recursive: true });
  const days = Array.from({ length: 14 }, (_, index) => `2026-01-${String(index + 1).padStart(2, '0')}`);
  for (const day of days) writeFileSync(join(backups, `daily-${day}.sqlite`), '');
  writeFileSync(join(backups, '2025-01-01-before-migration.sqlite'), '');
  const { file, removed } = await backUpFor('2026-01-15');
  expect(removed).toBe(1);
  expect(files()).toHaveLength(15);
  expect(files()).toContain(file);
  expect(files()).not.toContain('daily-2026-01-01.sqlite');
  expect(files()).toContain('2025-01-01-before-migration.sqlite');
});
