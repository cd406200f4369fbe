/** What the program offers its workers of the desktop. Electron's side is shell/desktop.ts; without Electron there is none. */
import type { DesktopAnswer, DesktopAsk } from '../../workers/protocol.ts';

export interface DesktopHost {
  /** Never rejects: what goes wrong is an answer too. */
  answer(ask: DesktopAsk): Promise<DesktopAnswer>;
}

export const headlessDesktop: DesktopHost = {
  answer: () =>
    Promise.resolve({
      kind: 'refused',
      code: 'desktop-missing',
      message: 'Dockhand runs without a window here, and prints through it only where it has one.',
    }),
};
