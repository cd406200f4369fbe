import { describe, expect, it } from 'vitest';
import type { ImportView, UndoView } from '../../../workers/api/wire.ts';
import { isTakeBack } from '../../../electron/cli/ask-take-back.ts';
import { stateWords } from '../../../electron/cli/import-history.ts';
import { describeUndo } from '../../../electron/cli/import-undo.ts';

const undo = (more: Partial<UndoView>): UndoView => ({
  state: 'done',
  jobId: null,
  undone: 3,
  kept: 0,
  at: 1,
  by: 'user:clerk',
  ...more,
});
const view = (of: UndoView | null, more: Partial<ImportView> = {}) =>
  ({ fileName: 'a.csv', state: 'done', dryRun: false, undo: of, ...more }) as ImportView;

describe('words about an undo', () => {
  it('say what was taken back, and what was kept and why', () => {
    expect(describeUndo(view(undo({})), [], false, 80)).toBe(
      'The import of a.csv is undone: 3 records taken back, 0 kept.',
    );
    const kept = [{ line: 7, key: 'C-1', reason: 'changed', message: 'Changed since.' }] as const;
    const text = describeUndo(view(undo({ kept: 1 })), kept, false, 80);
    expect(text).toMatch(/1 kept\.\n\nLINE +RECORD +WHY IT WAS KEPT\n +7 +C-1 +Changed since\./);
  });

  it('say that it is under way, stopped, or was done before', () => {
    expect(describeUndo(view(undo({ state: 'running' })), [], false, 80)).toContain('is being undone');
    expect(describeUndo(view(undo({ state: 'failed' })), [], false, 80)).toContain(
      'give the same command again',
    );
    expect(describeUndo(view(undo({})), [], true, 80)).toContain('was undone before');
  });

  it('tell in the history what became of an import', () => {
    expect(stateWords(view(null))).toBe('done');
    expect(stateWords(view(null, { dryRun: true }))).toBe('check');
    expect(stateWords(view(undo({}), { state: 'cancelled' }))).toBe('cancelled, undone');
    expect(stateWords(view(undo({ kept: 1200 })))).toBe('done, undone but 1,200');
  });
});

it('only a clear answer takes back', () => {
  expect(['t', ' T ', 'take back'].map(isTakeBack)).toEqual([true, true, true]);
  expect(['', 'k', 'y', 'tell me'].map(isTakeBack)).toEqual([false, false, false, false]);
});
