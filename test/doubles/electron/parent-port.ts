/** Loaded before the program into a process that stands for a utility process: gives it `process.parentPort`. */
import { EventEmitter } from 'node:events';

/** A message with the numbers of the ports beside it; a message of a port; the end of a port. */
export type ToUtility =
  { data: unknown; ports: number[] } | { port: number; data: unknown } | { closed: number };
export type FromUtility = { data: unknown } | { port: number; data: unknown } | { closed: number };

const send = (message: FromUtility) => {
  if (process.connected) process.send?.(message, undefined, {}, () => {});
};

class RemotePort extends EventEmitter {
  readonly #number: number;
  #started = false;
  #queue: unknown[] = [];

  constructor(number: number) {
    super();
    this.#number = number;
  }

  postMessage(data: unknown): void {
    send({ port: this.#number, data });
  }

  receive(data: unknown): void {
    if (this.#started) this.emit('message', { data, ports: [] });
    else this.#queue.push(data);
  }

  start(): void {
    this.#started = true;
    for (const data of this.#queue.splice(0)) this.receive(data);
  }

  close(): void {
    send({ closed: this.#number });
  }
}

const ports = new Map<number, RemotePort>();
const parentPort = Object.assign(new EventEmitter(), {
  postMessage: (data: unknown) => send({ data }),
});

process.on('message', (message: ToUtility) => {
  if ('closed' in message) {
    ports.get(message.closed)?.emit('close');
    ports.delete(message.closed);
  } else if ('port' in message) {
    ports.get(message.port)?.receive(message.data);
  } else {
    for (const number of message.ports) ports.set(number, new RemotePort(number));
    parentPort.emit('message', {
      data: message.data,
      ports: message.ports.map((number) => ports.get(number)),
    });
  }
});
// Chromium ends a utility process with its parent.
process.once('disconnect', () => parentPort.emit('close'));
Object.assign(process, { parentPort });
