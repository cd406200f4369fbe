import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as schema from '../../../workers/store/schema.ts';
import { tempStore, type TempStore } from '../../fixtures/queues/temp-store.ts';

let temp: TempStore;
beforeAll(async () => {
  temp = await tempStore();
});
afterAll(() => temp.remove());

const tables = Object.values(schema)
  .filter((value) => value instanceof SQLiteTable)
  .map((table) => getTableConfig(table));

const names = (rows: unknown) => (rows as { name: string }[]).map(({ name }) => name).sort();

test.each(tables)('the migrations make the table $name as the schema has it', (table) => {
  const { raw } = temp.store;
  expect(names(raw.pragma(`table_info("${table.name}")`))).toEqual(names(table.columns));
  const indexes = names(table.indexes.map(({ config }) => config));
  expect(names(raw.pragma(`index_list("${table.name}")`))).toEqual(expect.arrayContaining(indexes));
});

test('the database is in WAL mode with foreign keys on, and waits for other writers', () => {
  const pragma = (name: string) => temp.store.raw.pragma(name, { simple: true });
  expect(pragma('journal_mode')).toBe('wal');
  expect(pragma('foreign_keys')).toBe(1);
  expect(pragma('busy_timeout')).toBe(10_000);
});
