/** Looks at all hot folders, one after the other, as long as the api child lives. */
import { errorInfo, type ErrorInfo } from '../../errors.ts';
import type { Logger } from '../../log.ts';
import { listHotFolders, type HotFolderRecord } from '../../store/hot-folder.ts';
import type { Store } from '../../store/open.ts';
import { troubleOf } from './trouble.ts';
import { WatchedFolder } from './watch-folder.ts';

const lookMs = 2_000;
/** Between two steps while files move on. */
const stepMs = 250;
const troubledMs = 10_000;

/** Why a folder cannot be used at the moment, by its id. */
export type Troubles = Map<string, ErrorInfo & { since: number }>;

export interface HotFolderWatcher {
  /** Done when no look is under way. */
  stop(): Promise<void>;
}

interface Watched {
  folder: WatchedFolder;
  nextLook: number;
}

/** @param troubles is kept up to date. */
export function watchHotFolders(store: Store, log: Logger, troubles: Troubles): HotFolderWatcher {
  const { clock } = store;
  const watched = new Map<string, Watched>();
  const stopping = new AbortController();

  const note = (folder: HotFolderRecord, trouble: ErrorInfo | null) => {
    const before = troubles.get(folder.id);
    if (before?.message === trouble?.message) return;
    if (trouble === null) troubles.delete(folder.id);
    else {
      troubles.set(folder.id, { ...trouble, since: before?.since ?? clock.now() });
      log.warn('hot folder in trouble', { path: folder.path, ...trouble });
    }
  };

  /** @returns whether something moved on. */
  const visit = async (folder: HotFolderRecord, own: Watched): Promise<boolean> => {
    const now = clock.now();
    const due = now >= own.nextLook || own.nextLook - now > troubledMs;
    const before = troubles.get(folder.id);
    // What could not be moved is not tried again at every step.
    if (!due && before !== undefined) return false;
    try {
      let stuck: ErrorInfo | null = null;
      if (due) {
        own.nextLook = now + lookMs;
        stuck = await own.folder.look(folder, stopping.signal);
      }
      const moved = await own.folder.advance(folder, stopping.signal);
      if (due) note(folder, stuck);
      return moved;
    } catch (error) {
      if (stopping.signal.aborted) return false;
      own.nextLook = now + troubledMs;
      const trouble = troubleOf(folder.path, error);
      if (trouble === null) log.error('hot folder failed', { path: folder.path, ...errorInfo(error) });
      note(
        folder,
        trouble ?? {
          code: 'unexpected',
          message: `${folder.path} could not be looked at; the log of the api says more.`,
        },
      );
      return false;
    }
  };

  const round = async (): Promise<boolean> => {
    let moved = false;
    const folders = listHotFolders(store);
    const ids = new Set(folders.map(({ id }) => id));
    for (const id of [...watched.keys(), ...troubles.keys()]) {
      if (ids.has(id)) continue;
      watched.delete(id);
      troubles.delete(id);
    }
    for (const folder of folders) {
      if (stopping.signal.aborted) break;
      const own = watched.get(folder.id) ?? { folder: new WatchedFolder(store, log), nextLook: 0 };
      watched.set(folder.id, own);
      moved = (await visit(folder, own)) || moved;
    }
    return moved;
  };

  let current: Promise<void> = Promise.resolve();
  const again = (moved: boolean): void => {
    if (!stopping.signal.aborted) cancel = clock.after(moved ? stepMs : lookMs, run);
  };
  const run = () => {
    current = round()
      .catch((error: unknown) => {
        log.warn('hot folders not looked at', { ...errorInfo(error) });
        return false;
      })
      .then(again);
  };
  let cancel = clock.after(0, run);
  return {
    async stop() {
      cancel();
      stopping.abort(new Error('The engine stops.'));
      await current;
    },
  };
}
