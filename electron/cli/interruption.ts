/**
 * Ctrl+C and the system's wish that the program ends, as an AbortSignal: whatever waits gives up, and the end is put in order. A
 * program that started this one over a channel and is gone counts as a terminal that was closed.
 */
import { endSignals } from '../host/signals.ts';
import { Interrupted } from './exit.ts';

export interface Interruption {
  /** Its reason is `Interrupted`. */
  readonly signal: AbortSignal;
  dispose(): void;
}

/** @param say told when the person asks again: stopping has limits of its own, and cutting it short would leave processes. */
export function listenForInterruption(say: (sentence: string) => void): Interruption {
  const controller = new AbortController();
  const listener = (name: NodeJS.Signals) => {
    if (controller.signal.aborted) say('Still stopping; this takes a few seconds at most.');
    else controller.abort(new Interrupted(name as (typeof endSignals)[number]));
  };
  const parentGone = () => listener('SIGHUP');
  for (const name of endSignals) process.on(name, listener);
  process.once('disconnect', parentGone);
  return {
    signal: controller.signal,
    dispose() {
      for (const name of endSignals) process.off(name, listener);
      process.off('disconnect', parentGone);
    },
  };
}
