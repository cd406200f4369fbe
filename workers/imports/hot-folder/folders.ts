/** Hot folders as a person sets them up and sees them. */
import { randomUUID } from 'node:crypto';
import { mkdir, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, sep } from 'node:path';
import type { HotFileView, HotFolderView } from '../../api/wire.ts';
import { UserError } from '../../errors.ts';
import {
  countHotFiles,
  deleteHotFolder,
  getHotFolder,
  insertHotFolder,
  listHotFolders,
  openHotFiles,
  recentHotFiles,
  setHotFolderEnabled,
  type HotFileRecord,
  type HotFolderRecord,
} from '../../store/hot-folder.ts';
import { findTemplate, getTemplate } from '../../store/import-template.ts';
import type { Store } from '../../store/open.ts';
import { errorOf } from './result-files.ts';
import { doneFolder, failedFolder } from './settle.ts';
import { troubleOf } from './trouble.ts';
import type { Troubles } from './watcher.ts';

const recentFiles = 20;

/**
 * Checked by making and removing a file in it: what cannot be used is said now, not when the first file comes.
 * @param template id or name; left out, the headings decide.
 * @throws UserError `path-not-absolute`, `hot-folder-*`, `template-unknown`
 */
export async function addHotFolder(
  store: Store,
  actor: string,
  given: { path: string; template?: string | undefined },
): Promise<HotFolderRecord> {
  const path = await usablePath(given.path);
  refuseOwnFolders(store, path);
  const templateId = given.template === undefined ? null : getTemplate(store, given.template).id;
  return store.write(actor, (tx) => insertHotFolder(store, tx, { path, templateId }));
}

/** @param folder its id or path. @throws UserError `hot-folder-unknown` */
export function pauseHotFolder(store: Store, actor: string, folder: string, paused: boolean): void {
  store.write(actor, (tx) => {
    setHotFolderEnabled(tx, getHotFolder(store, folder), !paused);
  });
}

/** @param folder its id or path. @throws UserError `hot-folder-unknown` */
export function removeHotFolder(store: Store, actor: string, folder: string): void {
  store.write(actor, (tx) => {
    deleteHotFolder(tx, getHotFolder(store, folder));
  });
}

export function hotFolderList(store: Store, troubles: Troubles): HotFolderView[] {
  return listHotFolders(store).map((folder) => {
    const { id, path, templateId, enabled, createdAt, createdBy } = folder;
    const template = templateId === null ? null : findTemplate(store, templateId);
    const trouble = troubles.get(id) ?? null;
    const watching = enabled ? 'watching' : 'paused';
    return {
      id,
      path,
      template: template === null ? null : { id: template.id, name: template.name },
      state: trouble === null ? watching : 'trouble',
      trouble,
      underWay: openHotFiles(store, id).length,
      total: countHotFiles(store, id),
      files: recentHotFiles(store, id, recentFiles).map(toView),
      createdAt,
      createdBy,
    };
  });
}

function toView(file: HotFileRecord): HotFileView {
  const { name, bytes, state, importId, movedTo, at, settledAt } = file;
  return {
    name,
    bytes,
    state: state as HotFileView['state'],
    importId,
    error: errorOf(file),
    movedTo,
    at,
    settledAt,
  };
}

async function usablePath(given: string): Promise<string> {
  if (!isAbsolute(given)) {
    throw new UserError(
      'path-not-absolute',
      `"${given}" is not a whole path. Give it from the root on, such as C:\\Imports or /srv/imports.`,
    );
  }
  try {
    const path = await realpath(given);
    if (!(await stat(path)).isDirectory())
      throw new UserError('hot-folder-missing', `${given} is a file. Give a folder.`);
    for (const own of [doneFolder, failedFolder]) {
      await mkdir(join(path, own), { recursive: true });
      const probe = join(path, own, `.${randomUUID()}.tmp`);
      await writeFile(probe, '');
      await rm(probe);
    }
    return path;
  } catch (error) {
    const trouble = troubleOf(given, error);
    if (error instanceof UserError || trouble === null) throw error;
    throw new UserError(trouble.code, trouble.message.replace(' It is looked at again by itself.', ''), {
      cause: error,
    });
  }
}

/** What is moved out of a hot folder must not lie in another one, and Dockhand's own files are no imports. */
function refuseOwnFolders(store: Store, path: string): void {
  const data = dirname(store.paths.database);
  if (path === data || path.startsWith(`${data}${sep}`)) {
    throw new UserError(
      'hot-folder-own',
      `${path} belongs to Dockhand's data folder. Choose a folder outside of it.`,
    );
  }
  const of = listHotFolders(store).find((folder) => folder.path === dirname(path));
  if (of !== undefined && [doneFolder, failedFolder].includes(basename(path))) {
    throw new UserError(
      'hot-folder-own',
      `${path} is where the files of the hot folder ${of.path} go. Choose another one.`,
    );
  }
}
