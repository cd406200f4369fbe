/** Guessing what a file holds, from what its columns and its name say. */
import { entities, type Entity } from '../api/wire.ts';
import type { Column } from './candidate.ts';
import { guessMapping, keyOf } from './mapping.ts';

/** How much a mapped field says for its entity; what all companies have says nothing between them. */
const telling: Record<Entity, Record<string, number>> = {
  carrier: { usdot: 3, docket: 2, scac: 3, powerUnits: 3, drivers: 2, legalName: 0.5 },
  customer: { number: 2, termsDays: 3, creditLimitCents: 3, taxId: 1.5, legalName: 1 },
  lead: { stage: 2, source: 2, website: 1.5, company: 1 },
  invoice: { number: 1.5, issueDate: 2, dueDate: 2, unitPrice: 2, quantity: 2, billToName: 1, discount: 1, freight: 1, description: 1 },
}; // prettier-ignore

const nameWords: Record<Entity, RegExp> = {
  carrier: /carrier|trucker|fmcsa|census/i,
  customer: /customer|client|account|shipper|debtor/i,
  lead: /lead|prospect|supplier|vendor/i,
  invoice: /invoice|billing|\bbills?\b/i,
};

/** Words in headings that name the entity themselves, as in `CustomerID`. */
const headingWords: Record<Entity, RegExp> = {
  carrier: /\b(?:dot|usdot|mc|carrier|scac)\b/,
  customer: /\b(?:customer|client|account|shipper)\b/,
  lead: /\b(?:lead|prospect|supplier)\b/,
  invoice: /\b(?:invoice|bill to|unit price)\b/,
};

/** @returns null when nothing speaks clearly for one of them. */
export function guessEntity(columns: readonly Column[], fileName: string): Entity | null {
  const keys = columns.map((column) => keyOf(column));
  const scores = entities.map((entity) => {
    let score = 0;
    for (const field of Object.keys(guessMapping(entity, columns))) {
      if (Object.hasOwn(telling[entity], field)) score += telling[entity][field] ?? 0;
    }
    if (nameWords[entity].test(fileName)) score += 2;
    if (keys.some((key) => headingWords[entity].test(key))) score += 1.5;
    return { entity, score };
  });
  scores.sort((a, b) => b.score - a.score);
  const [first, second] = scores;
  if (first === undefined || second === undefined) return null;
  return first.score >= 3 && first.score >= second.score + 1 ? first.entity : null;
}
