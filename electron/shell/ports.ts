/**
 * Hands out channels between the window and the api process. Main makes a channel, gives one end to each and is out of it: what the
 * window asks for does not pass through here.
 */
import { ipcMain, MessageChannelMain, type IpcMainInvokeEvent } from 'electron';
import type { EngineSnapshot } from '../../workers/protocol.ts';
import { channels } from './channels.ts';
import type { EngineHost } from './engine.ts';
import { isOurUrl } from './origin.ts';

/** The page gives up after the same time and asks again. */
const apiLimitMs = 10_000;

export function setupPorts(engine: EngineHost): void {
  ipcMain.handle(channels.connect, async (event) => {
    if (!isFromOurPage(event)) throw new Error('Refused.');
    await apiReady(engine);
    // The page may have been closed while the api was starting.
    if (event.sender.isDestroyed()) return;
    const { port1, port2 } = new MessageChannelMain();
    engine.sendToApi({ type: 'connect' }, [port1]);
    event.sender.postMessage(channels.port, null, [port2]);
  });
}

/** The page itself, not a frame in it. */
function isFromOurPage({ sender, senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isOurUrl(senderFrame.url);
}

function apiReady(engine: EngineHost): Promise<void> {
  const isReady = ({ children }: EngineSnapshot) =>
    children.some(({ role, state }) => role === 'api' && state === 'ready');
  if (isReady(engine.snapshot())) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      clearTimeout(timer);
      unsubscribe();
      settle();
    };
    const timer = setTimeout(() => end(() => reject(new Error('The engine is not ready.'))), apiLimitMs);
    const unsubscribe = engine.onChange((snapshot) => {
      if (isReady(snapshot)) end(resolve);
    });
  });
}
