/** What of an import is compared with what, beside the keys. */
import { join } from 'node:path';
import type { Logger } from '../../log.ts';
import type { ImportRecord } from '../../store/import-record.ts';
import type { Store } from '../../store/open.ts';
import { optionsIn } from '../options.ts';
import { knownPartners } from './known-partners.ts';
import type { Comparing } from './row-comparison.ts';

/**
 * Leads are compared with customers and carriers unless nobody wants to know. Rows are compared with each other and with the
 * records that are there only by a check: it reads the whole file in one run, and nothing waits for it.
 * @throws the signal's reason
 */
export async function comparingFor(
  { store, signal, log }: { store: Store; signal: AbortSignal; log: Logger },
  { id, entity, dryRun, options }: ImportRecord,
): Promise<Comparing> {
  const wanted = optionsIn(options).knownPartners;
  const memory = entity === 'lead' && wanted !== 'import' ? await knownPartners(store, signal, log) : null;
  return {
    known: memory === null ? null : { memory, skip: wanted === 'skip' },
    keysPath: dryRun && entity !== 'invoice' ? join(store.paths.temp, `keys-${id}.rows`) : null,
  };
}
