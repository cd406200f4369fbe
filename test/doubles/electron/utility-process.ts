/**
 * The double of `utilityProcess`: a real process of plain Node, in which `parent-port.ts` plays the other end. Ports that are handed
 * over stay here, and their messages are passed on by number.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type * as real from 'electron';
import { app } from './app.ts';
import type { MessagePortMain } from './ipc.ts';
import type { FromUtility, ToUtility } from './parent-port.ts';

export class UtilityProcessDouble extends EventEmitter {
  static all: UtilityProcessDouble[] = [];
  readonly options: real.ForkOptions;
  readonly #child: ChildProcess;
  readonly #ports: MessagePortMain[] = [];

  constructor(script: string, args: string[], options: real.ForkOptions) {
    super();
    this.options = options;
    this.#child = fork(script, args, {
      execArgv: ['--import', join(import.meta.dirname, 'parent-port.ts')],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child.on('message', (message: FromUtility) => this.#receive(message));
    this.#child.on('error', () => {});
    this.#child.once('spawn', () => this.emit('spawn'));
    this.#child.once('exit', (code, signal) => this.emit('exit', code ?? (signal === null ? 1 : 128)));
    UtilityProcessDouble.all.push(this);
  }

  get pid(): number | undefined {
    return this.#child.exitCode === null && this.#child.signalCode === null ? this.#child.pid : undefined;
  }

  get stderr(): Readable | null {
    return this.#child.stderr;
  }

  postMessage(data: unknown, transfer: MessagePortMain[] = []): void {
    const ports = transfer.map((port) => {
      const number = this.#ports.push(port) - 1;
      port.on('message', (event: real.MessageEvent) =>
        this.#send({ port: number, data: event.data as unknown }),
      );
      port.on('close', () => this.#send({ closed: number }));
      return number;
    });
    this.#send({ data, ports });
    // Only now: what waited in the port must not arrive before it.
    for (const port of transfer) port.start();
  }

  kill(): boolean {
    return this.#child.kill('SIGTERM');
  }

  #send(message: ToUtility): void {
    if (this.#child.connected) this.#child.send(message, () => {});
  }

  #receive(message: FromUtility): void {
    if ('closed' in message) this.#ports[message.closed]?.close();
    else if ('port' in message) this.#ports[message.port]?.postMessage(message.data);
    else this.emit('message', message.data);
  }
}

export const utilityProcess = {
  fork(script: string, args: string[] = [], options: real.ForkOptions = {}): UtilityProcessDouble {
    if (!app.isReady()) throw new Error('utilityProcess cannot be created before app is ready');
    return new UtilityProcessDouble(script, args, options);
  },
  reset(): void {
    UtilityProcessDouble.all = [];
  },
};
