/** The data folder can be written to. */
import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ok, problem, type Check } from './check.ts';

export const dataFolder: Check = {
  id: 'data-folder',
  title: 'Data folder',
  async look({ store }) {
    const { temp, database } = store.paths;
    const probe = join(temp, `doctor-${randomUUID()}`);
    try {
      await mkdir(temp, { recursive: true });
      await writeFile(probe, 'Dockhand can write here.');
      return ok(`${dirname(database)} can be written to.`);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
      return problem(
        `${dirname(database)} cannot be written to (${code}).`,
        code === 'ENOSPC'
          ? 'Make room on that disk.'
          : 'Give the user that Dockhand runs as the right to change files there, and check that the disk is not write-protected.',
      );
    } finally {
      await rm(probe, { force: true });
    }
  },
};
