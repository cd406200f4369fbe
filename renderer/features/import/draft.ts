/** What was chosen for a file before its import starts. Pure, but for where it is kept. */
import type { Entity, Inspection, OnDuplicate } from '../../../workers/api/wire.ts';

export interface Draft {
  /** Null: as the inspection guesses. */
  entity: Entity | null;
  /** Target field → header; null: as guessed. Of the entity above, so another entity starts anew. */
  mapping: Record<string, string> | null;
  /** Null: as the inspection proposes. */
  onDuplicate: OnDuplicate | null;
}

export const freshDraft: Draft = { entity: null, mapping: null, onDuplicate: null };

/** What to ask the engine about the file: its judgement of the choices, or its guess where there are none. */
export function questionOf(file: { sha256: string; name: string }, draft: Draft) {
  const { entity, mapping } = draft;
  return {
    ...file,
    ...(entity === null ? {} : { entity }),
    ...(entity === null || mapping === null ? {} : { mapping }),
  };
}

/** The mapping in force: what was chosen, as far as the file has such columns, else the guess. */
export function mappingOf(draft: Draft, inspection: Pick<Inspection, 'mapping' | 'headers'>) {
  if (draft.mapping === null) return inspection.mapping;
  const known = new Set(inspection.headers);
  return Object.fromEntries(Object.entries(draft.mapping).filter(([, header]) => known.has(header)));
}

/** @param header null takes the field out. */
export function withColumn(
  mapping: Record<string, string>,
  field: string,
  header: string | null,
): Record<string, string> {
  const entries = Object.entries(mapping).filter(([name]) => name !== field);
  return Object.fromEntries(header === null ? entries : [...entries, [field, header]]);
}

/** Headers that fill no field, in the file's order. */
export function unusedHeaders(
  headers: readonly string[],
  mapping: Readonly<Record<string, string>>,
): string[] {
  const used = new Set(Object.values(mapping));
  return headers.filter((header) => header !== '' && !used.has(header));
}

/** The first different values of a column that are not empty. */
export function sampleValues(
  inspection: Pick<Inspection, 'headers' | 'preview'>,
  header: string,
  limit: number,
): string[] {
  const column = inspection.headers.indexOf(header);
  if (column === -1) return [];
  const values = new Set<string>();
  for (const row of inspection.preview) {
    const value = (row[column] ?? '').trim();
    if (value !== '') values.add(value);
    if (values.size === limit) break;
  }
  return [...values];
}

/** Where the choices for a file are kept in sessionStorage. */
export const draftKey = (sha256: string) => `dockhand.import.${sha256}`;
