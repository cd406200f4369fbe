/** What is proposed for a file: the template that was asked for, else the choices of the import that refused its rows, else as such files were imported the last time, else the guess. */
import type { Entity, KnownPartners, OnDuplicate } from '../api/wire.ts';
import { rememberedImports, type RememberedImport } from '../store/import-memory.ts';
import type { TemplateRecord } from '../store/import-template.ts';
import type { ImportRecord } from '../store/import-record.ts';
import type { Store } from '../store/open.ts';
import type { Column } from './candidate.ts';
import { carryMapping, isWhole } from './carried-mapping.ts';
import type { Examination } from './format.ts';
import { guessEntity } from './guess-entity.ts';
import { headingsKey } from './headings-key.ts';
import { joinedContactName } from './joined-name.ts';
import { guessMapping } from './mapping.ts';
import { optionsIn } from './options.ts';
import { originOf } from './origin.ts';
import type { Mapping } from './source.ts';
import { applyTemplate } from './template-use.ts';

export interface Proposal {
  entity: Entity | null;
  mapping: Mapping;
  onDuplicate: OnDuplicate;
  knownPartners: KnownPartners;
  /** When (ms UTC) and by whom the mapping was used before; null when it is a guess. */
  remembered: { at: number; by: string } | null;
  /** Headings that the template reads and the file has not. */
  lost: string[];
  /** The import whose refused rows the file holds. */
  origin: ImportRecord | null;
}

type Choices = Omit<Proposal, 'origin' | 'knownPartners'>;

/**
 * @param entity what the file holds; left out, that of the template, else what such files held before, else what it seems to hold.
 * @throws UserError `template-other-type`
 */
export function propose(
  store: Store,
  examination: Examination,
  name: string,
  entity?: Entity,
  template: TemplateRecord | null = null,
): Proposal {
  const origin = originOf(store, examination.format.headings, entity);
  const { knownPartners } = optionsIn(template?.options ?? origin?.options ?? '{}');
  return { ...proposed(store, examination, name, entity, template, origin), knownPartners, origin };
}

function proposed(
  store: Store,
  { columns, format, unnamed }: Examination,
  name: string,
  entity: Entity | undefined,
  template: TemplateRecord | null,
  origin: ImportRecord | null,
): Choices {
  if (template !== null) return { ...applyTemplate(template, format.headings, entity), remembered: null };
  if (origin !== null) {
    const used = { ...origin, usedAt: origin.createdAt, usedBy: origin.createdBy };
    const proposal = recalled(used, format.headings);
    if (proposal !== null) return { ...proposal, remembered: null };
  }
  // Columns without names are alike in all files: nothing to know one by.
  const memories = unnamed === null ? rememberedImports(store, headingsKey(format.headings)) : [];
  for (const memory of memories) {
    if (entity !== undefined && memory.entity !== entity) continue;
    const proposal = recalled(memory, format.headings);
    if (proposal !== null) return proposal;
  }
  const guessed = entity ?? guessEntity(columns, name);
  return {
    entity: guessed,
    mapping: guessed === null ? {} : guessedSources(guessed, columns),
    onDuplicate: 'update',
    remembered: null,
    lost: [],
  };
}

function guessedSources(entity: Entity, columns: readonly Column[]): Mapping {
  const mapping = guessMapping(entity, columns);
  const contactName = joinedContactName(entity, columns, mapping);
  return contactName === null ? mapping : { ...mapping, contactName };
}

/** Null when it does not fit any more: a field or a heading may be gone, and half a mapping is worse than the guess. */
function recalled(
  memory: Omit<RememberedImport, 'headingsKey' | 'reading'>,
  headings: readonly string[],
): Choices | null {
  const entity = memory.entity as Entity;
  const carried = carryMapping(entity, JSON.parse(memory.mapping) as Mapping, headings);
  if (!isWhole(entity, carried)) return null;
  return {
    entity,
    mapping: carried.mapping,
    onDuplicate: memory.onDuplicate as OnDuplicate,
    remembered: { at: memory.usedAt, by: memory.usedBy },
    lost: [],
  };
}
