/** What a child asks of the program around it, and how it waits for the answer. */
import { systemClock, type Clock } from './clock.ts';
import type { DesktopAnswer, DesktopAsk, FromChild } from './protocol.ts';

export interface Desktop {
  /** Never rejects. Without an answer within `limitMs` nobody knows what was done: `uncertain`. */
  ask(ask: DesktopAsk, limitMs: number): Promise<DesktopAnswer>;
}

/** Where no program is around. */
export const noDesktop: Desktop = {
  ask: () =>
    Promise.resolve({ kind: 'refused', code: 'desktop-missing', message: 'There is no desktop here.' }),
};

export interface DesktopLink extends Desktop {
  /** What comes too late, or twice, is dropped. */
  answered(n: number, answer: DesktopAnswer): void;
}

/** @param send to the supervisor; dropped when it is gone, and then this process ends by itself. */
export function desktopOver(send: (message: FromChild) => void, clock: Clock = systemClock): DesktopLink {
  const waiting = new Map<number, (answer: DesktopAnswer) => void>();
  let asked = 0;
  return {
    ask(ask, limitMs) {
      const n = ++asked;
      return new Promise((resolve) => {
        const settle = (answer: DesktopAnswer) => {
          cancel();
          waiting.delete(n);
          resolve(answer);
        };
        const cancel = clock.after(limitMs, () =>
          settle({
            kind: 'uncertain',
            code: 'desktop-silent',
            message: `The program’s window did not answer within ${Math.round(limitMs / 1000)} seconds.`,
          }),
        );
        waiting.set(n, settle);
        send({ type: 'ask-desktop', n, ask });
      });
    },
    answered: (n, answer) => waiting.get(n)?.(answer),
  };
}
