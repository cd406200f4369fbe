/** The doubles of `ipcMain` and of Electron's message channels, whose messages arrive later and in order, as the real ones' do. */
import { EventEmitter } from 'node:events';
import type * as real from 'electron';

type Handler = (event: real.IpcMainInvokeEvent, ...args: unknown[]) => unknown;

class IpcMainDouble extends EventEmitter implements Pick<real.IpcMain, 'handle' | 'removeHandler'> {
  #handlers = new Map<string, Handler>();

  reset(): void {
    this.removeAllListeners();
    this.#handlers = new Map();
  }

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, handler);
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  /** What `ipcRenderer.invoke` in the page does. @param event of the frame that asks. */
  async invoke(channel: string, event: object, ...args: unknown[]): Promise<unknown> {
    const handler = this.#handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    return await handler(event as real.IpcMainInvokeEvent, ...args);
  }
}

export class MessagePortMain
  extends EventEmitter
  implements Pick<real.MessagePortMain, 'postMessage' | 'start' | 'close'>
{
  peer: MessagePortMain | null = null;
  #started = false;
  #queue: real.MessageEvent[] = [];

  postMessage(data: unknown, transfer: real.MessagePortMain[] = []): void {
    const event: real.MessageEvent = { data: structuredClone(data), ports: transfer };
    setImmediate(() => this.peer?.receive(event));
  }

  receive(event: real.MessageEvent): void {
    if (this.#started) this.emit('message', event);
    else this.#queue.push(event);
  }

  start(): void {
    this.#started = true;
    for (const event of this.#queue.splice(0)) this.emit('message', event);
  }

  close(): void {
    const { peer } = this;
    this.peer = null;
    if (peer === null) return;
    peer.peer = null;
    setImmediate(() => {
      this.emit('close');
      peer.emit('close');
    });
  }
}

export class MessageChannelMain {
  readonly port1 = new MessagePortMain();
  readonly port2 = new MessagePortMain();

  constructor() {
    this.port1.peer = this.port2;
    this.port2.peer = this.port1;
  }
}

export const ipcMain = new IpcMainDouble();
