/** Takes away the copies of files that were imported, and corrections of them, when they have not been used for long. */
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { errorInfo } from '../errors.ts';
import type { Logger } from '../log.ts';
import {
  isFileWanted,
  keptDays,
  lostCells,
  oldEditSets,
  removeEditSet,
  removeLostCells,
} from '../store/import-retention.ts';
import type { Store } from '../store/open.ts';
import { letOthersWrite } from '../store/turns.ts';
import { isKept } from './staged-file.ts';

const dayMs = 24 * 3_600_000;

export interface RemovedFiles {
  /** Copies, each with what was made of it. */
  staged: number;
  /** Sets of corrections. */
  edits: number;
}

interface Removing {
  actor: string;
  signal: AbortSignal;
  log: Logger;
  /** Called with the share that is done, 0 to 1. */
  progress: (share: number) => void;
}

/**
 * A copy goes when neither it nor an import of it has been touched for the days that are set, no import of it is unfinished or can
 * still be run again, and no hot folder has it under way; its corrections go after it. What an undo and the refused rows need lies
 * in the database and stays. Ended at any point, it has done a part of it, and the next time does the rest.
 * @throws the signal's reason, between two files.
 */
export async function removeOldFiles(store: Store, removing: Removing): Promise<RemovedFiles> {
  const before = store.clock.now() - keptDays(store) * dayMs;
  const staged = await removeCopies(store, removing, before);
  return { staged, edits: await removeEdits(store, removing, before) };
}

async function removeCopies(
  store: Store,
  { actor, signal, log, progress }: Removing,
  before: number,
): Promise<number> {
  let removed = 0;
  const files = [...filesByHash(store.paths.staged)];
  for (const [at, [sha256, names]] of files.entries()) {
    signal.throwIfAborted();
    await letOthersWrite(store);
    try {
      removed += Number(store.write(actor, () => removeCopy(store, sha256, names, before), 'normal'));
    } catch (error) {
      log.warn('copy of an imported file not removed', { sha256, ...errorInfo(error) });
    }
    progress((at + 1) / files.length);
    await nextTurn();
  }
  return removed;
}

/** Within a transaction, so that no import of it begins meanwhile. @returns whether it went. */
function removeCopy(store: Store, sha256: string, names: readonly string[], before: number): boolean {
  const paths = names.map((name) => join(store.paths.staged, name));
  const ages = paths.flatMap((path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? []);
  if (ages.length === 0) return false;
  // Looked at first: most are young, and the question to the database is the dearer one.
  if (ages.some((at) => at >= before) || isFileWanted(store, sha256, before)) return false;
  // The copy before what was made of it: without it the rest counts for nothing.
  for (const path of paths.toSorted((one, other) => one.length - other.length)) rmSync(path, { force: true });
  return true;
}

/** Names in the folder of copies, by the hash that they begin with. What has no such name is not ours. */
function filesByHash(folder: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return found;
    throw error;
  }
  for (const name of names) {
    const sha256 = /^[0-9a-f]{64}(?=\.|$)/.exec(name)?.[0];
    if (sha256 !== undefined) found.set(sha256, [...(found.get(sha256) ?? []), name]);
  }
  return found;
}

/** The set goes first, so that no half of one can be imported by; cells without a set are then taken away in slices. */
async function removeEdits(store: Store, { actor, signal }: Removing, before: number): Promise<number> {
  let removed = 0;
  for (const { id, sha256 } of oldEditSets(store, before)) {
    signal.throwIfAborted();
    if (isKept(store.paths, sha256)) continue;
    removed += Number(store.write(actor, () => removeEditSet(store, id)));
  }
  for (const id of lostCells(store)) {
    for (let cells = 1; cells > 0; await nextTurn()) {
      signal.throwIfAborted();
      await letOthersWrite(store);
      cells = store.write(actor, () => removeLostCells(store, id), 'normal');
    }
  }
  return removed;
}
