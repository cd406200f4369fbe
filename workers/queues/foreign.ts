/** Failures that only Bull knows of: they are shown as dead letters, and cannot be run again, because nobody here wanted them. */
import type { ErrorInfo } from '../errors.ts';

const unknown: ErrorInfo = {
  code: 'foreign-unknown-job',
  message:
    'Bull holds this job as failed, and the database does not know it. It did not come from this data folder, or was wanted after the backup that was put back.',
};

const otherTenant: ErrorInfo = {
  code: 'foreign-other-tenant',
  message: 'Bull holds this job as failed, and it belongs to another tenant. It was not run here.',
};

/** @param known whether the database has a job of this id (of another tenant, then). @param sameTenant of Bull's data. */
export function foreignError(known: boolean, sameTenant: boolean): ErrorInfo {
  return known || !sameTenant ? otherTenant : unknown;
}

export function isForeign({ code }: { code: string }): boolean {
  return code === unknown.code || code === otherTenant.code;
}
