/**
 * Quitting: `running` → (quit is asked for) → `stopping`, while the engine ends in order → `stopped`, and only then Electron may go.
 * A second wish to quit changes nothing. The engine's own limits end the wait; ours is for the case that they do not.
 */
import { app } from 'electron';
import { endSignals } from '../host/signals.ts';
import type { ShellOptions } from './command-line.ts';
import type { EngineHost } from './engine.ts';
import { stopEngine } from './stop-engine.ts';

export interface Quit {
  /** From the first wish on: windows then close instead of hiding. */
  readonly isUnderWay: boolean;
  onBegin(listener: () => void): void;
  request(): void;
}

export function setupQuit(engine: EngineHost, { log }: Pick<ShellOptions, 'log'>): Quit {
  let state: 'running' | 'stopping' | 'stopped' = 'running';
  const listeners: (() => void)[] = [];

  const stop = async () => {
    await stopEngine(engine, { log });
    state = 'stopped';
    app.quit();
  };

  app.on('before-quit', (event) => {
    if (state === 'stopped') return;
    event.preventDefault();
    if (state === 'stopping') return;
    state = 'stopping';
    for (const listener of listeners) listener();
    void stop();
  });
  // The program lives in the tray: without a listener Electron would quit with the last window.
  app.on('window-all-closed', () => {});
  for (const signal of endSignals) process.on(signal, () => app.quit());

  return {
    get isUnderWay() {
      return state !== 'running';
    },
    onBegin: (listener) => void listeners.push(listener),
    request: () => app.quit(),
  };
}
