/** The doubles of `screen`, `powerMonitor` and `Notification`: the displays, sleep and end of the computer, and the system's messages. */
import { EventEmitter } from 'node:events';
import type * as real from 'electron';
import { app } from './app.ts';

const usualDisplay = { x: 0, y: 0, width: 1920, height: 1040 };

class ScreenDouble {
  workAreas: real.Rectangle[] = [usualDisplay];

  reset(): void {
    this.workAreas = [usualDisplay];
  }

  getAllDisplays(): Pick<real.Display, 'workArea'>[] {
    if (!app.isReady()) throw new Error('The screen module cannot be used before app is ready');
    return this.workAreas.map((workArea) => ({ workArea }));
  }
}

class PowerMonitorDouble extends EventEmitter {
  reset(): void {
    this.removeAllListeners();
  }
}

export class Notification extends EventEmitter {
  static shown: Notification[] = [];
  static supported = true;
  readonly options: real.NotificationConstructorOptions;

  constructor(options: real.NotificationConstructorOptions = {}) {
    super();
    this.options = options;
  }

  static reset(): void {
    Notification.shown = [];
    Notification.supported = true;
  }

  static isSupported(): boolean {
    return Notification.supported;
  }

  show(): void {
    Notification.shown.push(this);
    app.emit('double:notification', this);
  }
}

export const screen = new ScreenDouble() satisfies { getAllDisplays(): Pick<real.Display, 'workArea'>[] };
export const powerMonitor = new PowerMonitorDouble();
