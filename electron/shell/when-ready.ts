/** Work that has to wait for Electron, and what happens when it fails: a fault in the shell has a face, and ends the program. */
import { app, dialog } from 'electron';
import { describeError } from '../cli/exit.ts';

export function whenReady(work: () => void | Promise<void>): void {
  app
    .whenReady()
    .then(work)
    .catch((error: unknown) => fail(error));
}

/** Says what happened and ends at once, without the ordered stop: only for when there is nothing to stop. */
export function fail(error: unknown): void {
  dialog.showErrorBox('Dockhand cannot start', describeError(error).message);
  app.exit(1);
}
