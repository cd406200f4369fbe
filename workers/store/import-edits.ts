/**
 * Corrections of a staged file's cells. Beside the cells (line 1 and up) a set holds, on line 0, how the file was read when they were
 * made; and each of its steps is a set of its own, `<id>~<number>`, with what the cells were before: that is how a step is undone.
 */
import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { UserError } from '../errors.ts';
import { prepared } from './prepared.ts';
import type { Store } from './open.ts';
import { importEditSet } from './schema.ts';
import { letOthersWrite } from './turns.ts';

export type EditSetRecord = typeof importEditSet.$inferSelect;

export interface CellEdit {
  line: number;
  /** Index among the cells. */
  column: number;
  value: string;
}

/** As many cells as memory has to hold while the file is read. */
const mostEdits = 200_000;
/** Cells per transaction. */
const sliceCells = 5_000;
/** Stands before a former value; empty text says that there was none. */
const was = '=';

const statements = prepared((raw) => ({
  reading: raw
    .prepare<[string], string>(
      'SELECT value FROM import_edit WHERE edits_id = ? AND line = 0 AND "column" = 0',
    )
    .pluck(),
  count: raw
    .prepare<[string], number>('SELECT count(*) FROM import_edit WHERE edits_id = ? AND line > 0')
    .pluck(),
  steps: raw.prepare<[string, string], { step: string; kind: string }>(
    `SELECT edits_id AS step, value AS kind FROM import_edit
     WHERE edits_id > ? AND edits_id < ? AND line = 0 ORDER BY edits_id DESC`,
  ),
  used: raw.prepare<[string], number>('SELECT 1 FROM import WHERE edits_id = ? LIMIT 1').pluck(),
  get: raw
    .prepare<[string, number, number], string>(
      'SELECT value FROM import_edit WHERE edits_id = ? AND line = ? AND "column" = ?',
    )
    .pluck(),
  put: raw.prepare<[string, number, number, string]>(
    `INSERT INTO import_edit (edits_id, line, "column", value) VALUES (?, ?, ?, ?)
     ON CONFLICT (edits_id, line, "column") DO UPDATE SET value = excluded.value`,
  ),
  keep: raw.prepare<[string, number, number, string]>(
    'INSERT INTO import_edit (edits_id, line, "column", value) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  ),
  remove: raw.prepare<[string, number, number]>(
    'DELETE FROM import_edit WHERE edits_id = ? AND line = ? AND "column" = ?',
  ),
  ofLine: raw.prepare<[string, number], { column: number; value: string }>(
    'SELECT "column", value FROM import_edit WHERE edits_id = ? AND line = ? ORDER BY "column"',
  ),
  after: raw.prepare<[string, number, number, number], CellEdit>(
    `SELECT line, "column", value FROM import_edit WHERE edits_id = ? AND (line, "column") > (?, ?)
     ORDER BY line, "column" LIMIT ?`,
  ),
  touch: raw.prepare<[number, string]>('UPDATE import_edit_set SET updated_at = ? WHERE id = ?'),
}));

/** @param reading how the file is read, in a form that can be compared. */
export function createEditSet(store: Store, actor: string, fileSha256: string, reading: string): string {
  const id = uuidv7();
  store.write(actor, ({ orm, now }) => {
    orm
      .insert(importEditSet)
      .values({ id, fileSha256, createdAt: now, createdBy: actor, updatedAt: now })
      .run();
    statements(store).put.run(id, 0, 0, reading);
  });
  return id;
}

/** @throws UserError `edits-unknown` */
export function getEditSet(store: Store, id: string): EditSetRecord {
  const found = store.orm.select().from(importEditSet).where(eq(importEditSet.id, id)).get();
  if (found === undefined)
    throw new UserError('edits-unknown', 'These corrections do not exist any more. Make them anew.');
  return found;
}

/** How the file was read for this set. */
export function readingOfEdits(store: Store, id: string): string | null {
  return statements(store).reading.get(id) ?? null;
}

export function countEdits(store: Store, id: string): number {
  return statements(store).count.get(id) ?? 0;
}

/** Newest first: the steps that can be undone. */
export function editSteps(store: Store, id: string): { step: string; kind: string }[] {
  return statements(store).steps.all(`${id}~`, `${id}~~`);
}

/** Corrections of one row, by column. */
export function editsOfLine(store: Store, id: string, line: number): { column: number; value: string }[] {
  return statements(store).ofLine.all(id, line);
}

/** All corrections of a set, by line and column. Read in pages, so that no statement stays open between them. */
export function* allEdits(store: Store, id: string): Generator<CellEdit> {
  const { after } = statements(store);
  for (let line = 0, column = 0; ;) {
    const page = after.all(id, line, column, sliceCells);
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < sliceCells) return;
    ({ line, column } = last);
  }
}

/** The set itself, or a copy of it where an import was started with it: what an import has read stays as it was. */
export async function writableEditSet(store: Store, actor: string, id: string): Promise<string> {
  if (statements(store).used.get(id) === undefined) return id;
  const { fileSha256 } = getEditSet(store, id);
  const copy = createEditSet(store, actor, fileSha256, readingOfEdits(store, id) ?? '');
  const steps = editSteps(store, id).map(({ step }) => step);
  for (const from of [id, ...steps]) await copyEdits(store, actor, from, copy + from.slice(id.length));
  return copy;
}

async function copyEdits(store: Store, actor: string, from: string, to: string): Promise<void> {
  const { after, put } = statements(store);
  for (let line = -1, column = 0; ;) {
    await letOthersWrite(store);
    const page = after.all(from, line, column, sliceCells);
    const last = page.at(-1);
    if (last === undefined) return;
    store.write(actor, () => {
      for (const edit of page) put.run(to, edit.line, edit.column, edit.value);
    });
    ({ line, column } = last);
  }
}

/**
 * One step, in slices. Cut off in the middle, it is a step of fewer cells, and is undone like any other.
 * @throws UserError `too-many-edits`, `edits-in-use`
 */
export async function applyStep(
  store: Store,
  actor: string,
  id: string,
  kind: string,
  cells: readonly CellEdit[],
): Promise<void> {
  if (countEdits(store, id) + cells.length > mostEdits) {
    throw new UserError(
      'too-many-edits',
      `A file can have ${mostEdits.toLocaleString('en')} corrected cells at most, and these would be more. For so many, give the column a rule in the mapping, or correct the file itself.`,
    );
  }
  const { get, put, keep } = statements(store);
  const number = Number(editSteps(store, id)[0]?.step.slice(id.length + 1) ?? 0) + 1;
  const step = `${id}~${String(number).padStart(6, '0')}`;
  for (let from = 0; from < cells.length; from += sliceCells) {
    await letOthersWrite(store);
    store.write(actor, (tx) => {
      refuseUsed(store, id);
      keep.run(step, 0, 0, kind);
      for (const { line, column, value } of cells.slice(from, from + sliceCells)) {
        const before = get.get(id, line, column);
        keep.run(step, line, column, before === undefined ? '' : was + before);
        put.run(id, line, column, value);
      }
      statements(store).touch.run(tx.now, id);
    });
  }
}

/** Takes the last step back, last cell first. @returns false when there is none. @throws UserError `edits-in-use` */
export async function undoLastStep(store: Store, actor: string, id: string): Promise<boolean> {
  const [last] = editSteps(store, id);
  if (last === undefined) return false;
  const { after, put, remove } = statements(store);
  for (;;) {
    await letOthersWrite(store);
    const page = after.all(last.step, 0, 0, sliceCells);
    store.write(actor, (tx) => {
      refuseUsed(store, id);
      for (const { line, column, value } of page) {
        if (value === '') remove.run(id, line, column);
        else put.run(id, line, column, value.slice(was.length));
        remove.run(last.step, line, column);
      }
      // Until here the step is known by its head, and a run that was cut off is finished by the next.
      if (page.length < sliceCells) remove.run(last.step, 0, 0);
      statements(store).touch.run(tx.now, id);
    });
    if (page.length < sliceCells) return true;
  }
}

function refuseUsed(store: Store, id: string): void {
  if (statements(store).used.get(id) !== undefined) {
    throw new UserError(
      'edits-in-use',
      'An import was started with these corrections in this moment. Make this step again.',
    );
  }
}
