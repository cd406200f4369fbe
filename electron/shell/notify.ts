/** Messages of the system, whose click leads to the thing itself. */
import { Notification } from 'electron';
import { resourcePath } from '../../workers/paths.ts';
import type { MainWindow } from './window.ts';

export interface Message {
  title: string;
  body: string;
  /** The screen of the console that a click opens, such as `/jobs`. */
  path: string;
}

export type Notify = (message: Message) => void;

/** At most so many wait for a click; the system forgets older ones, too. */
const keptAtMost = 20;

export function setupNotify(window: () => Pick<MainWindow, 'show'>): Notify {
  /** Held: one that is collected as garbage does not react to a click. */
  const shown: Notification[] = [];
  return ({ title, body, path }) => {
    if (!Notification.isSupported()) return;
    const notification = new Notification({ title, body, icon: resourcePath('icons', 'app-64.png') });
    notification.on('click', () => window().show(path));
    notification.on('close', () => {
      const at = shown.indexOf(notification);
      if (at !== -1) shown.splice(at, 1);
    });
    shown.push(notification);
    if (shown.length > keptAtMost) shown.shift();
    notification.show();
  };
}
