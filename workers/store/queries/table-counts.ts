/** How large the database is, table by table: for whoever helps from afar. */
import type { Store } from '../open.ts';

/** Counting stops here, so that no table holds the process up for long. */
const mostCounted = 200_000;

export interface TableCount {
  table: string;
  rows: number;
  /** There are more. */
  atLeast?: true;
}

/** One table a step. @throws SqliteError where the file is damaged. */
export function* tableCounts({ raw }: Pick<Store, 'raw'>): Generator<TableCount> {
  const names = raw
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name`,
    )
    .pluck()
    .all();
  for (const table of names) {
    const name = `"${table.replaceAll('"', '""')}"`;
    const counted = raw
      .prepare<[], number>(`SELECT count(*) FROM (SELECT 1 FROM ${name} LIMIT ${mostCounted + 1})`)
      .pluck()
      .get();
    const rows = counted ?? 0;
    yield rows > mostCounted ? { table, rows: mostCounted, atLeast: true } : { table, rows };
  }
}

/** SQLite's own version, and the `when` of the newest migration that the file has; null before the first. */
export function databaseForm({ raw }: Pick<Store, 'raw'>): { sqlite: string; migration: number | null } {
  const sqlite = raw.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? '';
  const migration = raw
    .prepare<[], number | null>('SELECT max(created_at) FROM __drizzle_migrations')
    .pluck()
    .get();
  return { sqlite, migration: migration ?? null };
}
