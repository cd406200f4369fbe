/** Guessing which column fills which field: by the names that headings go by, with the column's values as witness. */
import type { Entity } from '../api/wire.ts';
import { fieldsOf } from './entities/index.ts';
import type { Field } from './fields/field.ts';
import { headingKey } from './headings.ts';
import { synonyms } from './synonyms.ts';

export interface Column {
  heading: string;
  /** Values of the first rows, trimmed, without the empty ones. */
  values: readonly string[];
  /** Whether the heading stands more than once: then nothing can be told by its name. */
  repeated: boolean;
}

interface Candidate {
  field: Field;
  column: Column;
  score: number;
}

/** Names up to this rank mean the field and nothing else: wrong values under them are wrong rows, and are told one by one. */
const unmistakable = 1;
/** Share of the values that have to look right for a guess by name, and for one by values alone. */
const enough = 0.5;
const nearlyAll = 0.9;

/**
 * The columns that are sure enough, each used once: a field without one stays unmapped, because a wrong guess costs more than
 * none. By name first, the most telling name winning; then fields whose values cannot be anything else.
 */
export function guessMapping(entity: Entity, columns: readonly Column[]): Record<string, string> {
  const fields = fieldsOf(entity);
  const taken = new Set<Column>();
  const mapping: Record<string, string> = {};
  const assign = (candidates: Candidate[]) => {
    candidates.sort((a, b) => b.score - a.score);
    for (const { field, column } of candidates) {
      if (Object.hasOwn(mapping, field.name) || taken.has(column)) continue;
      mapping[field.name] = column.heading;
      taken.add(column);
    }
  };
  assign(byName(entity, fields, columns));
  assign(byValues(fields, columns, mapping, taken));
  return mapping;
}

function byName(entity: Entity, fields: readonly Field[], columns: readonly Column[]): Candidate[] {
  const candidates: Candidate[] = [];
  for (const column of columns) {
    if (column.repeated) continue;
    const key = headingKey(column.heading);
    for (const field of fields) {
      const names = synonyms[entity][field.name] ?? [];
      const rank = key === headingKey(field.label) ? 0 : names.indexOf(key);
      if (rank === -1 || (rank > unmistakable && contradicted(field, column))) continue;
      candidates.push({ field, column, score: 1000 - rank });
    }
  }
  return candidates;
}

/** Values that do not look like the field's speak against it, where the heading could mean something else. */
function contradicted(field: Field, column: Column): boolean {
  const likeness = shareThatFits(field, column);
  return likeness !== null && likeness < enough;
}

function shareThatFits({ looksLike }: Field, { values }: Column): number | null {
  if (looksLike === undefined || values.length === 0) return null;
  return values.filter((value) => looksLike(value)).length / values.length;
}

/** Only what speaks for itself: an @ in nearly every value, MC before digits, a web address. */
const speaking: Record<string, RegExp> = {
  email: /@/,
  docket: /^(?:MC|MX|FF)/i,
  website: /^(?:https?:|www\.)/i,
};

function byValues(
  fields: readonly Field[],
  columns: readonly Column[],
  mapping: Record<string, string>,
  taken: ReadonlySet<Column>,
): Candidate[] {
  const candidates: Candidate[] = [];
  for (const field of fields) {
    const sign = speaking[field.name];
    if (sign === undefined || Object.hasOwn(mapping, field.name)) continue;
    const fitting = columns.filter((column) => {
      if (taken.has(column) || column.values.length < 3) return false;
      const share = column.values.filter((value) => sign.test(value) && field.looksLike?.(value)).length;
      return share / column.values.length >= nearlyAll;
    });
    // Two such columns: which one is meant is not ours to say.
    const [only] = fitting;
    if (only !== undefined && fitting.length === 1) candidates.push({ field, column: only, score: 1 });
  }
  return candidates;
}
