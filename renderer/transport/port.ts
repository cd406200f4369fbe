/** Electron's way: RPC over a MessagePort to the api process, files by their path. A port lives as long as that process. */
import { createORPCClient, type ClientContext, type ClientLink } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { DockhandBridge } from './bridge.ts';
import type { Client } from './client.ts';
import { withDeadlines } from './deadline.ts';
import { EngineUnreachable, FileWithoutPath } from './errors.ts';
import type { Transport } from './transport.ts';

/** Milliseconds for the main process to hand over a port. */
const handOverMs = 10_000;

export function portTransport(bridge: DockhandBridge): Transport {
  let current: Promise<ClientLink<ClientContext>> | null = null;

  function connected(): Promise<ClientLink<ClientContext>> {
    current ??= openLink(bridge, () => {
      current = null;
    }).catch((error: unknown) => {
      current = null;
      throw error;
    });
    return current;
  }

  const link = withDeadlines({
    call: async (path, input, options) => (await connected()).call(path, input, options),
  });
  const client: Client = createORPCClient(link);
  return {
    kind: 'port',
    link,
    stage: async (file, { signal }) => {
      const path = bridge.pathOfFile(file);
      if (path === '') throw new FileWithoutPath(file.name);
      return await client.files.stage({ path }, { signal });
    },
  };
}

async function openLink(bridge: DockhandBridge, onClose: () => void): Promise<ClientLink<ClientContext>> {
  const { promise: arrived, stop } = awaitPort();
  try {
    await bridge.connect();
    const port = await arrived;
    port.addEventListener('close', onClose);
    const link = new RPCLink({ port });
    port.start();
    return link;
  } finally {
    stop();
  }
}

/** The preload passes the port on by `window.postMessage`, so only messages of this very window count. */
function awaitPort(): { promise: Promise<MessagePort>; stop: () => void } {
  const { promise, resolve, reject } = Promise.withResolvers<MessagePort>();
  const onMessage = (event: MessageEvent<{ type?: unknown } | null>) => {
    const port = event.ports[0];
    if (event.source === window && event.data?.type === 'dockhand-port' && port !== undefined) resolve(port);
  };
  const timer = setTimeout(() => {
    reject(new EngineUnreachable('No port arrived'));
  }, handOverMs);
  window.addEventListener('message', onMessage);
  // When `connect` fails nobody awaits the port.
  promise.catch(() => undefined);
  return {
    promise,
    stop: () => {
      clearTimeout(timer);
      window.removeEventListener('message', onMessage);
    },
  };
}
