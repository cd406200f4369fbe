/** The database opens, and its file is sound. */
import { checkIntegrity } from '../../store/check-integrity.ts';
import { ok, problem, warning, type Check } from './check.ts';

/** Milliseconds for reading the whole file. */
const limitMs = 15_000;

export const database: Check = {
  id: 'database',
  title: 'Database',
  async look({ store }, signal) {
    const integrity = await checkIntegrity(store, limitMs, signal);
    switch (integrity.state) {
      case 'sound':
        return ok(`${store.paths.database} opens and is sound.`);
      case 'damaged':
        return problem(
          `${store.paths.database} is damaged: ${integrity.faults.join('; ')}.`,
          `Stop Dockhand, keep a copy of the data folder, and put back the newest file of ${store.paths.backups}.`,
        );
      default:
        return warning(
          `${store.paths.database} opens. Whether all of it is sound could not be told in ${limitMs / 1000} seconds: it is large, or the disk is slow.`,
          'Run this check again when nothing else is going on.',
        );
    }
  },
};
