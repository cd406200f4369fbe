/** Corrections of a file before it is imported, step by step. */
import type { EditChange } from '../api/import-check-inputs.ts';
import type { EditAnswer, EditSetView, EditStepKind } from '../api/wire.ts';
import { UserError } from '../errors.ts';
import {
  applyStep,
  countEdits,
  createEditSet,
  editSteps,
  getEditSet,
  readingOfEdits,
  undoLastStep,
  writableEditSet,
} from '../store/import-edits.ts';
import type { Store } from '../store/open.ts';
import { cellsChangedBy, type ChangedCell } from './edit-changes.ts';
import type { FileFormat } from './format.ts';
import { fileAsRead, type FileChoice } from './reading.ts';

const mostExamples = 20;

/**
 * One step of corrections; the cells that have the wanted value already are no part of it.
 * @param input.preview only says what would change.
 * @throws UserError `edits-unknown`, `edits-other-file`, `edits-in-use`, `too-many-edits`, `no-such-row`, `no-such-column`
 */
export async function editFile(
  store: Store,
  actor: string,
  input: FileChoice & { editsId?: string | undefined; change: EditChange; preview: boolean },
): Promise<EditAnswer> {
  const { editsId, change } = input;
  const file = await fileAsRead(store, input);
  if (editsId !== undefined) checkEdits(store, editsId, input.sha256, file.format);
  const changed: ChangedCell[] = [];
  for await (const cell of cellsChangedBy(store, file, editsId ?? null, change)) changed.push(cell);
  const examples = changed
    .slice(0, mostExamples)
    .map(({ line, column, before, value }) => ({ line, column, before, after: value }));
  const answer = { cells: changed.length, examples };
  if (input.preview || changed.length === 0)
    return { ...answer, edits: editsId === undefined ? null : editSetView(store, editsId) };
  const set =
    editsId === undefined
      ? createEditSet(store, actor, input.sha256, readingOf(file.format))
      : await writableEditSet(store, actor, editsId);
  await applyStep(store, actor, set, change.kind, changed);
  return { ...answer, edits: editSetView(store, set) };
}

/** Takes the last step back; without one, nothing happens. @throws UserError `edits-unknown`, `edits-in-use` */
export async function undoEdit(store: Store, actor: string, editsId: string): Promise<EditSetView> {
  getEditSet(store, editsId);
  if (editSteps(store, editsId).length === 0) return editSetView(store, editsId);
  const set = await writableEditSet(store, actor, editsId);
  await undoLastStep(store, actor, set);
  return editSetView(store, set);
}

/** @throws UserError `edits-unknown` */
export function editSetView(store: Store, editsId: string): EditSetView {
  const { fileSha256 } = getEditSet(store, editsId);
  const steps = editSteps(store, editsId);
  return {
    editsId,
    fileSha256,
    cells: countEdits(store, editsId),
    steps: steps.length,
    lastStep: (steps[0]?.kind as EditStepKind | undefined) ?? null,
  };
}

/** Corrections are of cells by line and column: read in another way, the file has others there. @throws UserError */
export function checkEdits(store: Store, editsId: string, sha256: string, format: FileFormat): void {
  const set = getEditSet(store, editsId);
  if (set.fileSha256 === sha256 && readingOfEdits(store, editsId) === readingOf(format)) return;
  throw new UserError(
    'edits-other-file',
    'These corrections were made for another file, or for this one read in another way (sheet, encoding, delimiter, quotes). Read it as before, or correct it anew.',
  );
}

function readingOf({ encoding, lineEnd, delimiter, quote, sheet }: FileFormat): string {
  return JSON.stringify([encoding, lineEnd, delimiter, quote, sheet ?? null]);
}
