/** Where PDFs lie in the data folder, and how one gets there: whole or not at all. */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DataPaths } from '../paths.ts';
import { diskFull } from '../store/disk-full.ts';

/** The file of a PDF: under its content hash, so that it can never be mistaken for another. */
export function pdfPath(paths: DataPaths, sha256: string): string {
  return join(paths.pdfs, sha256.slice(0, 2), `${sha256}.pdf`);
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Whether the file is there with the very content that its name promises. */
export async function isIntact(paths: DataPaths, sha256: string): Promise<boolean> {
  try {
    return sha256Of(await readFile(pdfPath(paths, sha256))) === sha256;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/**
 * Puts bytes under their hash, on the disk when this returns. Two at once, or a kill at any moment, leave one whole file or none.
 * @returns false when an intact file was there already; a damaged one is replaced.
 * @throws UserError `disk-full`.
 */
export async function keepPdf(paths: DataPaths, sha256: string, bytes: Uint8Array): Promise<boolean> {
  const path = pdfPath(paths, sha256);
  // Asked on the spot: by way of another thread the question costs ten times as much, and a new invoice has no file.
  if (existsSync(path) && (await isIntact(paths, sha256))) return false;
  if (!existsSync(paths.temp)) await mkdir(paths.temp, { recursive: true });
  if (!existsSync(dirname(path))) {
    const created = await mkdir(dirname(path), { recursive: true });
    if (created !== undefined) await syncFolder(dirname(created));
  }
  const part = join(paths.temp, `${partPrefix}${process.pid}-${randomUUID()}`);
  try {
    const file = await open(part, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await moveInto(part, path, () => isIntact(paths, sha256));
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(part, { force: true });
    throw diskFull(path, error) ?? error;
  }
  return true;
}

/** Windows refuses to replace a file that someone reads or that another writer has just put there; the content is the same. */
async function moveInto(part: string, path: string, isThere: () => Promise<boolean>): Promise<void> {
  try {
    await rename(part, path);
  } catch (error) {
    if (!(await isThere())) throw error;
    await rm(part, { force: true });
  }
}

/** The new name must survive a power cut, too. Windows has no such call and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const partPrefix = 'pdf-part-';
const partName = /^pdf-part-(\d+)-/;

/** A process number may have been given away again: nothing is written for this long. */
const abandonedAfterMs = 60 * 60 * 1000;

/** Removes what killed processes left half-written. Parts of running processes are left alone. @returns how many went. */
export async function sweepParts(paths: DataPaths, now: number): Promise<number> {
  const names = await readdir(paths.temp).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  let swept = 0;
  for (const name of names) {
    const pid = partName.exec(name)?.[1];
    if (pid === undefined) continue;
    const path = join(paths.temp, name);
    const age = await stat(path).then(
      ({ mtimeMs }) => now - mtimeMs,
      () => null,
    );
    if (age === null || (isRunning(Number(pid)) && age < abandonedAfterMs)) continue;
    await rm(path, { force: true });
    swept++;
  }
  return swept;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
