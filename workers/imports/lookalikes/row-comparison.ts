/** What a row of partners is compared with while the file is read, beside its own key. */
import type { PartnerEntity } from '../entities/entity.ts';
import type { Mapping } from '../source.ts';
import { looseKinds, type LooseKind, type ValueOf } from './identities.ts';
import { KeySpool, type SpooledKeys } from './key-spool.ts';
import { KnownIndex } from './known-index.ts';
import { knownHit, type KnownHit } from './known-partners.ts';
import { RecordKeys } from './record-keys.ts';

export interface Comparing {
  /** Companies that are known otherwise, as `knownPartners` gives them, and whether rows about them are left out; null for none. */
  known: { memory: SharedArrayBuffer; skip: boolean } | null;
  /** Scratch file for the identities of all rows; null where they are not compared with each other. */
  keysPath: string | null;
}

export const comparingNothing: Comparing = { known: null, keysPath: null };

/** The loose identities that a mapping gives its rows. */
export function looseKindsOf({ names }: PartnerEntity, mapping: Mapping): LooseKind[] {
  const isMapped = (field: string) => Object.hasOwn(mapping, field);
  return looseKinds.filter((kind) =>
    kind === 'name' ? isMapped('postalCode') && names.some((name) => isMapped(name)) : isMapped(kind),
  );
}

export class RowComparison {
  readonly #names: readonly string[];
  readonly #index: KnownIndex | null;
  readonly #skip: boolean;
  readonly #spool: KeySpool | null;
  readonly #keys: RecordKeys | null;

  constructor({ known, keysPath }: Comparing, entity: PartnerEntity, mapping: Mapping) {
    this.#names = entity.names;
    this.#index = known === null ? null : new KnownIndex(known.memory);
    this.#skip = known?.skip === true;
    const kinds = looseKindsOf(entity, mapping);
    this.#spool = keysPath === null || kinds.length === 0 ? null : new KeySpool(keysPath);
    this.#keys = this.#spool === null ? null : new RecordKeys(this.#spool, kinds, false);
  }

  known(value: ValueOf): { hit: KnownHit; skipped: boolean } | null {
    const hit = this.#index === null ? null : knownHit(this.#index, value, this.#names);
    return hit === null ? null : { hit, skipped: this.#skip };
  }

  /** A row that is written: it is compared with all others when the file has come to its end. */
  keep(line: number, key: string, value: ValueOf): void {
    this.#keys?.add(line, key, value, this.#names);
  }

  finish(): SpooledKeys | null {
    return this.#spool?.finish() ?? null;
  }
}
