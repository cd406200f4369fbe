/** The job `scheduled/database-backup`: one verified copy of the database per day, the newest of them kept. */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PayloadOf } from '../queues/catalog.ts';
import type { JobHandler } from '../queues/define.ts';
import { backUp } from '../store/backup.ts';

/** Copies made for another reason (before a migration) have other names and do not count. */
const dailyName = /-daily-(\d{4}-\d{2}-\d{2})\.sqlite$/;
const kept = 14;

/** @returns the file's name, and how many old ones went. @throws UserError `disk-full`, `database-damaged`: then there is no new file. */
export const databaseBackup: JobHandler<
  PayloadOf<'scheduled/database-backup'>,
  { file: string; made: boolean; removed: number }
> = async ({ store, payload: { date }, signal }) => {
  signal.throwIfAborted();
  const folder = store.paths.backups;
  await mkdir(folder, { recursive: true });
  const ofToday = (await dailies(folder)).find((name) => dailyName.exec(name)?.[1] === date);
  if (ofToday === undefined) await backUp(store, `daily-${date}`);
  const names = await dailies(folder);
  const old = names.slice(0, -kept);
  for (const name of old) await rm(join(folder, name), { force: true });
  const file = ofToday ?? names.find((name) => dailyName.exec(name)?.[1] === date) ?? '';
  return { file, made: ofToday === undefined, removed: old.length };
};

/** By their day, oldest first. */
async function dailies(folder: string): Promise<string[]> {
  const dayOf = (name: string) => dailyName.exec(name)?.[1] ?? '';
  const names = (await readdir(folder)).filter((name) => dailyName.test(name));
  return names.sort((a, b) => dayOf(a).localeCompare(dayOf(b)) || a.localeCompare(b));
}
