/** The names of an entity's fields and the words that stand around them, arranged for looking up. */
import type { Entity } from '../api/wire.ts';
import { fieldsOf } from './entities/index.ts';
import {
  addressFields,
  addressGroups,
  apart,
  documentGroups,
  lastNames,
  lineFields,
  lineGroups,
  reachFields,
  reachGroups,
} from './heading-groups.ts';
import { headingKey } from './headings.ts';
import { synonyms } from './synonyms.ts';

export interface Named {
  field: string;
  /** 0 for the most telling name of the field. */
  rank: number;
}

export interface Group {
  word: string;
  /** 0 for the one that is most likely meant; null for one that hardly is. */
  rank: number | null;
  fields: ReadonlySet<string>;
  /** Whether it tells one address from another. */
  address: boolean;
}

export interface Lexicon {
  names: ReadonlyMap<string, readonly Named[]>;
  groups: ReadonlyMap<string, readonly Group[]>;
}

/** Ranks from here on are names that mean the field only where nothing better does. */
export const lastRank = 700;
/** The longest group, `invoice line item`. */
const mostWords = 3;

const made = new Map<Entity, Lexicon>();

export function lexiconOf(entity: Entity): Lexicon {
  let lexicon = made.get(entity);
  if (lexicon === undefined) {
    lexicon = { names: namesOf(entity), groups: groupsOf(entity) };
    made.set(entity, lexicon);
  }
  return lexicon;
}

/** The fields that go by a name. @param key as `headingKey` makes it, or the same in one word, as in `INVOICENO`. */
export function named({ names }: Lexicon, key: string): readonly Named[] {
  const found = names.get(key);
  if (found !== undefined) return found;
  const oneWord = key.replaceAll(' ', '');
  return names.get(oneWord) ?? names.get(oneWord.replace(/(?:num|no|nbr)$/, 'number')) ?? [];
}

/** The ways to read a heading as a group with a name behind or before it. */
export function grouped({ groups }: Lexicon, key: string): { group: Group; core: string }[] {
  const words = key.split(' ');
  const readings: { group: Group; core: string }[] = [];
  for (let n = 1; n <= mostWords && n < words.length; n += 1) {
    const front = groups.get(words.slice(0, n).join(' ')) ?? [];
    const back = groups.get(words.slice(-n).join(' ')) ?? [];
    for (const group of front) readings.push({ group, core: words.slice(n).join(' ') });
    for (const group of back) readings.push({ group, core: words.slice(0, -n).join(' ') });
  }
  return readings;
}

function namesOf(entity: Entity): Lexicon['names'] {
  const names = new Map<string, Named[]>();
  for (const { name: field, label } of fieldsOf(entity)) {
    const put = (name: string, rank: number) => {
      const key = headingKey(name);
      for (const form of new Set([key, key.replaceAll(' ', '')])) {
        const known = names.get(form) ?? [];
        if (!known.some((entry) => entry.field === field)) names.set(form, [...known, { field, rank }]);
      }
    };
    [...(synonyms[entity][field] ?? []), label].forEach(put);
    (lastNames[field] ?? []).forEach((name, i) => put(name, lastRank + i));
  }
  return names;
}

function groupsOf(entity: Entity): Lexicon['groups'] {
  const groups = new Map<string, Group[]>();
  const put = (words: readonly string[], fields: Iterable<string>, address: boolean, ranked = true) => {
    const set = new Set(fields);
    words.forEach((word, i) => {
      groups.set(word, [
        ...(groups.get(word) ?? []),
        { word, rank: ranked ? i : null, fields: set, address },
      ]);
    });
  };
  put(addressGroups[entity], addressFields, true);
  put(reachGroups[entity], reachFields, false);
  if (entity === 'invoice') {
    const line = new Set<string>(lineFields);
    const document = fieldsOf(entity)
      .map(({ name }) => name)
      .filter((name) => !line.has(name));
    put(lineGroups, line, false);
    put(documentGroups, document, false);
  } else {
    put(apart, addressFields, true, false);
    put(apart, reachFields, false, false);
  }
  return groups;
}
