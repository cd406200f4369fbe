/** Templates: made from an import or from what is being prepared, renamed, removed, written to files and read from them. */
import type { NewTemplate, TemplateDraft, TemplateFile, TemplateView } from '../api/wire.ts';
import type { Entity, OnDuplicate } from '../api/wire.ts';
import { UserError } from '../errors.ts';
import { getImport } from '../store/import-record.ts';
import {
  changeTemplate,
  deleteTemplate,
  findTemplate,
  getTemplate,
  insertTemplate,
  listTemplates,
  type TemplateRecord,
  type TemplateValues,
} from '../store/import-template.ts';
import type { Store } from '../store/open.ts';
import type { FileFormat } from './format.ts';
import { headingsKey } from './headings-key.ts';
import { optionsText } from './options.ts';
import { said, storedReading } from './reading-choice.ts';
import type { Mapping } from './source.ts';
import { checkedMapping } from './start.ts';
import { longestName, parseTemplateFile, templateFile } from './template-file.ts';

/** By name. */
export function templateList(store: Store): TemplateView[] {
  return listTemplates(store).map(toView);
}

/** @param template its id or name. @throws UserError `template-unknown` */
export function templateView(store: Store, template: string): TemplateView {
  return toView(getTemplate(store, template));
}

/**
 * @param from an import that was started, or the choices of one that is being prepared.
 * @throws UserError `template-exists`, `template-name`, `not-found`, `unknown-field`, `unknown-column`
 */
export function createTemplate(
  store: Store,
  actor: string,
  name: string,
  from: NewTemplate['from'],
): TemplateView {
  const content = 'importId' in from ? ofImport(store, from.importId) : ofDraft(from.draft);
  const values = toValues({ ...content, name });
  return toView(store.write(actor, (tx) => insertTemplate(store, tx, values)));
}

/** @throws UserError `template-unknown`, `template-exists`, `template-name` */
export function renameTemplate(store: Store, actor: string, template: string, name: string): TemplateView {
  const wanted = checkedName(name);
  return toView(store.write(actor, (tx) => changeTemplate(store, tx, template, { name: wanted })));
}

/** Imports that used it keep what they read by. @throws UserError `template-unknown`, `template-in-use` */
export function removeTemplate(store: Store, actor: string, template: string): void {
  store.write(actor, (tx) => {
    deleteTemplate(store, tx, template);
  });
}

/** @throws UserError `template-unknown` */
export function exportTemplate(store: Store, template: string): TemplateFile {
  const { name, entity, headings, mapping, dialect, onDuplicate, options } = getTemplate(store, template);
  return templateFile({
    name,
    entity: entity as Entity,
    headings: JSON.parse(headings) as string[],
    mapping: JSON.parse(mapping) as Mapping,
    dialect: storedReading(dialect),
    onDuplicate: onDuplicate as OnDuplicate,
    options: JSON.parse(options) as Record<string, unknown>,
  });
}

/**
 * @param options.name instead of the one in the file.
 * @param options.replace a template of that name takes the file's content, and stays the same template for whatever uses it.
 * @throws UserError as `parseTemplateFile`, and `template-exists`, `unknown-field`, `unknown-column`
 */
export function importTemplate(
  store: Store,
  actor: string,
  content: unknown,
  options: { name?: string | undefined; replace: boolean },
): TemplateView {
  const file = parseTemplateFile(content);
  const values = toValues({ ...file, name: options.name ?? file.name });
  return toView(
    store.write(actor, (tx) => {
      const former = options.replace ? findTemplate(store, values.name) : null;
      return former === null
        ? insertTemplate(store, tx, values)
        : changeTemplate(store, tx, former.id, values);
    }),
  );
}

type Content = Omit<TemplateFile, 'dockhand' | 'version'>;

function ofImport(store: Store, importId: string): Omit<Content, 'name'> {
  const { entity, mapping, dialect, onDuplicate, options } = getImport(store, importId);
  const { headings, chosen } = JSON.parse(dialect) as FileFormat;
  return {
    entity: entity as Entity,
    headings,
    mapping: JSON.parse(mapping) as Mapping,
    dialect: chosen ?? {},
    onDuplicate: onDuplicate as OnDuplicate,
    options: JSON.parse(options) as Record<string, unknown>,
  };
}

function ofDraft({ dialect = {}, knownPartners, ...draft }: TemplateDraft): Omit<Content, 'name'> {
  const options = knownPartners === undefined ? '{}' : optionsText('{}', draft.entity, { knownPartners });
  return { ...draft, dialect, options: JSON.parse(options) as Record<string, unknown> };
}

function toValues({
  name,
  entity,
  headings,
  mapping,
  dialect,
  onDuplicate,
  options,
}: Content): TemplateValues {
  const checked = checkedMapping(entity, mapping, { headings, repeated: [] });
  return {
    name: checkedName(name),
    entity,
    headings: JSON.stringify(headings),
    headingsKey: headingsKey(headings),
    mapping: JSON.stringify(checked),
    dialect: JSON.stringify(said(dialect)),
    onDuplicate,
    options: JSON.stringify(options),
  };
}

function checkedName(name: string): string {
  const trimmed = name.trim();
  if (trimmed !== '' && trimmed.length <= longestName && !/\p{Cc}/u.test(trimmed)) return trimmed;
  throw new UserError('template-name', `A template's name has 1 to ${longestName} characters on one line.`);
}

function toView(record: TemplateRecord): TemplateView {
  const { id, name, createdAt, createdBy, updatedAt, updatedBy } = record;
  return {
    id,
    name,
    entity: record.entity as Entity,
    headings: JSON.parse(record.headings) as string[],
    mapping: JSON.parse(record.mapping) as Mapping,
    onDuplicate: record.onDuplicate as OnDuplicate,
    dialect: storedReading(record.dialect),
    createdAt,
    createdBy,
    updatedAt,
    updatedBy,
  };
}
