/**
 * A real page in Chromium for the booted main process: its files come from the program's own protocol, its preload is the built one, and
 * its channel goes to the api through the double.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { channels, versionArgument } from '../../electron/shell/channels.ts';
import { programRoot } from '../../workers/paths.ts';
import type { FromOperator } from '../doubles/electron/operator.ts';
import type { BootedShell } from './shell.ts';

/** Stands for `app://dockhand`: Playwright answers requests of known schemes only. It must count as secure. */
export const shellOrigin = 'https://dockhand.test';

type Response = Extract<FromOperator, { saw: 'response' }>;

/** @returns ends the passing on of messages. */
export async function openShellPage(page: Page, shell: BootedShell): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'dockhand-picked-'));
  await page.route(`${shellOrigin}/**`, async (route) => {
    const url = route.request().url().replace(shellOrigin, 'app://dockhand');
    shell.do({ do: 'request', url });
    const { status, headers, body } = await shell.see(
      url,
      (message): message is Response => message.saw === 'response' && message.url === url,
    );
    await route.fulfill({ status, headers, body: Buffer.from(body) });
  });
  await page.exposeFunction('toMain', () => shell.do({ do: 'connect', channel: channels.connect }));
  await page.exposeFunction('toApi', (data: unknown) => shell.do({ do: 'send', data }));
  await page.exposeFunction('toDisk', (path: string, content: string) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, Buffer.from(content, 'base64'));
  });
  const preload = readFileSync(join(programRoot, 'dist', 'electron', 'preload.cjs'), 'utf8');
  await page.addInitScript({ content: inPage(preload, folder) });
  let read = shell.seen.length;
  const timer = setInterval(() => {
    const news = shell.seen.slice(read).filter(({ saw }) => saw === 'port' || saw === 'message');
    read = shell.seen.length;
    if (news.length === 0) return;
    page.evaluate((all) => (window as unknown as FromTest).fromTest(all), news).catch(() => {});
  }, 10);
  await page.goto(`${shellOrigin}/`);
  return () => {
    clearInterval(timer);
    rmSync(folder, { recursive: true, force: true });
  };
}

interface FromTest {
  fromTest(news: readonly FromOperator[]): void;
}

/**
 * What Electron gives a preload in the sandbox, as far as ours uses it. A file that is picked gets its path at once, as there; it is
 * written there before any later message goes to the api.
 */
function inPage(preload: string, folder: string): string {
  return `(() => {
    const listeners = new Map();
    let before = Promise.resolve();
    let files = 0;
    let near = null;
    const give = () => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => { before = before.then(() => window.toApi(data)); };
      near = port1;
      listeners.get('${channels.port}')?.({ ports: [port2] });
    };
    window.fromTest = (news) => {
      // What comes before the first port was meant for the page before.
      for (const { saw, data } of news) saw === 'port' ? give() : near?.postMessage(data);
    };
    const base64 = (file) => new Promise((done) => {
      const reader = new FileReader();
      reader.onload = () => done(reader.result.slice(reader.result.indexOf(',') + 1));
      reader.readAsDataURL(file);
    });
    const getPathForFile = (file) => {
      const path = [${JSON.stringify(folder)}, files += 1, file.name].join('/');
      before = before.then(() => base64(file)).then((content) => window.toDisk(path, content));
      return path;
    };
    const electron = {
      contextBridge: { exposeInMainWorld: (name, api) => { window[name] = api; } },
      ipcRenderer: { on: (name, listener) => listeners.set(name, listener), invoke: () => window.toMain() },
      webUtils: { getPathForFile },
    };
    const process = { argv: ['${versionArgument}0.0.0'] };
    new Function('require', 'process', 'exports', 'module', ${JSON.stringify(preload)})(
      () => electron, process, {}, {},
    );
  })();`;
}
