/** Which fields a heading could mean, by its words alone. */
import type { Entity } from '../api/wire.ts';
import { addressFields } from './heading-groups.ts';
import { headingKey } from './headings.ts';
import { grouped, lastRank, lexiconOf, named } from './lexicon.ts';

export interface Claim {
  field: string;
  /** The higher, the surer; below `sure` it is only worth a suggestion. */
  score: number;
  /** Which of several addresses it is a part of, '' for one without a name; null where the field is none of an address. */
  address: string | null;
}

/** From here on a heading may be taken by itself. */
export const sure = 100;
const byName = 1000;
const byGroup = 800;
const perGroup = 10;
const aside = 50;

const ofAddress: ReadonlySet<string> = new Set(addressFields);

/** Fields of a few words. One that is not among them refuses its row, so the column is better left. */
export const closedLists: ReadonlySet<string> = new Set(['status', 'stage']);

/** Names that mean the field and nothing else: wrong values under them are wrong rows, and are told one by one. */
export function unmistakable({ field, score }: Claim): boolean {
  return score >= byName - 1 && !closedLists.has(field);
}

/** One claim to a field at most. @param key the heading's words, as `headingKey` makes them. */
export function claimsOf(entity: Entity, key: string): Claim[] {
  const lexicon = lexiconOf(entity);
  const best = new Map<string, Claim>();
  const add = (field: string, score: number, address: string | null) => {
    if ((best.get(field)?.score ?? 0) < score) best.set(field, { field, score, address });
  };
  for (const { field, rank } of named(lexicon, key)) {
    add(field, byName - rank, ofAddress.has(field) ? '' : null);
  }
  const readings = grouped(lexicon, key).flatMap(({ group, core }) =>
    named(lexicon, core)
      .filter(({ field, rank }) => group.fields.has(field) && rank < lastRank)
      .map(({ field, rank }) => ({ field, rank, group })),
  );
  for (const { field, rank, group } of readings) {
    if (group.rank === null) continue;
    add(field, byGroup - group.rank * perGroup - rank / 4, group.address ? group.word : null);
  }
  if (best.size > 0) return [...best.values()];
  // The second telephone, the shipping city: of this kind, but hardly meant.
  for (const { field, group } of readings) add(field, aside, group.address ? group.word : null);
  return [...best.values()];
}

/** Whether a cell is a heading that one of the entities knows: then its row is a header. */
export function isKnownHeading(cell: string, entities: readonly Entity[]): boolean {
  const key = headingKey(cell);
  return entities.some((entity) => claimsOf(entity, key).some(({ score }) => score >= sure));
}
