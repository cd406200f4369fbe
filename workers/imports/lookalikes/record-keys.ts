/** The loose identities of records on their way into a spool. */
import { marked } from './groups.ts';
import { TextHash } from './hash.ts';
import { identityOf, looseKinds, type LooseKind, type ValueOf } from './identities.ts';
import type { KeySpool } from './key-spool.ts';

/** Apart from the seeds of the kinds. */
const ownerSeed = 0x5eed;

export class RecordKeys {
  readonly #spool: KeySpool;
  readonly #kinds: readonly LooseKind[];
  readonly #isRecord: boolean;
  readonly #hash = new TextHash();

  /** @param kinds that are compared. @param isRecord whether what is added is there already, and not a row of the file. */
  constructor(spool: KeySpool, kinds: readonly LooseKind[], isRecord: boolean) {
    this.#spool = spool;
    this.#kinds = kinds;
    this.#isRecord = isRecord;
  }

  /**
   * @param ref line of the file, or `no` of the record. @param key what the record is known by.
   * @param names fields with a name of the company; each counts with the postal code.
   */
  add(ref: number, key: string, value: ValueOf, names: readonly string[]): void {
    const owner = this.#hash.of(key, ownerSeed).low;
    for (const kind of this.#kinds) {
      if (kind !== 'name') this.#put(kind, identityOf(kind, value, ''), ref, owner);
      else for (const name of names) this.#put(kind, identityOf(kind, value, name), ref, owner);
    }
  }

  #put(kind: LooseKind, text: string, ref: number, owner: number): void {
    if (text === '') return;
    const { high, low } = this.#hash.of(text, looseKinds.indexOf(kind));
    this.#spool.add(high, marked(low, kind, this.#isRecord), ref, owner);
  }
}
