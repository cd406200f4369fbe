/** Statements for hot paths: prepared once per connection, kept as long as it. */
import type Database from 'better-sqlite3';
import type { Store } from './open.ts';

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
