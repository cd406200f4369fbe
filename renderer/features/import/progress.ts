/** How far an import is and how long it may take. Pure. */
import type { ImportView } from '../../../workers/api/wire.ts';

type Progress = Pick<ImportView, 'fileBytes' | 'bytesDone' | 'startedAt' | 'state'>;

/** 0 to 1, by bytes: rows are not known before the end. An empty file is done when it is done. */
export function fractionDone(view: Progress): number {
  if (view.state === 'done') return 1;
  return view.fileBytes === 0 ? 0 : Math.min(1, view.bytesDone / view.fileBytes);
}

/** Milliseconds of running before a guess is worth showing. */
const warmUp = 2_000;

/** Milliseconds left at the pace so far; null while it is too early to tell. */
export function timeLeft(view: Progress, now: number): number | null {
  if (view.state !== 'running' || view.startedAt === null) return null;
  const fraction = fractionDone(view);
  const passed = now - view.startedAt;
  if (passed < warmUp || fraction <= 0.005) return null;
  return (passed / fraction) * (1 - fraction);
}

/** The import is being taken back, or is about to be. */
export function isUndoing({ undo }: Pick<ImportView, 'undo'>): boolean {
  return undo?.state === 'waiting' || undo?.state === 'running';
}

/** 0 to 1, by records. */
export function fractionUndone({ undo, created, updated }: ImportView): number {
  if (undo === null) return 0;
  return created + updated === 0 ? 1 : Math.min(1, (undo.undone + undo.kept) / (created + updated));
}

/** Whether there is something to take back that was not looked at yet. */
export function canUndo({ dryRun, undo, created, updated }: ImportView): boolean {
  return !dryRun && created + updated > 0 && (undo === null || undo.state === 'failed');
}
