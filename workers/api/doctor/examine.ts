/** Runs every check. A check that fails itself is a finding, never the end of the examination. */
import { errorInfo, UserError } from '../../errors.ts';
import type { ApiContext } from '../context.ts';
import type { Finding } from '../wire.ts';
import { problem, type Check } from './check.ts';
import { children } from './children.ts';
import { clock } from './clock.ts';
import { dataFolder } from './data-folder.ts';
import { database } from './database.ts';
import { diskSpace } from './disk-space.ts';
import { fonts } from './fonts.ts';
import { jobsInRedis } from './jobs-in-redis.ts';
import { migrations } from './migrations.ts';
import { redis } from './redis.ts';
import { searchIndex } from './search-index.ts';
import { settingsFile } from './settings-file.ts';

const checks: readonly Check[] = [
  dataFolder,
  settingsFile,
  diskSpace,
  database,
  migrations,
  redis,
  jobsInRedis,
  children,
  searchIndex,
  fonts,
  clock,
];

/** In the order of the checks; they run side by side. */
export function examine(context: ApiContext, signal: AbortSignal | undefined): Promise<Finding[]> {
  return Promise.all(checks.map((check) => finding(check, context, signal)));
}

/** @throws UserError `not-mendable` where the check has nothing that the program can do. */
export async function mend(context: ApiContext, id: string): Promise<void> {
  const check = checks.find((each) => each.id === id);
  if (check?.mend === undefined)
    throw new UserError(
      'not-mendable',
      'Dockhand cannot set this right by itself. Do what the finding says.',
    );
  await check.mend(context);
  context.log.info('finding mended', { check: id });
}

async function finding(
  { id, title, look }: Check,
  context: ApiContext,
  signal: AbortSignal | undefined,
): Promise<Finding> {
  try {
    return { id, title, ...(await look(context, signal)) };
  } catch (error) {
    const { code, message } = errorInfo(error);
    context.log.error('check failed', { check: id, code, message });
    return {
      id,
      title,
      ...problem(
        `This could not be checked: ${message}.`,
        'Try again. If it stays, send the log of the api to support.',
      ),
    };
  }
}
