/**
 * The support bundle where no engine starts: a process of its own reads what can be read and sends the ZIP to its parent. It changes
 * nothing in the data folder; a database that cannot be opened is a part that says so.
 */
import { dataPaths, type DataPaths } from '../paths.ts';
import { openReadOnly } from '../store/open-read-only.ts';
import { supportBundle, type Part } from './bundle.ts';
import { databaseParts } from './database-parts.ts';

/** What the parent sends. */
export interface OfflineOrder {
  dataDir: string;
  version: string;
  /** Why there is no engine, as `doctor` would say it. */
  findings: object;
}

process.once('message', (order: OfflineOrder) => {
  void make(order);
});

async function make({ dataDir, version, findings }: OfflineOrder): Promise<void> {
  const paths = dataPaths(dataDir);
  const zip = await supportBundle({
    paths,
    version,
    now: Date.now(),
    parts: { doctor: () => findings, ...readable(paths) },
  });
  process.send?.(zip, () => {
    process.disconnect();
  });
}

function readable(paths: DataPaths): Record<string, Part> {
  try {
    return databaseParts(openReadOnly(paths));
  } catch (error) {
    const fail = () => {
      throw error;
    };
    return { database: fail };
  }
}
