/** The double of `app`: readiness, the lock, paths, and quitting in Electron's order of events. */
import { EventEmitter } from 'node:events';
import type * as real from 'electron';
import { isPrevented } from './prevented.ts';

type Part = Pick<
  real.App,
  | 'whenReady'
  | 'isReady'
  | 'quit'
  | 'exit'
  | 'requestSingleInstanceLock'
  | 'setName'
  | 'getName'
  | 'setPath'
  | 'getPath'
  | 'setAppUserModelId'
  | 'isPackaged'
  | 'setLoginItemSettings'
>;

class AppDouble extends EventEmitter implements Part {
  isPackaged = false;
  /** What the next start is told of the lock. */
  hasLock = true;
  /** Null while the program runs. */
  exitCode: number | null = null;
  userModelId = '';
  loginItem: real.Settings = {};
  /** Closes what is open when the program quits; returns false when something refuses. Set by the window's double. */
  closeWindows: () => boolean = () => true;
  #name = 'Electron';
  #paths = new Map<string, string>();
  #ready = Promise.withResolvers<void>();
  #isReady = false;

  reset(): void {
    this.removeAllListeners();
    this.isPackaged = false;
    this.hasLock = true;
    this.exitCode = null;
    this.userModelId = '';
    this.loginItem = {};
    this.#name = 'Electron';
    this.#paths = new Map();
    this.#ready = Promise.withResolvers();
    this.#isReady = false;
  }

  /** Electron has started up. Nothing is ready in a program that has ended before. @returns when the listeners have run. */
  async becomeReady(): Promise<void> {
    if (this.exitCode !== null) return;
    this.#isReady = true;
    this.emit('ready');
    this.#ready.resolve();
    await new Promise((resolve) => void setImmediate(resolve));
  }

  whenReady(): Promise<void> {
    return this.#ready.promise;
  }

  isReady(): boolean {
    return this.#isReady;
  }

  quit(): void {
    if (this.exitCode !== null || isPrevented(this, 'before-quit')) return;
    if (!this.closeWindows() || isPrevented(this, 'will-quit')) return;
    this.#end(0);
  }

  exit(exitCode = 0): void {
    if (this.exitCode === null) this.#end(exitCode);
  }

  #end(exitCode: number): void {
    this.exitCode = exitCode;
    this.emit('quit', {}, exitCode);
  }

  setLoginItemSettings(settings: real.Settings): void {
    this.loginItem = settings;
  }

  getLoginItemSettings({ args = [] }: { args?: string[] } = {}): { openAtLogin: boolean } {
    const isSame = JSON.stringify(args) === JSON.stringify(this.loginItem.args ?? []);
    return { openAtLogin: isSame && this.loginItem.openAtLogin === true };
  }

  requestSingleInstanceLock(): boolean {
    return this.hasLock;
  }

  setName(name: string): void {
    this.#name = name;
  }

  getName(): string {
    return this.#name;
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }

  getPath(name: string): string {
    const path = this.#paths.get(name);
    if (path === undefined) throw new Error(`The double knows no path "${name}".`);
    return path;
  }

  setAppUserModelId(id: string): void {
    this.userModelId = id;
  }
}

export const app = new AppDouble();
