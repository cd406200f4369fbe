/** The job `scheduled/cleanup-temp-files`: takes out of the data folder's `temp` what a killed process left there more than a day ago. */
import { lstat, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { errorInfo } from '../errors.ts';
import type { PayloadOf } from '../queues/catalog.ts';
import type { JobHandler } from '../queues/define.ts';
import { importsUnderWay } from '../store/import-record.ts';

/** What is being written has a newer time than this. */
const keptMs = 24 * 60 * 60 * 1000;
/** Files between two looks at the signal and at the imports. */
const stepSize = 200;

/** Scratch files of an import may lie untouched for long while it waits or reads. */
const ofImport = /^(?:spool|dry-run)-([0-9a-f-]{36})\.sqlite/;

export interface CleanedUp {
  removed: number;
  /** Too old, and could not be removed: each is in the log. */
  left: number;
}

/**
 * Only entries of `temp` itself: folders are not entered, and of a link the link goes, never what it points to.
 * @throws the signal's reason, between two steps.
 */
export const cleanupTempFiles: JobHandler<PayloadOf<'scheduled/cleanup-temp-files'>, CleanedUp> = async ({
  store,
  signal,
  progress,
  log,
}) => {
  const folder = store.paths.temp;
  const before = store.clock.now() - keptMs;
  const names = await namesIn(folder);
  const cleaned: CleanedUp = { removed: 0, left: 0 };
  for (let done = 0; done < names.length; done += stepSize) {
    signal.throwIfAborted();
    const underWay = importsUnderWay(store);
    for (const name of names.slice(done, done + stepSize)) {
      if (underWay.has(ofImport.exec(name)?.[1] ?? '')) continue;
      try {
        if (await removeIfOld(join(folder, name), before)) cleaned.removed += 1;
      } catch (error) {
        cleaned.left += 1;
        log.warn('temporary file not removed', { name, ...errorInfo(error) });
      }
    }
    progress(Math.min(1, (done + stepSize) / names.length));
    await nextTurn();
  }
  return cleaned;
};

/** Nothing where there is no such folder, or a link in its place: that would lead out of the data folder. */
async function namesIn(folder: string): Promise<string[]> {
  const kind = await lstat(folder).catch(unlessMissing);
  return kind?.isDirectory() === true ? readdir(folder) : [];
}

/** @returns whether it was there, old, and no folder. @throws what the file system says, except that it is gone. */
async function removeIfOld(path: string, before: number): Promise<boolean> {
  const entry = await lstat(path).catch(unlessMissing);
  if (entry === undefined || entry.isDirectory() || entry.mtimeMs >= before) return false;
  return unlink(path).then(
    () => true,
    (error: unknown) => unlessMissing(error) ?? false,
  );
}

function unlessMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}
