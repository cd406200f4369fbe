/** What a person has set, and what an area remembers of itself: one JSON value to a key. */
import { eq, sql } from 'drizzle-orm';
import type { Store } from './open.ts';
import { preparedQueries } from './prepared.ts';
import { setting } from './schema.ts';
import type { Transaction } from './write.ts';

export interface StoredSetting {
  /** Of a person or an older program: check it against its schema. */
  value: unknown;
  /** Ms UTC. */
  updatedAt: number;
}

const queries = preparedQueries((orm) => ({
  byKey: orm
    .select()
    .from(setting)
    .where(eq(setting.key, sql.placeholder('key')))
    .prepare(),
}));

/** Null when it was never set. */
export function readSetting(reading: Pick<Store, 'orm'>, key: string): StoredSetting | null {
  const row = queries(reading).byKey.get({ key });
  return row === undefined ? null : { value: JSON.parse(row.value), updatedAt: row.updatedAt };
}

/** Without an audit entry: where a person set it, the caller writes one. @param value JSON. */
export function writeSetting({ orm, now, actor }: Transaction, key: string, value: unknown): void {
  const row = { value: JSON.stringify(value), updatedAt: now, updatedBy: actor };
  orm
    .insert(setting)
    .values({ key, ...row })
    .onConflictDoUpdate({ target: setting.key, set: row })
    .run();
}

export function removeSetting({ orm }: Transaction, key: string): void {
  orm.delete(setting).where(eq(setting.key, key)).run();
}
