/** Words of the undo of an import. */
import type { ImportView, UndoView } from '../../../workers/api/wire.ts';
import { count, counted } from '../../format/numbers.ts';

export const undoTexts = {
  button: 'Undo this import',
  goOn: 'Go on undoing',
  askTitle: 'Undo this import?',
  consequences,
  startFailed: 'The undo could not be started',
  doneBefore: 'This import was undone before.',
  progress: 'Part of the import that is taken back',
  running: ({ state, undone, kept }: UndoView) =>
    state === 'waiting'
      ? 'Taking back begins in a moment'
      : `${counted(undone, 'record')} taken back · ${count(kept)} kept`,
  failedTitle: 'The undo stopped in between',
  failedText:
    'What it has taken back stays so. Start it again to go on with the rest; its job says why it stopped.',
  doneTitle: ({ kept }: UndoView) =>
    kept === 0 ? 'This import was undone' : 'This import was undone, with exceptions',
  doneText: ({ undone, kept }: UndoView) =>
    kept === 0
      ? `${counted(undone, 'record')} taken back.`
      : `${counted(undone, 'record')} taken back, ${count(kept)} kept: below with the reasons.`,
  kept: 'Rows that were kept',
  line: 'Line',
  record: 'Record',
  why: 'Why it was kept',
  cancelQuestion: 'What about the rows that are in?',
  cancelKeep: 'Keep them',
  cancelKeepHint: 'Importing the same file again later picks up the rest.',
  cancelTakeBack: 'Take them back',
  history: {
    waiting: 'To be undone',
    running: 'Being undone',
    done: 'Undone',
    failed: 'Undo stopped',
  } satisfies Record<UndoView['state'], string>,
  historyKept: (n: number) => `Undone, ${count(n)} kept`,
};

/** What an undo will do, in sentences. */
function consequences({ created, updated }: ImportView): string[] {
  const sentences = [
    created > 0 ? `${counted(created, 'new record')} ${created === 1 ? 'is' : 'are'} removed.` : null,
    updated > 0
      ? `${counted(updated, 'changed record')} ${updated === 1 ? 'gets its' : 'get their'} former values again.`
      : null,
    'What was changed since is kept and listed.',
  ];
  return sentences.filter((sentence) => sentence !== null);
}
