/** Everything that is set, by key, as it is stored. */
import type { Store } from '../open.ts';

export interface SettingRow {
  key: string;
  value: unknown;
  /** Ms UTC. */
  updatedAt: number;
}

/** Without logos, which are large. */
export function storedSettings({ raw }: Pick<Store, 'raw'>): SettingRow[] {
  return raw
    .prepare<[], { key: string; value: string; updatedAt: number }>(
      `SELECT key, value, updated_at AS updatedAt FROM setting WHERE key NOT LIKE '%.logo.%' ORDER BY key LIMIT 500`,
    )
    .all()
    .map(({ value, ...row }) => ({ ...row, value: JSON.parse(value) as unknown }));
}
