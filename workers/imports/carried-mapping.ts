/** A mapping that was made for another file: whether it can be used for this one, and how it reads there. */
import type { Entity } from '../api/wire.ts';
import { fieldsOf } from './entities/index.ts';
import { headingFinder } from './headings-key.ts';
import { missingColumns } from './required.ts';
import { headingsOf, movedTo, type Mapping } from './source.ts';

export interface CarriedMapping {
  /** What of it this file can fill, in its own headings. */
  mapping: Mapping;
  /** Headings that it reads and this file has not, or has more than once. */
  lost: string[];
}

/** @param headings of the file that it is wanted for. Fields that the entity does not have are left out. */
export function carryMapping(entity: Entity, mapping: Mapping, headings: readonly string[]): CarriedMapping {
  const known = new Set(fieldsOf(entity).map(({ name }) => name));
  const find = headingFinder(headings);
  const carried: CarriedMapping = { mapping: {}, lost: [] };
  for (const [field, source] of Object.entries(mapping)) {
    if (!known.has(field)) continue;
    const here = movedTo(source, find);
    if (here !== null) carried.mapping[field] = here;
    else carried.lost.push(...headingsOf(source).filter((heading) => find(heading) === null));
  }
  return carried;
}

/** Whether an import could run by it as it stands. */
export function isWhole(entity: Entity, { mapping, lost }: CarriedMapping): boolean {
  return lost.length === 0 && missingColumns(entity, mapping).every(({ needed }) => needed !== 'always');
}
