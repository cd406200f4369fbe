/** Of several addresses in a file, the one that is meant: its parts must not be taken from here and there. */
import type { Entity } from '../api/wire.ts';
import { addressGroups, billingGroups, mainGroups } from './heading-groups.ts';
import { doubts, type Candidate } from './candidate.ts';

/** An address without a word before it. */
const plain = '';

/**
 * Leaves one address free of doubt: the one of which the file has most parts; between equals, the one that is meant most often for
 * the entity. Parts without a word before them complete it where they are no address of their own.
 */
export function oneAddress(entity: Entity, candidates: readonly Candidate[]): Candidate[] {
  const parts = new Map<string, Set<string>>();
  for (const { address, field, doubt } of candidates) {
    if (address === null || doubt !== null) continue;
    const known = parts.get(address) ?? new Set();
    parts.set(address, known.add(field));
  }
  if (parts.size < 2) return [...candidates];
  const order = preferenceOf(entity);
  const weight = (address: string) =>
    (parts.get(address)?.size ?? 0) + (parts.get(address)?.has('street') === true ? 1 : 0);
  const [chosen] = [...parts.keys()].sort(
    (a, b) => weight(b) - weight(a) || order.indexOf(a) - order.indexOf(b),
  );
  const own = parts.get(chosen ?? plain) ?? new Set();
  const completed = parts.get(plain)?.has('street') !== true;
  return candidates.map((candidate) => {
    const { address, field, doubt } = candidate;
    if (address === null || doubt !== null || address === chosen) return candidate;
    if (address === plain && completed && !own.has(field)) return candidate;
    return { ...candidate, doubt: doubts.address };
  });
}

function preferenceOf(entity: Entity): string[] {
  const groups = addressGroups[entity];
  const ahead = new Set(entity === 'customer' ? billingGroups : entity === 'carrier' ? mainGroups : []);
  return [
    ...groups.filter((group) => ahead.has(group)),
    plain,
    ...groups.filter((group) => !ahead.has(group)),
  ];
}
