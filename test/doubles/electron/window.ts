/** The doubles of `BrowserWindow` and its contents: a page that can be told to try things. */
import { EventEmitter } from 'node:events';
import { pathToFileURL } from 'node:url';
import type * as real from 'electron';
import { app } from './app.ts';
import type { MessagePortMain } from './ipc.ts';
import { isPrevented } from './prevented.ts';
import { printing } from './printing.ts';
import { session } from './session.ts';

type OpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' };

export class WebContentsDouble
  extends EventEmitter
  implements Pick<real.WebContents, 'getPrintersAsync' | 'print'>
{
  readonly session = session.defaultSession;
  readonly mainFrame = { url: '' };
  readonly posted: { channel: string; message: unknown; ports: MessagePortMain[] }[] = [];
  reloads = 0;
  destroyed = false;
  #openHandler: OpenHandler | null = null;

  getPrintersAsync(): Promise<real.PrinterInfo[]> {
    return Promise.resolve(printing.printers);
  }

  print(...[options = {}, callback = () => {}]: Parameters<real.WebContents['print']>): void {
    printing.print(this, options, callback);
  }

  getURL(): string {
    return this.mainFrame.url;
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  reload(): void {
    this.reloads += 1;
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  postMessage(channel: string, message: unknown, ports: MessagePortMain[] = []): void {
    this.posted.push({ channel, message, ports });
    app.emit('double:posted', this);
  }

  /** The page wants to go there, as by a click on a link. @returns whether it may. */
  navigate(
    url: string,
    event: 'will-navigate' | 'will-redirect' | 'will-frame-navigate' = 'will-navigate',
  ): boolean {
    return !isPrevented(this, event, { url, isMainFrame: event !== 'will-frame-navigate' });
  }

  /** The page wants a window. @returns whether it gets one. */
  open(url: string): boolean {
    return this.#openHandler?.({ url }).action !== 'deny';
  }

  /** The page wants to embed a page as `<webview>`. @returns whether it may. */
  attachWebview(): boolean {
    return !isPrevented(this, 'will-attach-webview');
  }
}

export class BrowserWindow extends EventEmitter {
  static all: BrowserWindow[] = [];
  readonly webContents = new WebContentsDouble();
  readonly options: real.BrowserWindowConstructorOptions;
  visible = false;
  minimized = false;
  focused = false;
  maximized = false;
  destroyed = false;
  bounds: real.Rectangle;

  constructor(options: real.BrowserWindowConstructorOptions = {}) {
    super();
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    this.options = options;
    this.visible = options.show ?? true;
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.bounds = { x, y, width, height };
    BrowserWindow.all.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }

  static reset(): void {
    BrowserWindow.all = [];
  }

  static getAllWindows(): BrowserWindow[] {
    return [...BrowserWindow.all];
  }

  loadURL(url: string): Promise<void> {
    this.webContents.mainFrame.url = url;
    app.emit('double:window', this);
    return Promise.resolve();
  }

  /** A PDF: its viewer is ready some time after the page has loaded. */
  loadFile(path: string): Promise<void> {
    this.webContents.mainFrame.url = pathToFileURL(path).href;
    return printing.load(this.webContents, path);
  }

  show(): void {
    this.visible = true;
  }

  hide(): void {
    this.visible = false;
  }

  focus(): void {
    this.focused = true;
  }

  isVisible(): boolean {
    return this.visible;
  }

  isMaximized(): boolean {
    return this.maximized;
  }

  maximize(): void {
    this.maximized = true;
  }

  getNormalBounds(): real.Rectangle {
    return this.bounds;
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  /** Without a question to anybody. */
  destroy(): void {
    this.#end();
  }

  isMinimized(): boolean {
    return this.minimized;
  }

  restore(): void {
    this.minimized = false;
  }

  /** A click on the cross. */
  close(): void {
    if (!isPrevented(this, 'close')) this.#end();
  }

  #end(): void {
    this.destroyed = true;
    this.webContents.destroyed = true;
    BrowserWindow.all = BrowserWindow.all.filter((each) => each !== this);
    this.emit('closed');
    if (BrowserWindow.all.length === 0) app.emit('window-all-closed');
  }
}

app.closeWindows = () => {
  for (const window of BrowserWindow.all) window.close();
  return BrowserWindow.all.length === 0;
};
