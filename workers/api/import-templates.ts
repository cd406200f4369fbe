/** Templates: named ways of reading files, kept, carried and applied. */
import {
  createTemplate,
  exportTemplate,
  importTemplate,
  removeTemplate,
  renameTemplate,
  templateList,
  templateView,
} from '../imports/templates.ts';
import { os } from './base.ts';

const area = os.importTemplates;

export const importTemplates = {
  list: area.list.handler(({ context }) => templateList(context.store)),

  get: area.get.handler(({ input, context }) => templateView(context.store, input.template)),

  create: area.create.handler(({ input, context: { store, actor } }) =>
    createTemplate(store, actor, input.name, input.from),
  ),

  rename: area.rename.handler(({ input, context: { store, actor } }) =>
    renameTemplate(store, actor, input.template, input.name),
  ),

  remove: area.remove.handler(({ input, context: { store, actor } }) => {
    removeTemplate(store, actor, input.template);
    return { removed: true as const };
  }),

  export: area.export.handler(({ input, context }) => exportTemplate(context.store, input.template)),

  import: area.import.handler(({ input: { file, ...options }, context: { store, actor } }) =>
    importTemplate(store, actor, file, options),
  ),
};
