/** What the router shows of an undo. */
import type { Entity, KeptRow, Page, UndoView } from '../api/wire.ts';
import { getImport, type ImportRecord } from '../store/import-record.ts';
import { isJobOpen } from '../store/import-undo.ts';
import { keptRows, type KeptRecord } from '../store/import-undo-kept.ts';
import { undoMark } from '../store/import-undo-verdict.ts';
import type { Store } from '../store/open.ts';

/** An undo that says it waits or runs while its job has ended did not get to write its own end. */
export function undoView(store: Store, record: ImportRecord): UndoView | null {
  const { undoState, undoJobId: jobId, undone, undoKept: kept, undoneAt: at, undoneBy: by } = record;
  if (undoState === null) return null;
  const open = undoState === 'waiting' || undoState === 'running';
  const state = open && !isJobOpen(store, jobId) ? 'failed' : (undoState as UndoView['state']);
  return { state, jobId, undone, kept, at, by };
}

/** Last line first. @throws UserError `not-found` */
export async function keptByUndo(
  store: Store,
  { importId, limit, offset }: { importId: string; limit: number; offset: number },
): Promise<Page<KeptRow>> {
  const { no, entity, undoKept: total } = getImport(store, importId);
  if (total === 0) return { rows: [], total };
  const rows = await keptRows(store, { no, entity: entity as Entity }, { limit, offset });
  return { rows: rows.map((row) => ({ line: row.line, key: row.key ?? '', ...why(row) })), total };
}

function why({ mark, changedBy }: KeptRecord): Pick<KeptRow, 'reason' | 'message'> {
  switch (mark) {
    case undoMark.invoiced:
      return { reason: 'invoiced', message: 'An invoice names this customer, so it was kept.' };
    case undoMark.printed:
      return { reason: 'printed', message: 'The PDF of this invoice was made, so it was kept.' };
    case undoMark.gone:
      return { reason: 'gone', message: 'This was deleted since, so there was nothing to take back.' };
    default: {
      const by = changedBy === null ? '' : `, by ${inWords(changedBy)}`;
      return { reason: 'changed', message: `This was changed since${by}, so it was kept as it is.` };
    }
  }
}

/** `import:12` → `import 12` */
function inWords(actor: string): string {
  const [kind = '', name = ''] = actor.split(':');
  if (kind === 'undo') return `the undo of import ${name}`;
  if (kind === 'import') return `import ${name}`;
  return kind === 'user' ? name : `a ${kind}`;
}
