/** The next step of a file that was taken, as hot-folder.md has it. */
import { errorInfo, UserError, type ErrorInfo } from '../../errors.ts';
import type { Logger } from '../../log.ts';
import {
  moveOnHotFile,
  sameImport,
  type HotFileRecord,
  type HotFolderRecord,
} from '../../store/hot-folder.ts';
import type { Store } from '../../store/open.ts';
import { startImport } from '../start.ts';
import { importView } from '../view.ts';
import { choose } from './choose.ts';
import { settleFile } from './settle.ts';
import type { FileState } from './watch-list.ts';

interface Advancing {
  store: Store;
  log: Logger;
  /** As whom its changes are written. */
  actor: string;
  folder: HotFolderRecord;
  takenAs: FileState | null;
}

/** @returns whether it moved on. @throws what the file system says while it is moved. */
export async function advance(context: Advancing, file: HotFileRecord): Promise<boolean> {
  switch (file.state) {
    case 'taken':
      return begin(context, file);
    case 'importing':
      return followImport(context, file);
    default:
      await settleFile(context.store, context.actor, context.folder, file, context.takenAs);
      return true;
  }
}

async function begin({ store, actor, folder, log }: Advancing, file: HotFileRecord): Promise<boolean> {
  const end = (state: 'known' | 'failed', error: ErrorInfo, importId: string | null = null) =>
    store.write(actor, (tx) => moveOnHotFile(tx, file, { state, importId, error: JSON.stringify(error) })) !==
    null;
  const { name } = file;
  const sha256 = file.sha256 ?? '';
  try {
    const { format, ...choice } = await choose(store, folder, { sha256, name });
    const mapping = JSON.stringify(choice.mapping);
    const same = sameImport(store, { ...choice, sha256, mapping }, format);
    // Under way: when it is over, it is known whether these rows are in.
    if (same?.over === 0) return false;
    if (same !== null) return end('known', known(same.at), same.importId);
    await startImport(store, actor, { sha256, name, ...choice, dryRun: false }, (tx, importId) => {
      if (moveOnHotFile(tx, file, { state: 'importing', importId }) === null) throw new Overtaken();
    });
    return true;
  } catch (error) {
    if (error instanceof Overtaken) return true;
    if (!(error instanceof UserError) || error.code === 'disk-full') throw error;
    log.info('hot file not imported', { name, code: error.code });
    return end('failed', errorInfo(error));
  }
}

function followImport({ store, actor }: Advancing, file: HotFileRecord): boolean {
  const view = importView(store, file.importId ?? '');
  if (view.state === 'waiting' || view.state === 'running') return false;
  const noneIn = view.total > 0 && view.failed === view.total;
  const state = view.state === 'done' && !noneIn ? 'done' : 'failed';
  const error =
    state === 'done'
      ? null
      : (view.error ?? (view.state === 'cancelled' ? cancelled : allRefused(view.total)));
  store.write(
    actor,
    (tx) => void moveOnHotFile(tx, file, { state, error: error === null ? null : JSON.stringify(error) }),
  );
  return true;
}

const cancelled: ErrorInfo = {
  code: 'cancelled',
  message:
    'The import was cancelled. Rows written before that are in. Drop the file again to have the rest imported.',
};

function allRefused(total: number): ErrorInfo {
  return {
    code: 'all-refused',
    message: `All ${total} records were refused; the reasons are beside this file. Correct them there, or choose another template, and drop the file again.`,
  };
}

function known(at: number): ErrorInfo {
  const when = new Date(at).toISOString();
  return {
    code: 'known',
    message: `The very same file was imported before, at ${when}, in the same way. Nothing was imported again.`,
  };
}

/** Another process has moved the file on: its import is not started a second time. */
class Overtaken extends Error {
  override readonly name = 'Overtaken';
}
