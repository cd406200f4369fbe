/** The rows of a file and of an import, and their corrections. What they do is in workers/imports. */
import { editFile, editSetView, undoEdit } from '../imports/edits.ts';
import { importRows, previewRows, similarRows } from '../imports/row-view.ts';
import { os } from './base.ts';

/** Calls of `imports`. */
export const importRowCalls = {
  rows: os.imports.rows.handler(({ input, context }) => importRows(context.store, input)),

  similar: os.imports.similar.handler(({ input, context }) => similarRows(context.store, input.importId)),

  preview: os.imports.preview.handler(({ input, context }) => previewRows(context.store, input)),

  edit: os.imports.edit.handler(({ input, context: { store, actor } }) => editFile(store, actor, input)),

  undoEdit: os.imports.undoEdit.handler(({ input, context: { store, actor } }) =>
    undoEdit(store, actor, input.editsId),
  ),

  edits: os.imports.edits.handler(({ input, context }) => editSetView(context.store, input.editsId)),
};
