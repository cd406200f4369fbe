/** How a file of a hot folder is read: by a template, or as such files were imported the last time. */
import type { Entity, OnDuplicate } from '../../api/wire.ts';
import { UserError } from '../../errors.ts';
import { getTemplate, templatesFor, type TemplateRecord } from '../../store/import-template.ts';
import type { HotFolderRecord } from '../../store/hot-folder.ts';
import type { Store } from '../../store/open.ts';
import { examine, type Examination } from '../format.ts';
import { headingsKey } from '../headings-key.ts';
import { propose } from '../proposal.ts';
import { stagedTable } from '../staged-table.ts';
import type { Mapping } from '../source.ts';
import { headingsOfTemplate, lostWords } from '../template-use.ts';

export interface Choice {
  entity: Entity;
  mapping: Mapping;
  onDuplicate: OnDuplicate;
  /** Its id. */
  template: string | undefined;
}

/** @throws UserError that says what to do when nothing tells how to read the file, and what `examine` finds. */
export async function choose(
  store: Store,
  folder: Pick<HotFolderRecord, 'templateId'>,
  { sha256, name }: { sha256: string; name: string },
): Promise<Choice> {
  const { path, survey, sheet } = await stagedTable(store.paths, sha256, name);
  const own = folder.templateId === null ? null : getTemplate(store, folder.templateId);
  const known = own === null ? [] : headingsOfTemplate(own);
  const examination = examine(path, survey, name, known, sheet?.name);
  const template = own ?? onlyTemplate(store, examination);
  const { entity, mapping, onDuplicate, remembered, origin, lost } = propose(
    store,
    examination,
    name,
    undefined,
    template,
  );
  const lacking = template === null ? null : lostWords(template, { mapping, lost });
  if (lacking !== null)
    throw new UserError(
      'template-unfit',
      `${lacking} Correct the file, or import it in Dockhand and save a template anew.`,
    );
  if (entity === null || (template === null && remembered === null && origin === null)) {
    throw new UserError(
      'hot-folder-unread',
      'No template has the headings of this file, and no file with them was imported before. Import it in Dockhand once, or save a template for it; then drop it again.',
    );
  }
  return { entity, mapping, onDuplicate, template: template?.id };
}

/** @throws UserError `hot-folder-ambiguous` when there are several: which one is meant is not ours to say. */
function onlyTemplate(store: Store, { format, unnamed }: Examination): TemplateRecord | null {
  // Columns without names are alike in all files.
  if (unnamed !== null) return null;
  const [first, ...others] = templatesFor(store, headingsKey(format.headings));
  if (first === undefined || others.length === 0) return first ?? null;
  const names = [first, ...others].map(({ name }) => `"${name}"`).join(', ');
  throw new UserError(
    'hot-folder-ambiguous',
    `Several templates have the headings of this file: ${names}. Say in the hot folder's settings which one is meant, then drop the file again.`,
  );
}
