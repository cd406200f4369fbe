/** The database has the form that this program expects. */
import { migrationState } from '../../store/migrate.ts';
import { ok, problem, type Check } from './check.ts';

export const migrations: Check = {
  id: 'migrations',
  title: 'Form of the database',
  look({ store }) {
    const { newest, applied } = migrationState(store);
    if (applied === newest) return ok('The database has the form that this version works with.');
    if (applied !== null && applied > newest) {
      return problem(
        'The database was changed by a newer version of Dockhand.',
        'Stop this version and start the newer one.',
      );
    }
    return problem(
      'The program on the disk is newer than the one that is running.',
      'Restart Dockhand: it brings the database up to date when it starts, and keeps a copy first.',
    );
  },
};
