/** How a file of a hot folder is read: by a template, or as such files were imported the last time. */
import type { Entity, OnDuplicate } from '../../api/wire.ts';
import { UserError } from '../../errors.ts';
import { getTemplate, listTemplates, type TemplateRecord } from '../../store/import-template.ts';
import type { HotFolderRecord } from '../../store/hot-folder.ts';
import type { Store } from '../../store/open.ts';
import { chooseReading, plainKey } from '../choose-reading.ts';
import type { FileFormat } from '../format.ts';
import { headingsKey } from '../headings-key.ts';
import { propose } from '../proposal.ts';
import { stagedTable } from '../staged-table.ts';
import { saysNothing, storedReading } from '../reading-choice.ts';
import type { Mapping } from '../source.ts';
import { lostWords } from '../template-use.ts';

export interface Choice {
  entity: Entity;
  mapping: Mapping;
  onDuplicate: OnDuplicate;
  /** Its id. */
  template: string | undefined;
  /** As the file is read. */
  format: FileFormat;
}

/** @throws UserError that says what to do when nothing tells how to read the file, and what `examine` finds. */
export async function choose(
  store: Store,
  folder: Pick<HotFolderRecord, 'templateId'>,
  { sha256, name }: { sha256: string; name: string },
): Promise<Choice> {
  const own = folder.templateId === null ? null : getTemplate(store, folder.templateId);
  const template = own ?? (await onlyTemplate(store, { sha256, name }));
  const { examination, contradicted, unfit } = await chooseReading(store, { sha256, name, template });
  if (unfit) throw unfitting(contradicted ?? '');
  const { entity, mapping, onDuplicate, remembered, origin, lost } = propose(
    store,
    examination,
    name,
    undefined,
    template,
  );
  const lacking = template === null ? null : lostWords(template, { mapping, lost });
  if (lacking !== null) throw unfitting([contradicted, lacking].filter((each) => each !== null).join(' '));
  if (entity === null || (template === null && remembered === null && origin === null)) {
    throw new UserError(
      'hot-folder-unread',
      'No template has the headings of this file, and no file with them was imported before. Import it in Dockhand once, or save a template for it; then drop it again.',
    );
  }
  return { entity, mapping, onDuplicate, template: template?.id, format: examination.format };
}

function unfitting(why: string): UserError {
  return new UserError(
    'template-unfit',
    `${why} Correct the file, or import it in Dockhand and save a template anew.`,
  );
}

/** @throws UserError `hot-folder-ambiguous` when there are several: which one is meant is not ours to say. */
async function onlyTemplate(
  store: Store,
  file: { sha256: string; name: string },
): Promise<TemplateRecord | null> {
  const [first, ...others] = await templatesFor(store, file);
  if (first === undefined || others.length === 0) return first ?? null;
  const names = [first, ...others].map(({ name }) => `"${name}"`).join(', ');
  throw new UserError(
    'hot-folder-ambiguous',
    `Several templates have the headings of this file: ${names}. Say in the hot folder's settings which one is meant, then drop the file again.`,
  );
}

/** Those whose headings the file has, read as each of them lays down; the last changed first. */
async function templatesFor(store: Store, file: { sha256: string; name: string }): Promise<TemplateRecord[]> {
  const plain = plainKey(await stagedTable(store.paths, file.sha256, file.name), file.name);
  const fitting: TemplateRecord[] = [];
  for (const template of listTemplates(store)) {
    const key = saysNothing(storedReading(template.dialect)) ? plain : await keyBy(store, file, template);
    if (key === template.headingsKey) fitting.push(template);
  }
  return fitting.sort((one, other) => other.updatedAt - one.updatedAt);
}

/** Null where the file cannot be read so, or its columns have no names. */
async function keyBy(
  store: Store,
  file: { sha256: string; name: string },
  template: TemplateRecord,
): Promise<string | null> {
  try {
    const { examination, unfit } = await chooseReading(store, { ...file, template });
    return unfit || examination.unnamed !== null ? null : headingsKey(examination.format.headings);
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}
