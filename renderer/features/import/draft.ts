/** What was chosen for a file before its import starts. Pure, but for where it is kept. */
import {
  noteHeading,
  type Dialect,
  type DialectChoice,
  type Entity,
  type ImportView,
  type Inspection,
  type KnownPartners,
  type OnDuplicate,
  type ReadingChoice,
  type TemplateDraft,
} from '../../../workers/api/wire.ts';
import {
  columnsOf,
  dateOrderOf,
  headingsOf,
  inDateOrder,
  type DateOrder,
  type Mapping,
  type Source,
} from '../../../workers/imports/source.ts';

export interface Draft {
  /** Null: as the inspection guesses. */
  entity: Entity | null;
  /** Null: as proposed. Of the entity above, so another entity starts anew. */
  mapping: Mapping | null;
  /** Null: as the inspection proposes. */
  onDuplicate: OnDuplicate | null;
  /** Of leads; null: as the inspection proposes. */
  knownPartners?: KnownPartners | null;
  /** Id of a template whose choices hold where none is made here. */
  template?: string | null;
  /** Name of a sheet; null: the first with a table. The choices above are for it. */
  sheet?: string | null;
  /** How the file is written, as far as it was chosen; the rest is found out. */
  dialect?: DialectChoice;
  /** What the template or an earlier import lays down of that does not count. */
  anew?: boolean;
}

export const freshDraft: Draft = {
  entity: null,
  mapping: null,
  onDuplicate: null,
  knownPartners: null,
  template: null,
  sheet: null,
  dialect: {},
  anew: false,
};

/** What to ask the engine about the file: its judgement of the choices, or its guess where there are none. */
export function questionOf(file: { sha256: string; name: string }, draft: Draft) {
  const { entity, mapping, template, sheet, dialect = {}, anew = false } = draft;
  return {
    ...file,
    ...(Object.keys(dialect).length === 0 ? {} : { dialect }),
    ...(anew ? { anew } : {}),
    ...(typeof sheet === 'string' ? { sheet } : {}),
    ...(typeof template === 'string' ? { template } : {}),
    ...(entity === null ? {} : { entity }),
    ...(entity === null || mapping === null ? {} : { mapping }),
  };
}

/**
 * Another way of reading the file: other cells and perhaps other headings, so columns are mapped anew. What the rows are, and what
 * happens to known ones, stays.
 * @param value undefined leaves it to be found out.
 */
export function withDialect<Part extends keyof DialectChoice>(
  draft: Draft,
  part: Part,
  value: DialectChoice[Part],
): Draft {
  const rest = Object.entries(draft.dialect ?? {}).filter(([name]) => name !== part);
  const dialect = Object.fromEntries(value === undefined ? rest : [...rest, [part, value]]) as DialectChoice;
  return { ...draft, mapping: null, dialect };
}

/** The file is read as it shows by itself, or again as it was kept; its columns are mapped anew. */
export function withReadingAnew(draft: Draft, anew: boolean): Draft {
  return { ...draft, mapping: null, sheet: null, dialect: {}, anew };
}

/** What of a reading was laid down before, not chosen here. */
export function keptReading(
  { chosen }: Pick<Inspection, 'chosen'>,
  { dialect = {}, sheet = null }: Draft,
): ReadingChoice {
  return Object.fromEntries(
    Object.entries(chosen).filter(
      ([part]) => (part !== 'sheet' || sheet === null) && !Object.hasOwn(dialect, part),
    ),
  );
}

/** A dialect as a choice: the file is read in just this way. Of a sheet only the header's row is to be chosen. */
export function pinned({ encoding, delimiter, quote, headerLine, sheet }: Dialect): DialectChoice {
  return sheet === undefined ? { encoding, delimiter, quote, headerLine } : { headerLine };
}

/** The file of an import, read as the import read it. */
export function fileAsRead({ fileSha256, fileName, sheet, dialect }: ImportView) {
  return {
    sha256: fileSha256,
    name: fileName,
    ...(sheet === null ? {} : { sheet }),
    dialect: pinned(dialect),
  };
}

/** The staged file, read as the inspection has read it: also by a template or as remembered. */
export function fileAsInspected({ file: { sha256, name }, dialect }: Pick<Inspection, 'file' | 'dialect'>) {
  const { sheet } = dialect;
  return { sha256, name, ...(sheet === undefined ? {} : { sheet }), dialect: pinned(dialect) };
}

/** What a template keeps of the present choices; of the reading only what was laid down, the rest is found out for each file. */
export function templateOf(
  { headers, chosen }: Pick<Inspection, 'headers' | 'chosen'>,
  { knownPartners, ...choices }: Pick<TemplateDraft, 'entity' | 'mapping' | 'onDuplicate' | 'knownPartners'>,
): TemplateDraft {
  return {
    ...choices,
    headings: headers,
    dialect: chosen,
    ...(choices.entity === 'lead' ? { knownPartners } : {}),
  };
}

/** The mapping in force: what was chosen, as far as the file has such columns, else the guess. */
export function mappingOf(draft: Draft, inspection: Pick<Inspection, 'mapping' | 'headers'>) {
  if (draft.mapping === null) return inspection.mapping;
  const known = new Set(inspection.headers);
  return Object.fromEntries(
    Object.entries(draft.mapping).filter(([, source]) =>
      headingsOf(source).every((heading) => known.has(heading)),
    ),
  );
}

/** Whether two files have the same columns, roughly: the engine decides by the words in them. */
export function headingsAlike(one: readonly string[], other: readonly string[]): boolean {
  const plain = (headings: readonly string[]) =>
    headings
      .map((heading) =>
        heading
          .toLowerCase()
          .replaceAll(/[^\p{L}\d]+/gu, ' ')
          .trim(),
      )
      .toSorted();
  return JSON.stringify(plain(one)) === JSON.stringify(plain(other));
}

/** @param source null takes the field out. */
export function withSource(mapping: Mapping, field: string, source: Source | null): Mapping {
  const entries = Object.entries(mapping).filter(([name]) => name !== field);
  return Object.fromEntries(source === null ? entries : [...entries, [field, source]]);
}

/** @param order null leaves it to the column. A field that is not mapped has none. */
export function withDateOrder(mapping: Mapping, field: string, order: DateOrder | null): Mapping {
  const source = mapping[field];
  return source === undefined ? mapping : { ...mapping, [field]: inDateOrder(source, order) };
}

export interface DateQuestion {
  chosen: DateOrder | null;
  /** A value that can be read in more than one way. */
  example: string | null;
  contradictory: boolean;
}

/**
 * What has to be asked about a date: its order, where the column does not show it or somebody has chosen one.
 * @returns null when there is nothing to ask.
 */
export function dateQuestion(
  { dates }: Pick<Inspection, 'dates'>,
  mapping: Readonly<Mapping>,
  field: string,
): DateQuestion | null {
  const chosen = dateOrderOf(mapping[field]);
  const column = dates.find((date) => date.field === field);
  const unclear =
    column !== undefined && (column.contradictory || (column.shows === null && column.example !== null));
  if (mapping[field] === undefined || (chosen === null && !unclear)) return null;
  return { chosen, example: column?.example ?? null, contradictory: column?.contradictory ?? false };
}

/** Headers that fill no field, in the file's order. */
export function unusedHeaders(headers: readonly string[], mapping: Readonly<Mapping>): string[] {
  const used = new Set(columnsOf(mapping));
  return headers.filter((header) => header !== '' && !noteHeading.test(header) && !used.has(header));
}

/** What is offered for a field that is empty, from columns that are not used by now. */
export function suggestionsFor(
  { suggestions }: Pick<Inspection, 'suggestions'>,
  mapping: Readonly<Mapping>,
  field: string,
) {
  const used = new Set(columnsOf(mapping));
  return suggestions.filter((suggestion) => suggestion.field === field && !used.has(suggestion.heading));
}

/** Where the choices for a file are kept in sessionStorage. */
export const draftKey = (sha256: string) => `dockhand.import.${sha256}`;
