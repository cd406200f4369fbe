/** The ends of the log files, bounded in number and in size. */
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** 16 × 512 KiB at most. */
const mostFiles = 16;
const tailBytes = 512 * 1024;

/** The newest first. @returns none where the folder is not there. */
export async function logFiles(folder: string): Promise<string[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.log'));
  const dated = await Promise.all(
    names.map(async (name) => ({
      name,
      at: (await stat(join(folder, name)).catch(() => null))?.mtimeMs ?? 0,
    })),
  );
  return dated
    .toSorted((a, b) => b.at - a.at)
    .slice(0, mostFiles)
    .map(({ name }) => name);
}

/** The last lines of a file, whole ones only. */
export async function logTail(path: string): Promise<string> {
  await using file = await open(path);
  const { size } = await file.stat();
  const from = Math.max(0, size - tailBytes);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(size, tailBytes)), 0, null, from);
  const text = buffer.toString('utf8', 0, bytesRead);
  return from === 0 ? text : text.slice(text.indexOf('\n') + 1);
}
