/** Which records of one part have an identity in common, and which of them is to be named. Pure. */
import { looseKinds, mostSharing, type LooseKind } from './identities.ts';
import { entryWords } from './key-spool.ts';

/** A row of the file that may be about the same company as another row, or as a record that is there. */
export interface Resemblance {
  line: number;
  kind: LooseKind;
  /** An earlier line of the file, or the `no` of a record. */
  to: 'line' | 'record';
  ref: number;
}

/** The last bits of a hash say what it is of: the kind, and whether a record that is there has it. */
const kindBits = 3;
const ofRecord = 4;

export function marked(low: number, kind: LooseKind, isRecord: boolean): number {
  return ((low & ~7) | looseKinds.indexOf(kind) | (isRecord ? ofRecord : 0)) >>> 0;
}

/**
 * Entries with the same own key are one record: they resemble each other as they should.
 * @param entries as PartReader gives them: rows in the order of their lines.
 * @param chains those of the part before: their memory is used again.
 */
export function resemblancesIn(entries: Uint32Array, chains = new Chains()): Resemblance[] {
  const found: Resemblance[] = [];
  chains.link(entries);
  const { next } = chains;
  for (let i = 0; i < chains.count; i += 1) {
    const head = chains.heads[i] as number;
    if (next[head] === -1) continue;
    const members: number[] = [];
    for (let at = head; at !== -1; at = next[at] as number) members.push(at);
    nameOthers(entries, members, found);
  }
  return found;
}

/** Chains of entries with the same hash, each in the order of the entries. */
export class Chains {
  /** The entry that follows in its chain; -1 behind the last. */
  next = new Int32Array(0);
  /** The first entries of the chains, as many as `count` says. */
  heads = new Int32Array(0);
  count = 0;
  #table = new Int32Array(16);
  #tails = new Int32Array(16);

  link(entries: Uint32Array): void {
    const entryCount = entries.length / entryWords;
    this.#begin(entryCount);
    const { heads, next } = this;
    const table = this.#table;
    const tails = this.#tails;
    const lowOf = (entry: number) => (entries[entry * entryWords + 1] as number) & ~ofRecord;
    const highOf = (entry: number) => entries[entry * entryWords] as number;
    for (let entry = 0; entry < entryCount; entry += 1) {
      let slot = (lowOf(entry) >>> kindBits) & (table.length - 1);
      for (let held = table[slot] as number; held !== -1; held = table[slot] as number) {
        if (highOf(held) === highOf(entry) && lowOf(held) === lowOf(entry)) break;
        slot = (slot + 1) & (table.length - 1);
      }
      if (table[slot] === -1) {
        table[slot] = entry;
        heads[this.count] = entry;
        this.count += 1;
      } else {
        next[tails[slot] as number] = entry;
      }
      tails[slot] = entry;
    }
  }

  #begin(entryCount: number): void {
    if (this.next.length < entryCount) {
      // Parts are of much the same size: a little more than this one needs is enough for all.
      const room = Math.ceil(entryCount * 1.25);
      this.next = new Int32Array(room);
      this.heads = new Int32Array(room);
      let slots = this.#table.length;
      while (slots < room * 2) slots *= 2;
      this.#table = new Int32Array(slots);
      this.#tails = new Int32Array(slots);
    }
    this.next.fill(-1, 0, entryCount);
    this.#table.fill(-1);
    this.count = 0;
  }
}

function nameOthers(entries: Uint32Array, members: readonly number[], found: Resemblance[]): void {
  const wordOf = (entry: number, word: number) => entries[entry * entryWords + word] as number;
  const kind = looseKinds[wordOf(members[0] as number, 1) & 3] ?? 'name';
  // The first record of each owner; more owners than may share the value are not asked for.
  const firsts = new Map<number, number>();
  const records: number[] = [];
  for (const entry of members) {
    const owner = wordOf(entry, 3);
    if (!firsts.has(owner)) firsts.set(owner, entry);
    if (firsts.size > mostSharing[kind]) return;
    if ((wordOf(entry, 1) & ofRecord) !== 0) records.push(entry);
  }
  if (firsts.size < 2) return;
  const rows = members.filter((entry) => (wordOf(entry, 1) & ofRecord) === 0);
  const ownerOf = (entry: number) => wordOf(entry, 3);
  const recordFor = otherThan(records, ownerOf);
  const rowFor = otherThan(rows, ownerOf);
  for (const entry of rows) {
    const line = wordOf(entry, 2);
    const record = recordFor(ownerOf(entry));
    if (record !== undefined) {
      found.push({ line, kind, to: 'record', ref: wordOf(record, 2) });
      continue;
    }
    const earlier = rowFor(ownerOf(entry));
    if (earlier !== undefined && wordOf(earlier, 2) < line)
      found.push({ line, kind, to: 'line', ref: wordOf(earlier, 2) });
  }
}

/** Finds the first entry of another owner. */
function otherThan(
  entries: readonly number[],
  ownerOf: (entry: number) => number,
): (owner: number) => number | undefined {
  const [first] = entries;
  if (first === undefined) return () => undefined;
  const second = entries.find((entry) => ownerOf(entry) !== ownerOf(first));
  return (owner) => (ownerOf(first) === owner ? second : first);
}
