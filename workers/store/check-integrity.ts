/** Whether the database file is sound: SQLite's own quick check, in a thread of its own, because it reads the whole file. */
import { Worker } from 'node:worker_threads';
import { entryPoint } from '../paths.ts';
import type { Store } from './open.ts';

export type Integrity =
  | { state: 'sound' }
  /** In SQLite's words; at most five. */
  | { state: 'damaged'; faults: string[] }
  /** The file is too large for the time given. */
  | { state: 'unfinished' };

/** @param limitMs ends the check; what it has not read by then is not known. */
export function checkIntegrity(store: Store, limitMs: number, signal?: AbortSignal): Promise<Integrity> {
  const thread = new Worker(entryPoint('workers/store/integrity-thread'), {
    workerData: { database: store.paths.database },
  });
  return new Promise<Integrity>((resolve, reject) => {
    const unfinished = () => {
      resolve({ state: 'unfinished' });
    };
    const limit = setTimeout(unfinished, limitMs);
    signal?.addEventListener('abort', unfinished, { once: true });
    thread.once('message', (faults: string[]) => {
      resolve(faults.length === 1 && faults[0] === 'ok' ? { state: 'sound' } : { state: 'damaged', faults });
    });
    thread.once('error', (error) => {
      if (isDamage(error)) resolve({ state: 'damaged', faults: [error.message] });
      else reject(error);
    });
    thread.once('exit', () => {
      clearTimeout(limit);
      signal?.removeEventListener('abort', unfinished);
      unfinished();
    });
  }).finally(() => void thread.terminate());
}

function isDamage(error: Error): boolean {
  const code = (error as { code?: unknown }).code;
  // An error loses its code on the way out of a thread where it is of a class of its own.
  return (
    code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB' || /malformed|not a database/.test(error.message)
  );
}
