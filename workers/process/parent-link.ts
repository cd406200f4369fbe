/** The channel to the supervisor: Node's IPC after a fork, `process.parentPort` in Electron's utility process. */
import type { FromChild, ToChild } from '../protocol.ts';

export interface ParentLink {
  /** Dropped when the supervisor is gone. */
  send: (message: FromChild) => void;
  /** @param listener also gets the ports that came with the message; plain Node sends none. */
  onMessage(listener: (message: ToChild, ports: readonly unknown[]) => void): void;
  /** The supervisor has ended. A utility process is mostly ended by Chromium itself before it hears of it. */
  onGone(listener: () => void): void;
}

/** As far as it is used here; Electron's own types stay out of workers/. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown; ports: readonly unknown[] }) => void): void;
  on(event: 'close', listener: () => void): void;
}

/** @throws when this process was started by hand. */
export function parentLink(): ParentLink {
  const { parentPort } = process as unknown as { parentPort?: ParentPort };
  if (parentPort !== undefined) return utilityLink(parentPort);
  if (process.send !== undefined) return forkLink();
  throw new Error('This program is a part of Dockhand and is started by it. Run `npm start` instead.');
}

function utilityLink(port: ParentPort): ParentLink {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (listener) => port.on('message', ({ data, ports }) => listener(data as ToChild, ports)),
    onGone: (listener) => port.on('close', listener),
  };
}

function forkLink(): ParentLink {
  return {
    send(message) {
      // The callback takes the error of a channel that closes at this very moment; without it, that is an uncaught exception.
      if (process.connected) process.send?.(message, undefined, {}, () => {});
    },
    onMessage: (listener) => void process.on('message', (message) => listener(message as ToChild, [])),
    onGone: (listener) => void process.once('disconnect', listener),
  };
}
