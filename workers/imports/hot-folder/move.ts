/** Moving a file without ever overwriting another one, whatever is killed in between. */
import { copyFile, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { UserError } from '../../errors.ts';

/** Longest name in bytes that file systems take, less what is put around it. */
const longestName = 225;
const longestExtension = 50;

/** The place for a file in a folder: its own name, else with a number, where neither it nor its result exists. */
export async function freePlace(
  folder: string,
  name: string,
  taken: (path: string) => Promise<boolean>,
): Promise<string> {
  const ending = extname(name);
  // What is so long says nothing about the kind of the file, and would leave no room for its name.
  const extension = Buffer.byteLength(ending) > longestExtension ? '' : ending;
  const stem = shortened(
    name.slice(0, name.length - extension.length),
    longestName - Buffer.byteLength(extension),
  );
  for (let n = 1; ; n += 1) {
    const path = join(folder, `${stem}${n === 1 ? '' : ` (${n})`}${extension}`);
    if (!(await taken(path))) return path;
  }
}

function shortened(stem: string, bytes: number): string {
  let kept = stem;
  while (Buffer.byteLength(kept) > bytes) kept = Array.from(kept).slice(0, -1).join('');
  return kept;
}

export async function exists(path: string): Promise<boolean> {
  return (await sizeOf(path)) !== null;
}

/** Null when there is no such file. @throws what else the file system says. */
export async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Renames onto an empty file that is made first: only one can make it, so nothing of anybody else is lost. An empty one that is
 * there already is what a killed move has left.
 * @returns false when something else has this name. @throws what the file system says, and when the file was changed while it was
 * copied to another file system.
 */
export async function moveWhole(source: string, target: string): Promise<boolean> {
  try {
    await (await open(target, 'wx')).close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if ((await sizeOf(target)) !== 0) return false;
  }
  try {
    await rename(source, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') {
      await rm(target, { force: true });
      throw error;
    }
    await copyAcross(source, target);
  }
  return true;
}

/** Over a border of file systems: the file is removed only when its copy is on disk under its name, and only as it was copied. */
async function copyAcross(source: string, target: string): Promise<void> {
  const temporary = partOf(target);
  try {
    const before = await stat(source);
    await copyFile(source, temporary);
    const file = await open(temporary, 'r+');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
    const { size, mtimeMs } = await stat(source);
    if (size !== before.size || mtimeMs !== before.mtimeMs) throw changedMeanwhile(source);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    await rm(target, { force: true });
    throw error;
  }
  try {
    await rm(source, { force: true });
  } catch (error) {
    // It is there still: a copy that stays would be made again with every try.
    await rm(target, { force: true });
    throw error;
  }
}

/** What came last would be lost. Tried again, it is found to be another file than was imported. */
function changedMeanwhile(source: string): UserError {
  return new UserError(
    'file-changed',
    `"${basename(source)}" was changed while it was moved. It stays where it is and is taken again by itself.`,
  );
}

/** Where a file is written before it has its name. */
export function partOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.part`);
}

/** What is put beside a file, under its name. */
export function beside(path: string, ending: string): string {
  return join(dirname(path), `${basename(path)}${ending}`);
}
