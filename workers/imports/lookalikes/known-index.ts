/** The identities of known companies as numbers, in memory that threads share: eight bytes a slot, of which a third stays free. */
import { TextHash } from './hash.ts';
import { identityKinds, mostSharing, type IdentityKind } from './identities.ts';

/** Tables that a record is looked up in, strongest claim first. */
export const knownTables = ['customer', 'carrier'] as const;
export type KnownTable = (typeof knownTables)[number];

export interface KnownRecord {
  table: KnownTable;
  /** Its `no`. */
  no: number;
}

const numberBits = 27;
const mostNumber = 2 ** numberBits - 1;
/** Counts up to this: as many as have to be told apart. */
const mostCounted = 7;

/** A slot's second half: 0 for a free one, else the record, and how many further ones have this identity. */
const packed = ({ table, no }: KnownRecord) => ((knownTables.indexOf(table) << 30) | no) >>> 0;

export class KnownIndex {
  readonly #words: Uint32Array;
  readonly #slots: number;
  readonly #hash = new TextHash();
  #used = 0;

  /** @param memory of another index: the same one, seen from another thread. */
  constructor(memory: SharedArrayBuffer) {
    this.#words = new Uint32Array(memory);
    this.#slots = this.#words.length / 2;
  }

  /** Memory for so many identities. */
  static memoryFor(identities: number): SharedArrayBuffer {
    return new SharedArrayBuffer(8 * Math.max(8, Math.ceil(identities * 1.5)));
  }

  /** No further identity goes in. */
  get full(): boolean {
    return this.#used >= this.#slots * 0.8;
  }

  get memory(): SharedArrayBuffer {
    return this.#words.buffer as SharedArrayBuffer;
  }

  /** The first record that has an identity keeps it. One that cannot be numbered is left out. */
  add(kind: IdentityKind, text: string, record: KnownRecord): void {
    if (record.no > mostNumber || this.full) return;
    const slot = this.#slotOf(kind, text);
    const held = this.#words[slot * 2 + 1] as number;
    const value = packed(record);
    if (held === 0) {
      this.#words[slot * 2] = this.#hash.high;
      this.#words[slot * 2 + 1] = value;
      this.#used += 1;
    } else if (recordIn(held) !== recordIn(value) && countIn(held) < mostCounted) {
      this.#words[slot * 2 + 1] = (held + 2 ** numberBits) >>> 0;
    }
  }

  /** Null where nobody has it, or so many that it tells none from the others. */
  find(kind: IdentityKind, text: string): KnownRecord | null {
    const slot = this.#slotOf(kind, text);
    const held = this.#words[slot * 2 + 1] as number;
    if (held === 0 || countIn(held) >= mostSharing[kind]) return null;
    return { table: knownTables[held >>> 30] ?? 'customer', no: held & mostNumber };
  }

  /** Where an identity is, or can go: there is always a free slot. */
  #slotOf(kind: IdentityKind, text: string): number {
    const { high, low } = this.#hash.of(text, identityKinds.indexOf(kind));
    const words = this.#words;
    let slot = low % this.#slots;
    while (words[slot * 2 + 1] !== 0 && words[slot * 2] !== high)
      slot = slot + 1 === this.#slots ? 0 : slot + 1;
    return slot;
  }
}

/** Without the count. */
function recordIn(held: number): number {
  return (held & ~(mostCounted << numberBits)) >>> 0;
}

function countIn(held: number): number {
  return (held >>> numberBits) & mostCounted;
}
