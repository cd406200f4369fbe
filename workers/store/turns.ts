/**
 * Taking turns at writing. SQLite has one writer at a time and no queue: who finds it busy asks again after ever longer pauses, so a
 * process that writes slice after slice would shut all others out for seconds. Here a writer that had to wait leaves a mark, and a
 * process with much to write looks for marks between its transactions and lets the others go first.
 */
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from './open.ts';

/** How long a write may ask for its turn unannounced: most transactions of others are over by then. */
const quietMs = 10;
/** SQLite's own limit after that. */
const patientMs = 10_000;
/** Longest time that a process with much to write stands back at once; a mark may be left over from a crash. */
const standBackMs = 300;

/** Begins a transaction that writes; waits for its turn if it must. */
export function beginWriting(store: Store): void {
  const { raw, paths } = store;
  // With `exec`, because each transaction does this: `pragma` takes ten times as long.
  raw.exec(`PRAGMA busy_timeout = ${quietMs}`);
  try {
    raw.exec('BEGIN IMMEDIATE');
    return;
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'SQLITE_BUSY') throw error;
  } finally {
    raw.exec(`PRAGMA busy_timeout = ${patientMs}`);
  }
  const mark = join(paths.waiting, String(process.pid));
  try {
    mkdirSync(paths.waiting, { recursive: true });
    writeFileSync(mark, '');
  } catch {
    // Without room or right for a mark the wait is merely longer.
  }
  try {
    raw.exec('BEGIN IMMEDIATE');
  } finally {
    rmSync(mark, { force: true });
  }
}

/** To be awaited between the transactions of a long piece of work: lets whoever waits to write go first. */
export async function letOthersWrite(store: Store): Promise<void> {
  const until = performance.now() + standBackMs;
  while (someoneWaits(store) && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

function someoneWaits({ paths }: Store): boolean {
  let marks: string[];
  try {
    marks = readdirSync(paths.waiting);
  } catch {
    return false;
  }
  return marks.some((mark) => mark !== String(process.pid) && isFresh(join(paths.waiting, mark)));
}

/** No wait is longer than SQLite's limit: an older mark was left by a process that died, and goes. */
function isFresh(path: string): boolean {
  try {
    if (Date.now() - statSync(path).mtimeMs < patientMs + 1000) return true;
    rmSync(path, { force: true });
  } catch {
    // It has just gone.
  }
  return false;
}
