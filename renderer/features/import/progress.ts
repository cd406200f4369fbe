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
