/** One Dockhand per data folder in a session: a second start shows the window of the first and ends. */
import { app } from 'electron';

export interface SingleInstance {
  /** Somebody started the program again. */
  onSecondStart(listener: () => void): void;
}

export function setupSingleInstance(): SingleInstance {
  // The lock is one per profile folder, so this comes after the command line and before everything that has an effect.
  if (!app.requestSingleInstanceLock()) {
    process.stdout.write('Dockhand is running already; its window is shown.\n');
    app.exit(0);
  }
  return { onSecondStart: (listener) => void app.on('second-instance', listener) };
}
