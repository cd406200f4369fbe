/** The lines of an import's rows per filter, held in memory for random access: four bytes a row. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RowFilter } from '../api/wire.ts';
import type { ImportRecord } from '../store/import-record.ts';
import { linesAfter, type RowsWanted } from '../store/import-rows.ts';
import { outcome } from '../store/import-outcome.ts';
import type { Store } from '../store/open.ts';

interface Held {
  version: string;
  /** Milliseconds of the process's own clock. */
  at: number;
  lines: Promise<Uint32Array>;
}

/** While an import runs, a list may be so old: making one for each question would keep the process busy. */
const staleMs = 3000;
/** Rows looked at between two turns of the event loop: about 3 ms. */
const step = 5000;
const mostHeld = 12;

const kept = new WeakMap<Store, Map<string, Held>>();

/** In ascending order. */
export function linesOfRows(store: Store, record: ImportRecord, filter: RowFilter): Promise<Uint32Array> {
  const lists = kept.get(store) ?? new Map<string, Held>();
  kept.set(store, lists);
  const key = `${record.no} ${filter}`;
  const version = `${record.state} ${record.rows} ${record.warnings}`;
  const known = lists.get(key);
  const now = performance.now();
  const open = record.state === 'waiting' || record.state === 'running';
  if (known !== undefined && (known.version === version || (open && now - known.at < staleMs))) {
    lists.delete(key);
    lists.set(key, known);
    return known.lines;
  }
  const made: Held = { version, at: now, lines: collect(store, record.no, wantedBy(filter)) };
  lists.delete(key);
  lists.set(key, made);
  made.lines.catch(() => lists.delete(key));
  for (const oldest of lists.keys()) {
    if (lists.size <= mostHeld) break;
    lists.delete(oldest);
  }
  return made.lines;
}

async function collect(store: Store, importNo: number, wanted: RowsWanted): Promise<Uint32Array> {
  let lines = new Uint32Array(1024);
  let count = 0;
  for (let after: number | null = 0; after !== null; await nextTurn()) {
    const found = linesAfter(store, importNo, wanted, after, step);
    if (count + found.lines.length > lines.length) {
      const larger = new Uint32Array((count + found.lines.length) * 2);
      larger.set(lines.subarray(0, count));
      lines = larger;
    }
    lines.set(found.lines, count);
    count += found.lines.length;
    after = found.last;
  }
  return lines.slice(0, count);
}

function wantedBy(filter: RowFilter): RowsWanted {
  return filter === 'all' || filter === 'warned' || filter === 'similar'
    ? filter
    : { outcome: outcome[filter] };
}
