/** There is room for imports, PDFs and the copies that are made before an update. */
import { statfs, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { bytesText, ok, problem, warning, type Check, type Result } from './check.ts';

const megabyte = 1_000_000;

export const diskSpace: Check = {
  id: 'disk-space',
  title: 'Free disk space',
  async look({ store }) {
    const folder = dirname(store.paths.database);
    const { bavail, bsize } = await statfs(folder);
    const { size } = await stat(store.paths.database);
    return judge(bavail * bsize, size, folder);
  },
};

/** @param free bytes that this user may fill. @param database bytes of the database: a copy of it must fit. */
export function judge(free: number, database: number, folder: string): Result {
  const said = `${bytesText(free)} are free on the disk that holds ${folder}.`;
  const fix = 'Delete what is not needed on that disk, or move the data folder to a larger one.';
  if (free < Math.max(200 * megabyte, database)) return problem(said, fix);
  if (free < Math.max(2000 * megabyte, 3 * database)) return warning(said, fix);
  return ok(said);
}
