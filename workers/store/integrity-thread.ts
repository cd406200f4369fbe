/** Thread of check-integrity.ts: reads the whole database file, which takes seconds for a large one. */
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

const { database } = workerData as { database: string };

const raw = new Database(database, { readonly: true, fileMustExist: true });
const rows = raw.pragma('quick_check(5)') as { quick_check: string }[];
raw.close();
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin
parentPort?.postMessage(rows.map((row) => row.quick_check));
