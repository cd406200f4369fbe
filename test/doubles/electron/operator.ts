/** The person at a booted main process: a test on the other end of the channel. */
import { app } from './app.ts';
import { dialog } from './desktop.ts';
import { ipcMain, type MessagePortMain } from './ipc.ts';
import { protocol } from './session.ts';
import { Notification } from './system.ts';
import { Tray } from './tray.ts';
import { BrowserWindow, type WebContentsDouble } from './window.ts';

export type ToOperator =
  | { do: 'quit' }
  | { do: 'click'; label: string }
  | { do: 'close-window' }
  | { do: 'second-start' }
  /** The number of the button that is pressed in every question from now on. */
  | { do: 'answer'; button: number }
  | { do: 'click-notification' }
  /** As the preload does: asks for a port. Its messages are passed on both ways. */
  | { do: 'connect'; channel: string }
  | { do: 'send'; data: unknown }
  /** The page wants a file of its origin. */
  | { do: 'request'; url: string };

export type FromOperator =
  | { saw: 'tray'; image: string; tooltip: string }
  | { saw: 'window'; url: string; visible: boolean }
  | { saw: 'dialog'; message: string; detail: string }
  | { saw: 'notification'; title: string; body: string }
  | { saw: 'response'; url: string; status: number; headers: Record<string, string>; body: Uint8Array }
  | { saw: 'port' }
  | { saw: 'message'; data: unknown }
  | { saw: 'refused'; reason: string }
  | { saw: 'closed'; windows: number }
  | { saw: 'exit'; code: number };

const tell = (message: FromOperator) => {
  if (process.connected) process.send?.(message, undefined, {}, () => {});
};

let port: MessagePortMain | null = null;

/** Ready at once, as Electron is when it has started up; ends the process when the program ends itself. */
export function operate(): void {
  app.on('double:tray', ({ image, tooltip }: Tray) => tell({ saw: 'tray', image: image.path, tooltip }));
  app.on('double:window', (window: BrowserWindow) => {
    tell({ saw: 'window', url: window.webContents.getURL(), visible: window.visible });
  });
  app.on('double:dialog', ({ message, detail = '' }: { message: string; detail?: string }) =>
    tell({ saw: 'dialog', message, detail }),
  );
  app.on('double:notification', ({ options: { title = '', body = '' } }: Notification) =>
    tell({ saw: 'notification', title, body }),
  );
  app.on('double:posted', (contents: WebContentsDouble) => takePort(contents));
  app.on('quit', (_event: unknown, code: number) => {
    tell({ saw: 'exit', code });
    setImmediate(() => process.exit(code));
  });
  process.on('message', (message: ToOperator) => obey(message));
  // The test is gone: as if the session ended.
  process.once('disconnect', () => app.quit());
  setImmediate(() => void app.becomeReady());
}

function takePort(contents: WebContentsDouble): void {
  // That of the page before, which is gone.
  port?.close();
  port = contents.posted.at(-1)?.ports[0] ?? null;
  port?.on('message', (event: { data: unknown }) => tell({ saw: 'message', data: event.data }));
  port?.start();
  if (port !== null) tell({ saw: 'port' });
}

async function respond(url: string): Promise<void> {
  const response = await protocol.request(url);
  const body = new Uint8Array(await response.arrayBuffer());
  tell({
    saw: 'response',
    url,
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body,
  });
}

function obey(message: ToOperator): void {
  const window = BrowserWindow.all[0];
  switch (message.do) {
    case 'quit':
      app.quit();
      break;
    case 'click':
      Tray.all[0]?.menu?.click(message.label);
      break;
    case 'close-window':
      window?.close();
      tell({ saw: 'closed', windows: BrowserWindow.all.length });
      break;
    case 'answer':
      dialog.answer = message.button;
      break;
    case 'click-notification':
      Notification.shown.at(-1)?.emit('click');
      break;
    case 'second-start':
      app.emit('second-instance');
      break;
    case 'request':
      void respond(message.url);
      break;
    case 'send':
      port?.postMessage(message.data);
      break;
    case 'connect': {
      if (window === undefined) return;
      const { webContents } = window;
      const event = { sender: webContents, senderFrame: webContents.mainFrame };
      ipcMain
        .invoke(message.channel, event)
        .catch((error: unknown) => tell({ saw: 'refused', reason: String(error) }));
      break;
    }
  }
}
