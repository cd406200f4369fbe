/** The job `scheduled/database-backup`: one verified copy of the database per day, the newest of them kept. */
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PayloadOf } from '../queues/catalog.ts';
import type { JobHandler } from '../queues/define.ts';
import { backUp } from '../store/backup.ts';

/** Copies made for another reason (before a migration) have other names and do not count. */
const dailyName = /^daily-(\d{4}-\d{2}-\d{2})\.sqlite$/;
const kept = 14;
/** No copy takes so long. */
const abandonedMs = 24 * 3_600_000;

/** @returns the file's name, and how many old ones went. @throws UserError `disk-full`, `database-damaged`: then there is no new file. */
export const databaseBackup: JobHandler<
  PayloadOf<'scheduled/database-backup'>,
  { file: string; made: boolean; removed: number }
> = async ({ store, payload: { date }, signal }) => {
  signal.throwIfAborted();
  const folder = store.paths.backups;
  await mkdir(folder, { recursive: true });
  const file = `daily-${date}.sqlite`;
  const made = !(await dailies(folder)).includes(file);
  if (made) await backUp(store, `daily-${date}`);
  const old = (await dailies(folder)).slice(0, -kept);
  for (const name of old) await rm(join(folder, name), { force: true });
  await removeAbandoned(folder, store.clock.now());
  return { file, made, removed: old.length };
};

/** Oldest first. */
async function dailies(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => dailyName.test(name)).sort();
}

/** What a process left that was killed while it copied. */
async function removeAbandoned(folder: string, now: number): Promise<void> {
  for (const name of (await readdir(folder)).filter((each) => each.includes('.partial'))) {
    const path = join(folder, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: now }));
    if (now - mtimeMs > abandonedMs) await rm(path, { force: true });
  }
}
