/** A record's identifying columns under the names of the import's fields. */
import { identityColumns } from '../../store/import-lookalikes.ts';
import type { ValueOf } from './identities.ts';

const at = new Map<string, number>(identityColumns.map((name, i) => [name, i + 1]));

/** @param row as `identityPage` gives it. */
export function recordValues(row: readonly (string | number | null)[]): ValueOf {
  return (field) => String(row[at.get(field) ?? -1] ?? '');
}
