/**
 * A real page in Chromium for the booted main process: its files come from the program's own protocol, its preload is the built one, and
 * its channel goes to the api through the double.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { channels } from '../../electron/shell/channels.ts';
import { programRoot } from '../../workers/paths.ts';
import type { FromOperator } from '../doubles/electron/operator.ts';
import type { BootedShell } from './shell.ts';

/** Stands for `app://dockhand`: Playwright answers requests of known schemes only. It must count as secure. */
const origin = 'https://dockhand.test';

type Response = Extract<FromOperator, { saw: 'response' }>;
type Message = Extract<FromOperator, { saw: 'message' }>;

/** @returns ends the passing on of messages. */
export async function openShellPage(page: Page, shell: BootedShell, version: string): Promise<() => void> {
  await page.route(`${origin}/**`, async (route) => {
    const url = route.request().url().replace(origin, 'app://dockhand');
    shell.do({ do: 'request', url });
    const { status, headers, body } = await shell.see(
      url,
      (message): message is Response => message.saw === 'response' && message.url === url,
    );
    await route.fulfill({ status, headers, body: Buffer.from(body) });
  });
  await page.exposeFunction('toMain', () => shell.do({ do: 'connect', channel: channels.connect }));
  await page.exposeFunction('toApi', (data: unknown) => shell.do({ do: 'send', data }));
  const preload = readFileSync(join(programRoot, 'dist', 'electron', 'preload.cjs'), 'utf8');
  await page.addInitScript({ content: inPage(preload, version) });
  let read = 0;
  let isPortGiven = false;
  const timer = setInterval(() => {
    const news = shell.seen.slice(read);
    read = shell.seen.length;
    const port = !isPortGiven && news.some(({ saw }) => saw === 'port');
    isPortGiven ||= port;
    const messages = news.filter((each): each is Message => each.saw === 'message').map(({ data }) => data);
    if (!port && messages.length === 0) return;
    page.evaluate((all) => (window as unknown as FromTest).fromTest(all), { port, messages }).catch(() => {});
  }, 10);
  await page.goto(`${origin}/`);
  return () => clearInterval(timer);
}

interface FromTest {
  fromTest(news: { port: boolean; messages: unknown[] }): void;
}

/** What Electron gives a preload in the sandbox, as far as ours uses it. */
function inPage(preload: string, version: string): string {
  return `(() => {
    const listeners = new Map();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => window.toApi(data);
    window.fromTest = ({ port, messages }) => {
      if (port) listeners.get('${channels.port}')?.({ ports: [port2] });
      for (const data of messages) port1.postMessage(data);
    };
    const electron = {
      contextBridge: { exposeInMainWorld: (name, api) => { window[name] = api; } },
      ipcRenderer: { on: (name, listener) => listeners.set(name, listener), invoke: () => window.toMain() },
      webUtils: { getPathForFile: () => '' },
    };
    const process = { argv: ['--dockhand-version=${version}'] };
    new Function('require', 'process', 'exports', 'module', ${JSON.stringify(preload)})(
      () => electron, process, {}, {},
    );
  })();`;
}
