/** Statements for hot paths: prepared once per connection, kept as long as it. */
import type Database from 'better-sqlite3';
import type { Orm, Store } from './open.ts';

/** @param prepare called on first use with a connection. */
export function prepared<Statements extends object>(
  prepare: (raw: Database.Database) => Statements,
): (store: Store) => Statements {
  const kept = new WeakMap<Store, Statements>();
  return (store) => {
    let statements = kept.get(store);
    if (statements === undefined) {
      statements = prepare(store.raw);
      kept.set(store, statements);
    }
    return statements;
  };
}

/** The same for queries that are built from the schema: building and preparing one takes twenty times as long as running it. */
export function preparedQueries<Queries extends object>(
  prepare: (orm: Orm) => Queries,
): (reading: Pick<Store, 'orm'>) => Queries {
  const kept = new WeakMap<Orm, Queries>();
  return ({ orm }) => {
    let queries = kept.get(orm);
    if (queries === undefined) {
      queries = prepare(orm);
      kept.set(orm, queries);
    }
    return queries;
  };
}
