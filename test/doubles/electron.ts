/**
 * ONE double of the `electron` module for all tests of the shell: what the shell uses of the main process's side, each part typed by
 * electron's own declarations. Names of the renderer (contextBridge, ipcRenderer) are left out on purpose: main code that reaches for
 * them must fail. vitest loads it by an alias, a booted main process by `register.ts`. See README.md for what it cannot show.
 */
import type * as real from 'electron';
import { app } from './electron/app.ts';
import { dialog, shell } from './electron/desktop.ts';
import { ipcMain, MessageChannelMain } from './electron/ipc.ts';
import { protocol, session } from './electron/session.ts';
import { printing } from './electron/printing.ts';
import { Menu, nativeImage, Tray } from './electron/tray.ts';
import { Notification, powerMonitor, screen } from './electron/system.ts';
import { utilityProcess } from './electron/utility-process.ts';
import { BrowserWindow } from './electron/window.ts';

export {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  nativeImage,
  Notification,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
};

/** What lies behind the windows' printing; electron itself has no such name. */
export { printing };

/** A name that electron does not export cannot stand here. */
const surface = {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  nativeImage,
  Notification,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
} satisfies Partial<Record<keyof typeof real, unknown>>;

/** As after a start of the program: nothing has happened yet. */
export function resetElectron(): void {
  for (const part of Object.values(surface)) if ('reset' in part) part.reset();
  printing.reset();
}
