/** Hot folders and what became of the files in them. See workers/imports/hot-folder.md for the states. */
import { and, asc, count, desc, eq, isNull } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { UserError } from '../errors.ts';
import type { Store } from './open.ts';
import { prepared } from './prepared.ts';
import { hotFile, hotFolder } from './schema.ts';
import type { Transaction } from './write.ts';

export type HotFolderRecord = typeof hotFolder.$inferSelect;
export type HotFileRecord = typeof hotFile.$inferSelect;

/** By their making. */
export function listHotFolders(store: Store): HotFolderRecord[] {
  return store.orm.select().from(hotFolder).orderBy(asc(hotFolder.no)).all();
}

/** @param folder its id or path. @throws UserError `hot-folder-unknown` */
export function getHotFolder(store: Store, folder: string): HotFolderRecord {
  const folders = listHotFolders(store);
  const found = folders.find(({ id, path }) => id === folder || path === folder);
  if (found !== undefined) return found;
  const known =
    folders.length === 0 ? 'There is none yet.' : `There are: ${folders.map(({ path }) => path).join(', ')}.`;
  throw new UserError('hot-folder-unknown', `${folder} is no hot folder. ${known}`);
}

/** @throws UserError `hot-folder-exists` */
export function insertHotFolder(
  store: Store,
  tx: Transaction,
  values: Pick<HotFolderRecord, 'path' | 'templateId'>,
): HotFolderRecord {
  if (listHotFolders(store).some(({ path }) => path === values.path))
    throw new UserError('hot-folder-exists', `${values.path} is a hot folder already.`);
  const row = tx.orm
    .insert(hotFolder)
    .values({ ...values, id: uuidv7(), createdAt: tx.now, createdBy: tx.actor })
    .returning()
    .get();
  tx.audit('hot-folder', row.id, 'create', values);
  return row;
}

/** Whether its files are taken. Those that are under way go on. */
export function setHotFolderEnabled(
  tx: Transaction,
  { id, enabled }: HotFolderRecord,
  wanted: boolean,
): void {
  if (enabled === wanted) return;
  tx.orm.update(hotFolder).set({ enabled: wanted }).where(eq(hotFolder.id, id)).run();
  tx.audit('hot-folder', id, wanted ? 'resume' : 'pause', {});
}

/** Its files stay where they are; imports under way go on. */
export function deleteHotFolder(tx: Transaction, { id, path }: HotFolderRecord): void {
  tx.orm.delete(hotFolder).where(eq(hotFolder.id, id)).run();
  tx.orm
    .update(hotFile)
    .set({ settledAt: tx.now })
    .where(and(eq(hotFile.folderId, id), isNull(hotFile.settledAt)))
    .run();
  tx.audit('hot-folder', id, 'delete', { path });
}

/** Files that are not settled, the oldest first. */
export function openHotFiles(store: Store, folderId: string): HotFileRecord[] {
  return store.orm
    .select()
    .from(hotFile)
    .where(and(isNull(hotFile.settledAt), eq(hotFile.folderId, folderId)))
    .orderBy(asc(hotFile.no))
    .all();
}

/** Newest first. */
export function recentHotFiles(store: Store, folderId: string, limit: number): HotFileRecord[] {
  return store.orm
    .select()
    .from(hotFile)
    .where(eq(hotFile.folderId, folderId))
    .orderBy(desc(hotFile.at), desc(hotFile.no))
    .limit(limit)
    .all();
}

export function countHotFiles(store: Store, folderId: string): number {
  const found = store.orm.select({ n: count() }).from(hotFile).where(eq(hotFile.folderId, folderId)).get();
  return found?.n ?? 0;
}

/** @returns null when a file of this name is under way already, as after another process was quicker. */
export function takeHotFile(
  store: Store,
  tx: Transaction,
  values: Pick<HotFileRecord, 'folderId' | 'name' | 'bytes' | 'sha256' | 'state' | 'error'>,
): HotFileRecord | null {
  if (openHotFiles(store, values.folderId).some(({ name }) => name === values.name)) return null;
  return tx.orm
    .insert(hotFile)
    .values({ ...values, at: tx.now })
    .returning()
    .get();
}

/** @returns null when it is not in the state in which it was seen, or settled: somebody else has moved it on. */
export function moveOnHotFile(
  tx: Transaction,
  { no, state }: Pick<HotFileRecord, 'no' | 'state'>,
  values: Partial<Pick<HotFileRecord, 'state' | 'importId' | 'error' | 'movedTo' | 'settledAt'>>,
): HotFileRecord | null {
  return (
    tx.orm
      .update(hotFile)
      .set(values)
      .where(and(eq(hotFile.no, no), eq(hotFile.state, state), isNull(hotFile.settledAt)))
      .returning()
      .get() ?? null
  );
}

/** How a file is read. */
interface ReadAs {
  encoding: string;
  delimiter: string;
  quote: string | null;
  headerLine: number;
  sheet?: string | null;
}

/** An import that read the very same bytes in the same way. */
export interface SameImport {
  importId: string;
  over: 0 | 1;
  at: number;
}

const statements = prepared((raw) => ({
  // One whose job has ended without the import's own word has failed; one that was taken back is not in any more.
  same: raw.prepare<[Record<string, unknown>], SameImport>(
    `SELECT i.id AS importId, i.state = 'done' AS over, i.created_at AS at
     FROM import AS i LEFT JOIN outbox AS o ON o.id = i.job_id
     WHERE i.file_sha256 = @sha256 AND i.entity = @entity AND i.mapping = @mapping AND i.on_duplicate = @onDuplicate
       AND i.dry_run = 0
       AND i.dialect ->> 'encoding' = @encoding AND i.dialect ->> 'delimiter' = @delimiter
       AND i.dialect ->> 'quote' IS @quote AND i.dialect ->> 'headerLine' = @headerLine AND i.dialect ->> 'sheet' IS @sheet
       AND (i.undo_state IS NULL OR i.undo_state = 'failed')
       AND (i.state = 'done' OR (i.state IN ('waiting', 'running') AND o.settled_at IS NULL))
     ORDER BY over DESC, i.no DESC LIMIT 1`,
  ),
}));

/** One that has ended well, else one under way; null when there is none. */
export function sameImport(
  store: Store,
  { sha256, entity, mapping, onDuplicate }: Record<'sha256' | 'entity' | 'mapping' | 'onDuplicate', string>,
  { encoding, delimiter, quote, headerLine, sheet = null }: ReadAs,
): SameImport | null {
  const read = { encoding, delimiter, quote, headerLine, sheet };
  return statements(store).same.get({ sha256, entity, mapping, onDuplicate, ...read }) ?? null;
}
