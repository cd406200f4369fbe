/** A file that is over: its result is written and it is moved; safe to repeat from any point. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { moveOnHotFile, type HotFileRecord, type HotFolderRecord } from '../../store/hot-folder.ts';
import type { Store } from '../../store/open.ts';
import { beside, exists, freePlace, moveWhole } from './move.ts';
import { endings, writeResults } from './result-files.ts';
import type { FileState } from './watch-list.ts';

export const doneFolder = 'done';
export const failedFolder = 'failed';

/**
 * @param takenAs what the file was when it was taken; null after a restart: then its content tells whether it is the same.
 * @throws what the file system says: to be tried again.
 */
export async function settleFile(
  store: Store,
  actor: string,
  folder: HotFolderRecord,
  file: HotFileRecord,
  takenAs: FileState | null,
): Promise<void> {
  const source = join(folder.path, file.name);
  const into = join(folder.path, file.state === 'failed' ? failedFolder : doneFolder);
  await mkdir(into, { recursive: true });
  for (;;) {
    const place = await placeOf(store, actor, file, into);
    if (place === null) return;
    const here = await stillTheSame(source, file, takenAs);
    // Moved before a crash: whatever lies under the old name now is another file.
    const moved = !here && (await exists(place));
    if (!moved) await writeResults(store, file, place, here);
    if (!here || (await moveWhole(source, place))) {
      const movedTo = here || moved ? place : null;
      store.write(actor, (tx) => void moveOnHotFile(tx, file, { movedTo, settledAt: tx.now }));
      return;
    }
    // Somebody has put another file there in between.
    file.movedTo = null;
  }
}

/** The place noted before, else a free one, noted now. Null when the file was moved on by somebody else. */
async function placeOf(
  store: Store,
  actor: string,
  file: HotFileRecord,
  into: string,
): Promise<string | null> {
  if (file.movedTo !== null && dirname(file.movedTo) === into) return file.movedTo;
  const taken = async (path: string) => (await exists(path)) || (await exists(beside(path, endings.result)));
  const place = await freePlace(into, basename(file.name), taken);
  const noted = store.write(actor, (tx) => moveOnHotFile(tx, file, { movedTo: place }));
  file.movedTo = place;
  return noted === null ? null : place;
}

/** Whether the file that was taken still lies there, and not another one under its name. */
async function stillTheSame(
  source: string,
  file: HotFileRecord,
  takenAs: FileState | null,
): Promise<boolean> {
  let now;
  try {
    now = await lstat(source);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
  if (!now.isFile()) return false;
  if (takenAs !== null) return now.size === takenAs.size && now.mtimeMs === takenAs.mtimeMs;
  if (now.size !== file.bytes) return false;
  return file.sha256 === null || (await hashOf(source)) === file.sha256;
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }))
    hash.update(chunk as Buffer);
  return hash.digest('hex');
}
