/**
 * Guessing which column fills which field: by the names that headings go by, with the column's values as witness. What is sure is
 * mapped; what is not stays unmapped, because a wrong guess costs more than none, and is offered.
 */
import type { Entity, Suggestion } from '../api/wire.ts';
import { oneAddress } from './addresses.ts';
import { bestAssignment } from './assignment.ts';
import { doubts, type Candidate, type Column } from './candidate.ts';
import { claimsOf, closedLists, sure, unmistakable } from './claims.ts';
import { fieldsOf } from './entities/index.ts';
import type { Field } from './fields/field.ts';
import { headingKey } from './headings.ts';
import { columnsOf, type Mapping } from './source.ts';
import { shareThatFits, spokenFor } from './value-fit.ts';

export interface Guess {
  /** Target field → heading, of the columns that are sure enough; each is used once. */
  mapping: Record<string, string>;
  /** For fields that are left unmapped, columns that are not used. */
  suggestions: Suggestion[];
}

/** Share of the values that have to look right for a guess by name; and what makes a doubtful one worth showing. */
const enough = 0.5;
const nearlyAll = 0.9;
const some = 0.1;
/** Two columns whose claims to a field differ by less than this are equals. */
const margin = 0.5;

/** The columns that are sure enough. */
export function guessMapping(entity: Entity, columns: readonly Column[]): Record<string, string> {
  return guess(entity, columns).mapping;
}

export function guess(entity: Entity, columns: readonly Column[]): Guess {
  const fields = fieldsOf(entity);
  const byName = new Map(fields.map((field) => [field.name, field]));
  const claimed = columns.flatMap((column) => candidatesOf(entity, byName, column));
  const candidates = doubtEquals(oneAddress(entity, claimed));
  const mapping = assign(fields, candidates);
  const spoken = byValues(fields, columns, mapping);
  return { mapping, suggestions: suggestionsOf([...candidates, ...spoken], mapping) };
}

/** Columns are looked at for every entity in turn; their words are the same each time. */
const keys = new WeakMap<Column, string>();

/** The heading's words, as `headingKey` makes them. */
export function keyOf(column: Column): string {
  let key = keys.get(column);
  if (key === undefined) {
    key = headingKey(column.heading);
    keys.set(column, key);
  }
  return key;
}

function candidatesOf(entity: Entity, fields: ReadonlyMap<string, Field>, column: Column): Candidate[] {
  if (column.repeated) return [];
  const key = keyOf(column);
  return claimsOf(entity, key).flatMap((claim): Candidate[] => {
    const field = fields.get(claim.field);
    if (field === undefined) return [];
    const share = shareThatFits(field, column.values, key);
    const needed = closedLists.has(claim.field) ? nearlyAll : enough;
    if (share !== null && share < needed && !unmistakable(claim)) {
      return share < some ? [] : [{ ...claim, column, doubt: doubts.values }];
    }
    // An empty column is no equal of one with values.
    const score = claim.score - (share === null ? margin : 0);
    return [{ ...claim, score, column, doubt: claim.score < sure ? doubts.apart : null }];
  });
}

/** Where two columns have the same claim to a field, which one is meant is not ours to say. */
function doubtEquals(candidates: readonly Candidate[]): Candidate[] {
  const best = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    if (candidate.doubt !== null) continue;
    const rivals = best.get(candidate.field);
    const lead = rivals === undefined ? Infinity : candidate.score - (rivals[0]?.score ?? 0);
    if (rivals === undefined || lead >= margin) best.set(candidate.field, [candidate]);
    else if (lead > -margin) rivals.push(candidate);
  }
  const equals = new Set([...best.values()].filter((rivals) => rivals.length > 1).flat());
  return candidates.map((candidate) =>
    equals.has(candidate) ? { ...candidate, doubt: doubts.several } : candidate,
  );
}

function assign(fields: readonly Field[], candidates: readonly Candidate[]): Record<string, string> {
  const certain = candidates.filter(({ doubt }) => doubt === null);
  const columns = [...new Set(certain.map(({ column }) => column))];
  const columnAt = new Map(columns.map((column, i) => [column, i]));
  const fieldAt = new Map(fields.map(({ name }, i) => [name, i]));
  const edges = certain.map(({ field, column, score }) => ({
    row: fieldAt.get(field) ?? 0,
    column: columnAt.get(column) ?? 0,
    weight: score,
  }));
  const chosen = bestAssignment(fields.length, columns.length, edges);
  return Object.fromEntries(
    fields.flatMap(({ name }, i): [string, string][] => {
      const column = columns[chosen[i] ?? -1];
      return column === undefined ? [] : [[name, column.heading]];
    }),
  );
}

/** Fields whose values cannot be anything else: taken where the heading says nothing different, and only one column is so. */
function byValues(
  fields: readonly Field[],
  columns: readonly Column[],
  mapping: Record<string, string>,
): Candidate[] {
  const used = new Set(Object.values(mapping));
  const open = fields.filter(({ name }) => !Object.hasOwn(mapping, name));
  const found = columns.flatMap((column) => {
    if (used.has(column.heading)) return [];
    const spoken = spokenFor(open, column.values, keyOf(column));
    return spoken === null ? [] : [{ ...spoken, column }];
  });
  const counts = new Map<string, number>();
  for (const { field } of found) counts.set(field, (counts.get(field) ?? 0) + 1);
  return found.flatMap(({ field, clear, column }): Candidate[] => {
    const alone = counts.get(field) === 1;
    if (clear && alone) {
      mapping[field] = column.heading;
      return [];
    }
    return [{ field, column, score: 1, address: null, doubt: alone ? doubts.onlyValues : doubts.several }];
  });
}

/** The best of each field, and its equals where there are some. */
function suggestionsOf(candidates: readonly Candidate[], mapping: Record<string, string>): Suggestion[] {
  const used = new Set(Object.values(mapping));
  const sorted = candidates
    .filter(
      ({ field, column, doubt }) =>
        doubt !== null && !Object.hasOwn(mapping, field) && !used.has(column.heading),
    )
    .sort((a, b) => b.score - a.score);
  const suggestions: Suggestion[] = [];
  for (const { field, column, doubt } of sorted) {
    const before = suggestions.filter((suggestion) => suggestion.field === field);
    if (before.length >= (doubt === doubts.several ? mostEquals : 1)) continue;
    suggestions.push({ field, heading: column.heading, why: doubt ?? '' });
  }
  return suggestions;
}

const mostEquals = 3;

/** What is worth offering beside a mapping that somebody gave: for its empty fields, from the columns that it does not use. */
export function openSuggestions({ mapping, suggestions }: Guess, given: Readonly<Mapping>): Suggestion[] {
  const used = new Set(columnsOf(given));
  const guessed = Object.entries(mapping).map(([field, heading]) => ({ field, heading, why: doubts.none }));
  return [...guessed, ...suggestions].filter(
    ({ field, heading }) => !Object.hasOwn(given, field) && !used.has(heading),
  );
}
