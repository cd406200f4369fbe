/**
 * Suggestions that rows may be about a company that another row, or a record that is there, is about under another key. Made when a
 * file has been checked: only then is it known how many share a value, and so whether it tells anything.
 */
import { rmSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Entity } from '../../api/wire.ts';
import { identityPage, partnerCalled } from '../../store/import-lookalikes.ts';
import type { Store } from '../../store/open.ts';
import type { PartnerEntity } from '../entities/entity.ts';
import { partners } from '../entities/index.ts';
import type { Mapping } from '../source.ts';
import type { FlaggedRow, Place, Window } from '../window.ts';
import { Chains, resemblancesIn, type Resemblance } from './groups.ts';
import { looseKinds } from './identities.ts';
import { KeySpool, PartReader, spoolParts, type SpooledKeys } from './key-spool.ts';
import { RecordKeys } from './record-keys.ts';
import { recordValues } from './record-values.ts';
import { looseKindsOf } from './row-comparison.ts';
import { similarLineIssue, similarRecordIssue } from './words.ts';

/** Records read between two turns of the event loop. */
const recordsTogether = 1000;
/** Rows flagged together. */
const flaggedTogether = 2000;
/** As many as anybody looks at; of more, those with the lowest hashes are left. */
const mostSuggested = 100_000;

export interface ComparisonOrder {
  store: Store;
  signal: AbortSignal;
  entity: Entity;
  mapping: Mapping;
  /** The identities of the file's rows, beside whose scratch file that of the records is to lie. */
  keys: SpooledKeys;
  /** Of the file. */
  end: Place;
}

/** @returns rows to be flagged, by line, in windows of no records. @throws the signal's reason */
export async function* resemblingRows(order: ComparisonOrder): AsyncGenerator<Window> {
  const { store, entity, end, keys } = order;
  if (entity === 'invoice' || keys.entries === 0) return;
  const found = await compare(order, partners[entity]);
  for (let at = 0; at < found.length; at += flaggedTogether) {
    const flagged = found.slice(at, at + flaggedTogether).map((each) => flaggedRow(store, entity, each));
    yield { ...emptyWindow, flagged, next: end };
  }
}

const emptyWindow = {
  bytes: new Uint8Array(),
  pieceEnds: [],
  pieceCounts: [],
  lines: new Uint32Array(),
  done: 1,
  last: true,
};

async function compare(order: ComparisonOrder, entity: PartnerEntity): Promise<Resemblance[]> {
  const recordsPath = `${order.keys.path}-known`;
  const best = new Map<number, Resemblance>();
  try {
    // Made anew for each part, all this would come to a hundred megabytes of which nobody knows when V8 lets go of them.
    const parts = new PartReader([order.keys, await recordKeys(order, entity, recordsPath)]);
    const chains = new Chains();
    for (let part = 0; part < spoolParts && best.size < mostSuggested; part += 1) {
      order.signal.throwIfAborted();
      for (const each of resemblancesIn(parts.read(part), chains)) {
        const other = best.get(each.line);
        if (other === undefined || rank(each) < rank(other)) best.set(each.line, each);
      }
      await nextTurn();
    }
  } finally {
    rmSync(recordsPath, { force: true });
  }
  return [...best.values()].sort((a, b) => a.line - b.line).slice(0, mostSuggested);
}

/** A record that is there says more than a line, an address more than a name. */
function rank({ to, kind }: Resemblance): number {
  return (to === 'record' ? 0 : looseKinds.length) + looseKinds.indexOf(kind);
}

async function recordKeys(
  { store, mapping, signal }: ComparisonOrder,
  entity: PartnerEntity,
  path: string,
): Promise<SpooledKeys> {
  const spool = new KeySpool(path);
  try {
    const keys = new RecordKeys(spool, looseKindsOf(entity, mapping), true);
    let after = 0;
    for (let more = true; more; await nextTurn()) {
      signal.throwIfAborted();
      const rows = identityPage(store, entity.entity, after, recordsTogether);
      for (const row of rows) {
        after = row[0] as number;
        keys.add(after, row[1] as string, recordValues(row), ['name', 'dba']);
      }
      more = rows.length === recordsTogether;
    }
    return spool.finish();
  } finally {
    spool.close();
  }
}

function flaggedRow(
  store: Store,
  entity: PartnerEntity['entity'],
  { line, kind, to, ref }: Resemblance,
): FlaggedRow {
  const called = to === 'line' ? null : (partnerCalled(store, entity, ref) ?? { key: '', name: '' });
  const issue = called === null ? similarLineIssue(ref, kind) : similarRecordIssue(entity, called, kind);
  return { line, issues: [issue], raw: null, records: 0 };
}
