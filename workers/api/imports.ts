/** Imports: looked at, started, followed, cancelled. What they do is in workers/imports. */
import { UserError } from '../errors.ts';
import { inspectFile, sheetsOf } from '../imports/inspect.ts';
import { rejectedRows } from '../imports/rejected.ts';
import { startImport } from '../imports/start.ts';
import { cancelImport, requestUndo } from '../imports/undo.ts';
import { keptByUndo } from '../imports/undo-view.ts';
import { importIssues, importList, importView } from '../imports/view.ts';
import { keptDays, setKeptDays } from '../store/import-retention.ts';
import type { UndoView } from './wire.ts';
import { os } from './base.ts';
import { importRowCalls } from './import-rows.ts';
import { liveValues, whenDifferent } from './live/live-values.ts';
import { textPieces } from './text-pieces.ts';

const sha256 = /^[0-9a-f]{64}$/;

/** The hash becomes a file name: nothing else may. */
function checkHash(hash: string): void {
  if (!sha256.test(hash)) {
    throw new UserError('file-unknown', 'There is no such staged file. Stage the file again.');
  }
}

const settled = new Set(['done', 'failed', 'cancelled']);
const isUnderWay = (undo: UndoView | null) => undo?.state === 'waiting' || undo?.state === 'running';

export const imports = {
  ...importRowCalls,

  inspect: os.imports.inspect.handler(({ input, context }) => {
    checkHash(input.sha256);
    return inspectFile(context.store, input);
  }),

  sheets: os.imports.sheets.handler(({ input, context }) => {
    checkHash(input.sha256);
    return sheetsOf(context.store, input);
  }),

  start: os.imports.start.handler(async ({ input, context }) => {
    checkHash(input.sha256);
    return startImport(context.store, context.actor, input);
  }),

  get: os.imports.get.handler(({ input, context }) => importView(context.store, input.importId)),

  watch: os.imports.watch.handler(({ input, context, signal }) => {
    const { store, feed } = context;
    // An unknown import fails the call, not the stream.
    importView(store, input.importId);
    return liveValues({
      feed,
      clock: store.clock,
      signal,
      read: whenDifferent(() => importView(store, input.importId)),
      isLast: ({ state, undo }) => settled.has(state) && !isUnderWay(undo),
    });
  }),

  list: os.imports.list.handler(({ input, context }) => importList(context.store, input)),

  issues: os.imports.issues.handler(({ input, context }) => importIssues(context.store, input)),

  rejected: os.imports.rejected.handler(({ input, context, signal }) => {
    importView(context.store, input.importId);
    return textPieces(rejectedRows(context.store, input.importId), signal);
  }),

  cancel: os.imports.cancel.handler(({ input, context }) =>
    cancelImport(context.store, context.actor, input.importId, input.takeBack),
  ),

  undo: os.imports.undo.handler(({ input, context }) =>
    requestUndo(context.store, context.actor, input.importId),
  ),

  keptDays: os.imports.keptDays.handler(({ context }) => ({ days: keptDays(context.store) })),

  keepDays: os.imports.keepDays.handler(({ input: { days }, context: { store, actor } }) => {
    store.write(actor, (tx) => {
      setKeptDays(store, tx, days);
    });
    return { days };
  }),

  undoIssues: os.imports.undoIssues.handler(({ input, context }) => keptByUndo(context.store, input)),
};
