/**
 * The job `scheduled/cleanup-temp-files`: takes out of the data folder's `temp` what a killed process left there more than a day ago,
 * and out of `staged` the copies of imported files that are kept no longer.
 */
import { lstat, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { errorInfo } from '../errors.ts';
import { removeOldFiles, type RemovedFiles } from '../imports/retention.ts';
import type { PayloadOf } from '../queues/catalog.ts';
import type { JobHandler } from '../queues/define.ts';
import { importsUnderWay } from '../store/import-record.ts';

/** What is being written has a newer time than this. */
const keptMs = 24 * 60 * 60 * 1000;
/** Of the progress, what the temporary files are. */
const temporaryShare = 0.9;
/** Files between two looks at the signal and at the imports. */
const stepSize = 200;

/** Scratch files of an import may lie untouched for long while it waits or reads. */
const ofImport = /^(?:spool|dry-run|keys)-([0-9a-f-]{36})\.(?:sqlite|rows)/;

export interface CleanedUp extends RemovedFiles {
  removed: number;
  /** Too old, and could not be removed: each is in the log. */
  left: number;
}

/**
 * Of `temp` only its own entries: folders are not entered, and of a link the link goes, never what it points to.
 * @throws the signal's reason, between two steps.
 */
export const cleanupTempFiles: JobHandler<PayloadOf<'scheduled/cleanup-temp-files'>, CleanedUp> = async ({
  store,
  signal,
  progress,
  log,
  actor,
}) => {
  const folder = store.paths.temp;
  const before = store.clock.now() - keptMs;
  const names = await namesIn(folder);
  const cleaned = { removed: 0, left: 0 };
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
    progress(temporaryShare * Math.min(1, (done + stepSize) / names.length));
    await nextTurn();
  }
  const further = (share: number) => {
    progress(temporaryShare + (1 - temporaryShare) * share);
  };
  return { ...cleaned, ...(await removeOldFiles(store, { actor, signal, log, progress: further })) };
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
