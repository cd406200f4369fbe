/** Templates: ways of reading files that have a name. Names are unique without regard to case. */
import { asc, eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { UserError } from '../errors.ts';
import type { Store } from './open.ts';
import { hotFolder, importTemplate } from './schema.ts';
import type { Transaction } from './write.ts';

export type TemplateRecord = typeof importTemplate.$inferSelect;
export type TemplateValues = Pick<
  TemplateRecord,
  'name' | 'entity' | 'headings' | 'headingsKey' | 'mapping' | 'dialect' | 'onDuplicate' | 'options'
>;

/** By name. */
export function listTemplates(store: Store): TemplateRecord[] {
  return store.orm.select().from(importTemplate).orderBy(asc(importTemplate.name)).all();
}

/** @param template its id, or its name in any case. */
export function findTemplate(store: Store, template: string): TemplateRecord | null {
  const byId = store.orm.select().from(importTemplate).where(eq(importTemplate.id, template)).get();
  return byId ?? listTemplates(store).find(({ name }) => sameName(name, template)) ?? null;
}

/** @param template its id or name. @throws UserError `template-unknown` */
export function getTemplate(store: Store, template: string): TemplateRecord {
  const found = findTemplate(store, template);
  if (found !== null) return found;
  const names = listTemplates(store).map(({ name }) => `"${name}"`);
  const known = names.length === 0 ? 'There is none yet.' : `There are: ${names.join(', ')}.`;
  throw new UserError('template-unknown', `There is no template "${template}". ${known}`);
}

/** @throws UserError `template-exists` */
export function insertTemplate(store: Store, tx: Transaction, values: TemplateValues): TemplateRecord {
  refuseTaken(store, values.name, null);
  const { now, actor } = tx;
  const by = { createdAt: now, createdBy: actor, updatedAt: now, updatedBy: actor };
  const row = tx.orm
    .insert(importTemplate)
    .values({ ...values, ...by, id: uuidv7() })
    .returning()
    .get();
  const { name, entity, mapping, onDuplicate } = row;
  tx.audit('import-template', row.id, 'create', { name, entity, mapping, onDuplicate });
  return row;
}

/** @returns as it is now. @throws UserError `template-unknown`, `template-exists` */
export function changeTemplate(
  store: Store,
  tx: Transaction,
  template: string,
  values: Partial<TemplateValues>,
): TemplateRecord {
  const before = getTemplate(store, template);
  if (values.name !== undefined) refuseTaken(store, values.name, before.id);
  const columns = (Object.keys(values) as (keyof TemplateValues)[]).filter(
    (column) => values[column] !== undefined && values[column] !== before[column],
  );
  if (columns.length === 0) return before;
  const row = tx.orm
    .update(importTemplate)
    .set({ ...values, updatedAt: tx.now, updatedBy: tx.actor })
    .where(eq(importTemplate.id, before.id))
    .returning()
    .get();
  const changes = Object.fromEntries(columns.map((column) => [column, [before[column], row[column]]]));
  tx.audit('import-template', before.id, 'update', changes);
  return row;
}

/** @throws UserError `template-unknown`, `template-in-use` when a hot folder reads its files by it. */
export function deleteTemplate(store: Store, tx: Transaction, template: string): void {
  const { id, name } = getTemplate(store, template);
  const user = tx.orm
    .select({ path: hotFolder.path })
    .from(hotFolder)
    .where(eq(hotFolder.templateId, id))
    .get();
  if (user !== undefined) {
    throw new UserError(
      'template-in-use',
      `The hot folder ${user.path} reads its files by "${name}". Remove the folder or give it another template first.`,
    );
  }
  tx.orm.delete(importTemplate).where(eq(importTemplate.id, id)).run();
  tx.audit('import-template', id, 'delete', { name });
}

function refuseTaken(store: Store, name: string, except: string | null): void {
  const other = listTemplates(store).find((each) => sameName(each.name, name) && each.id !== except);
  if (other === undefined) return;
  throw new UserError(
    'template-exists',
    `There is a template "${other.name}" already. Choose another name, or replace that one.`,
  );
}

function sameName(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
