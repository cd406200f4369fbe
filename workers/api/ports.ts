/**
 * The router over a MessagePort, as the window has it. oRPC's own adapter for ports lets a malformed message end the process with
 * an unhandled rejection; here it costs the sender its port and nobody else anything.
 */
import { setTimeout } from 'node:timers/promises';
import { StandardRPCHandler } from '@orpc/server/standard';
import { createServerPeerHandleRequestFn } from '@orpc/server/standard-peer';
import { ServerPeer } from '@orpc/standard-server-peer';
import type { ApiContext } from './context.ts';
import { largestInput } from './http/rpc.ts';
import { router } from './router.ts';

/** Milliseconds: the ends of streams are a few turns of the event loop away. */
const lastWordsMs = 50;

type Message = string | ArrayBufferLike | Uint8Array;

/** What Electron's MessagePortMain and Node's MessagePort have in common. */
interface Port {
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(message: unknown): void;
  start(): void;
  close(): void;
}

export interface PortServer {
  /** @throws TypeError when it is no MessagePort. */
  connect: (port: unknown) => void;
  /** Ports that are open. */
  readonly open: number;
  /** Lets the streams' last words out first. */
  close(): Promise<void>;
}

export function servePorts(context: ApiContext): PortServer {
  const handle = createServerPeerHandleRequestFn(new StandardRPCHandler(router), { context });
  const ports = new Set<Port>();

  const serve = (port: Port) => {
    const peer = new ServerPeer((message) => {
      port.postMessage(message);
    });
    ports.add(port);
    port.on('close', () => {
      ports.delete(port);
      // Aborts every call and stream of this port.
      peer.close();
    });
    port.on('message', (event) => {
      receive(peer, event).catch((error: unknown) => {
        context.log.warn('port closed: unreadable message', { message: String(error) });
        port.close();
      });
    });
    port.start();
  };

  const receive = async (peer: ServerPeer, event: unknown) => {
    const message = contentOf(event);
    if (sizeOf(message) > largestInput) throw new RangeError('The message is too large.');
    await peer.message(message, handle);
  };

  return {
    connect(port) {
      if (!isPort(port)) throw new TypeError('This is not a MessagePort.');
      serve(port);
    },
    get open() {
      return ports.size;
    },
    async close() {
      await setTimeout(ports.size === 0 ? 0 : lastWordsMs);
      for (const port of ports) port.close();
    },
  };
}

function isPort(port: unknown): port is Port {
  if (typeof port !== 'object' || port === null) return false;
  return ['on', 'postMessage', 'start', 'close'].every(
    (name) => typeof (port as Record<string, unknown>)[name] === 'function',
  );
}

/** Electron wraps the content into an event, Node gives it as it is. */
function contentOf(event: unknown): Message {
  if (isMessage(event)) return event;
  const data = (event as { data?: unknown } | null)?.data;
  if (isMessage(data)) return data;
  throw new TypeError('Neither text nor bytes.');
}

function isMessage(value: unknown): value is Message {
  return typeof value === 'string' || value instanceof ArrayBuffer || value instanceof Uint8Array;
}

function sizeOf(message: Message): number {
  return typeof message === 'string' ? message.length : message.byteLength;
}
