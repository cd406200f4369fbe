/** A template applied to a file. */
import type { Entity, OnDuplicate } from '../api/wire.ts';
import { UserError } from '../errors.ts';
import type { TemplateRecord } from '../store/import-template.ts';
import { carryMapping, type CarriedMapping } from './carried-mapping.ts';
import { columnsOf, type Mapping } from './source.ts';

export interface AppliedTemplate extends CarriedMapping {
  entity: Entity;
  onDuplicate: OnDuplicate;
}

/** @throws UserError `template-other-type` when the file is said to hold something else. */
export function applyTemplate(
  template: TemplateRecord,
  headings: readonly string[],
  entity?: Entity,
): AppliedTemplate {
  const own = template.entity as Entity;
  if (entity !== undefined && entity !== own) {
    throw new UserError(
      'template-other-type',
      `The template "${template.name}" is for the type ${own}, not ${entity}. Choose another template, or that type.`,
    );
  }
  return {
    ...carryMapping(own, JSON.parse(template.mapping) as Mapping, headings),
    entity: own,
    onDuplicate: template.onDuplicate as OnDuplicate,
  };
}

/** What a template reads and the file does not have, in a sentence; null where nothing is. */
export function lostWords({ name }: Pick<TemplateRecord, 'name'>, { lost }: CarriedMapping): string | null {
  if (lost.length === 0) return null;
  const columns = lost.map((heading) => `"${heading}"`).join(', ');
  const which = lost.length === 1 ? `the column ${columns}` : `the columns ${columns}`;
  return `The template "${name}" reads ${which}, which this file has not, or more than once.`;
}

/** The headings by which a header row is known to be one. */
export function headingsOfTemplate(template: TemplateRecord): string[] {
  return columnsOf(JSON.parse(template.mapping) as Mapping);
}
