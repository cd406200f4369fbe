/** Leads that are customers or carriers already: found while the file is read, by what its rows are known by. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from '../../log.ts';
import { identitiesIn, identityPage } from '../../store/import-lookalikes.ts';
import type { Store } from '../../store/open.ts';
import { identityKinds, identityOf, type IdentityKind, type ValueOf } from './identities.ts';
import { KnownIndex, knownTables, type KnownRecord } from './known-index.ts';
import { recordValues } from './record-values.ts';

/** Records read between two turns of the event loop: a few milliseconds. */
const together = 1000;
/** Forty-eight megabytes: the identities of about a million companies. */
const mostIdentities = 4_000_000;

/**
 * The customers and carriers that there are now; null when there are none.
 * @throws the signal's reason
 */
export async function knownPartners(
  store: Store,
  signal: AbortSignal,
  log: Pick<Logger, 'warn'>,
): Promise<SharedArrayBuffer | null> {
  const most = knownTables.reduce((sum, table) => sum + identitiesIn(store, table), 0);
  if (most === 0) return null;
  const memory = KnownIndex.memoryFor(Math.min(most, mostIdentities));
  const index = new KnownIndex(memory);
  for (const table of knownTables) {
    let after = 0;
    for (let more = true; more && !index.full; await nextTurn()) {
      signal.throwIfAborted();
      const rows = identityPage(store, table, after, together);
      for (const row of rows) {
        after = row[0] as number;
        addTo(index, recordValues(row), { table, no: after });
      }
      more = rows.length === together;
    }
  }
  if (index.full) log.warn('leads are not compared with all carriers: there are too many', { most });
  return memory;
}

function addTo(index: KnownIndex, value: ValueOf, record: KnownRecord): void {
  for (const kind of identityKinds) {
    for (const named of kind === 'name' ? ['name', 'dba'] : ['']) {
      const text = identityOf(kind, value, named);
      if (text !== '') index.add(kind, text, record);
    }
  }
}

export interface KnownHit extends KnownRecord {
  kind: IdentityKind;
}

/** By its strongest identity that somebody has. @param names fields with a name of the company. */
export function knownHit(index: KnownIndex, value: ValueOf, names: readonly string[]): KnownHit | null {
  for (const kind of identityKinds) {
    for (const named of kind === 'name' ? names : ['']) {
      const text = identityOf(kind, value, named);
      const record = text === '' ? null : index.find(kind, text);
      if (record !== null) return { ...record, kind };
    }
  }
  return null;
}
