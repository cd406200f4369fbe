/** One hot folder: a look at what lies in it, and the next steps of what was taken from it. */
import { lstat, mkdir, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { errorInfo, UserError, type ErrorInfo } from '../../errors.ts';
import type { Logger } from '../../log.ts';
import { openHotFiles, takeHotFile, type HotFolderRecord } from '../../store/hot-folder.ts';
import type { Store } from '../../store/open.ts';
import { stageFile } from '../stage.ts';
import { advance } from './advance.ts';
import { isIgnored } from './ignored-names.ts';
import { doneFolder, failedFolder } from './settle.ts';
import { WatchList, type FileState } from './watch-list.ts';

/** Files under way at once. */
const mostOpen = 50;

/** Failures of staging that are not the file's: it is tried again. */
const notYet = new Set(['file-changed', 'file-unreadable', 'upload-cut']);

export class WatchedFolder {
  readonly #store: Store;
  readonly #log: Logger;
  readonly #files = new WatchList();
  /** Files that cannot be read, and are tried again now and then. */
  readonly #unreadable = new Map<string, ErrorInfo>();
  /** By number of the row: what the files were when they were taken. */
  readonly #takenAs = new Map<number, FileState>();

  constructor(store: Store, log: Logger) {
    this.#store = store;
    this.#log = log;
  }

  /**
   * Takes what has settled. Nothing while the folder is paused.
   * @returns why a file of it cannot be taken, if there is one.
   * @throws UserError or what the file system says: the folder cannot be used.
   */
  async look(folder: HotFolderRecord, signal: AbortSignal): Promise<ErrorInfo | null> {
    if (!folder.enabled) return null;
    const entries = await readdir(folder.path, { withFileTypes: true });
    for (const own of [doneFolder, failedFolder]) await mkdir(join(folder.path, own), { recursive: true });
    const open = new Set(openHotFiles(this.#store, folder.id).map(({ name }) => name));
    const names = new Set<string>();
    for (const entry of entries) {
      if (entry.isFile() && !isIgnored(entry.name) && !open.has(entry.name)) names.add(entry.name);
    }
    const { clock } = this.#store;
    for (const name of this.#unreadable.keys()) if (!names.has(name)) this.#unreadable.delete(name);
    for (const name of this.#files.choose(names, clock.now())) {
      signal.throwIfAborted();
      const state = await stateOf(join(folder.path, name));
      if (state === null || !this.#files.looked(name, state, clock.now()) || open.size >= mostOpen) continue;
      try {
        if (await this.#take(folder, name, state, signal)) open.add(name);
        this.#unreadable.delete(name);
      } catch (error) {
        if (!(error instanceof UserError) || error.code === 'disk-full') throw error;
        this.#files.putOff(name, clock.now());
        this.#unreadable.set(name, errorInfo(error));
      }
    }
    const [first] = this.#unreadable.values();
    return first ?? null;
  }

  /** @returns whether any of the files under way moved on. @throws what the file system says, after each file had its turn. */
  async advance(folder: HotFolderRecord, signal: AbortSignal): Promise<boolean> {
    let moved = false;
    let trouble: unknown = null;
    const open = openHotFiles(this.#store, folder.id);
    for (const file of open) {
      signal.throwIfAborted();
      const takenAs = this.#takenAs.get(file.no) ?? null;
      try {
        const context = { store: this.#store, log: this.#log, actor: actorOf(folder), folder, takenAs };
        moved = (await advance(context, file)) || moved;
      } catch (error) {
        trouble = error;
      }
    }
    const numbers = new Set(open.map(({ no }) => no));
    for (const no of this.#takenAs.keys()) if (!numbers.has(no)) this.#takenAs.delete(no);
    if (trouble !== null) throw trouble;
    return moved;
  }

  /** @returns false when it is not complete after all. @throws UserError when it cannot be read, or there is no room. */
  async #take(
    folder: HotFolderRecord,
    name: string,
    state: FileState,
    signal: AbortSignal,
  ): Promise<boolean> {
    let taken: { sha256: string | null; error: string | null };
    try {
      const { sha256 } = await stageFile(this.#store, join(folder.path, name), name, signal);
      taken = { sha256, error: null };
    } catch (error) {
      if (!(error instanceof UserError) || error.code === 'disk-full' || signal.aborted) throw error;
      if (error.code === 'file-changed') {
        this.#files.forget(name);
        return false;
      }
      if (notYet.has(error.code)) throw error;
      taken = { sha256: null, error: JSON.stringify(errorInfo(error)) };
    }
    const now = await stateOf(join(folder.path, name));
    this.#files.forget(name);
    if (now === null || now.size !== state.size || now.mtimeMs !== state.mtimeMs) return false;
    const file = this.#store.write(actorOf(folder), (tx) =>
      takeHotFile(this.#store, tx, {
        folderId: folder.id,
        name,
        bytes: state.size,
        state: taken.sha256 === null ? 'failed' : 'taken',
        ...taken,
      }),
    );
    if (file !== null) this.#takenAs.set(file.no, state);
    return file !== null;
  }
}

function actorOf({ path }: HotFolderRecord): string {
  return `hot-folder:${basename(path)}`;
}

/** Null for what is gone, or is no plain file. */
async function stateOf(path: string): Promise<FileState | null> {
  try {
    const found = await lstat(path);
    return found.isFile() ? { size: found.size, mtimeMs: found.mtimeMs } : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
