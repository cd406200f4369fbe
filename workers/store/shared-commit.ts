/**
 * Small writes that come in the same turn of the event loop share one transaction: a commit costs more than what is in it. For the
 * leases and ends of runs, of which a busy worker writes thousands a second.
 */
import type { Store } from './open.ts';
import type { Transaction } from './write.ts';

export interface SharedCommit {
  /**
   * @param change pure but for the database: when a commit fails it is called again, alone.
   * @returns what it returned, once that is committed with the durability `normal`.
   */
  write<T>(change: (tx: Transaction) => T): Promise<T>;
  /** Commits at once what waits, for a process that is about to end. */
  flush(): void;
}

interface Waiting {
  change: (tx: Transaction) => unknown;
  done: (result: unknown) => void;
  failed: (error: unknown) => void;
}

/** @param actor in whose name the transactions are, `kind:name`. */
export function sharedCommit(store: Store, actor: string): SharedCommit {
  let waiting: Waiting[] = [];
  let due: NodeJS.Immediate | null = null;

  function flush(): void {
    if (due !== null) clearImmediate(due);
    due = null;
    const together = waiting;
    waiting = [];
    if (together.length > 1 && commit(together)) return;
    for (const one of together) commitAlone(one);
  }

  /** @returns false when nothing is written because one of them may be at fault. */
  function commit(together: readonly Waiting[]): boolean {
    let results: unknown[];
    try {
      results = store.write(actor, (tx) => together.map(({ change }) => change(tx)), 'normal');
    } catch (error) {
      // The wait was long enough for all of them.
      if ((error as { code?: unknown }).code !== 'SQLITE_BUSY') return false;
      for (const { failed } of together) failed(error);
      return true;
    }
    for (const [at, { done }] of together.entries()) done(results[at]);
    return true;
  }

  function commitAlone({ change, done, failed }: Waiting): void {
    try {
      done(store.write(actor, change, 'normal'));
    } catch (error) {
      failed(error);
    }
  }

  return {
    write: (change) =>
      new Promise((resolve, reject) => {
        waiting.push({ change, done: resolve as (result: unknown) => void, failed: reject });
        due ??= setImmediate(flush);
      }),
    flush,
  };
}
