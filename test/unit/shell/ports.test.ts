import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { channels } from '../../../electron/shell/channels.ts';
import { setupPorts } from '../../../electron/shell/ports.ts';
import { app, BrowserWindow, ipcMain, resetElectron } from '../../doubles/electron.ts';
import type { MessagePortMain } from '../../doubles/electron/ipc.ts';
import { FakeEngine } from './fakes.ts';

describe('a channel between window and engine', () => {
  let engine: FakeEngine;
  let page: BrowserWindow['webContents'];
  const ask = (frame: object | null = page.mainFrame) =>
    ipcMain.invoke(channels.connect, { sender: page, senderFrame: frame });

  beforeEach(async () => {
    resetElectron();
    engine = new FakeEngine();
    engine.become({ redis: 'starting', api: 'ready' });
    setupPorts(engine);
    await app.becomeReady();
    page = new BrowserWindow().webContents;
    page.mainFrame.url = 'app://dockhand/';
  });
  afterEach(() => vi.useRealTimers());

  it('has one end at the api and the other in the page', async () => {
    await ask();
    const [{ message, ports }] = engine.sent as [(typeof engine.sent)[0]];
    expect(message).toEqual({ type: 'connect' });
    const [{ channel, ports: given }] = page.posted as [(typeof page.posted)[0]];
    expect(channel).toBe(channels.port);
    const [apiEnd, pageEnd] = [ports[0], given[0]] as [MessagePortMain, MessagePortMain];
    const heard = new Promise((resolve) =>
      apiEnd.on('message', ({ data }: { data: unknown }) => resolve(data)),
    );
    apiEnd.start();
    pageEnd.postMessage('hello', []);
    expect(await heard).toBe('hello');
  });

  it('waits for an api that is starting', async () => {
    engine.become({ api: 'starting' });
    const asked = ask();
    expect(engine.sent).toHaveLength(0);
    engine.become({ api: 'ready' });
    await asked;
    expect(engine.sent).toHaveLength(1);
    expect(engine.listeners).toBe(0);
  });

  it('does not wait for ever', async () => {
    vi.useFakeTimers();
    engine.become({ api: 'gave-up' });
    const asked = ask();
    const refused = expect(asked).rejects.toThrow(/not ready/);
    await vi.advanceTimersByTimeAsync(10_000);
    await refused;
    expect(engine.listeners).toBe(0);
  });

  it('is not made for a page that has been closed meanwhile', async () => {
    engine.become({ api: 'starting' });
    const asked = ask();
    page.destroyed = true;
    engine.become({ api: 'ready' });
    await asked;
    expect([engine.sent, page.posted]).toEqual([[], []]);
  });

  it.each([
    ['a page of somebody else', () => (page.mainFrame.url = 'https://example.com/')],
    ['a page whose host only looks like ours', () => (page.mainFrame.url = 'app://dockhand.example/')],
  ])('is refused to %s', async (_who, become) => {
    become();
    await expect(ask()).rejects.toThrow('Refused.');
    expect(engine.sent).toHaveLength(0);
  });

  it('is refused to a frame in our page, and to one that has gone', async () => {
    await expect(ask({ url: 'app://dockhand/' })).rejects.toThrow('Refused.');
    await expect(ask(null)).rejects.toThrow('Refused.');
    expect(engine.sent).toHaveLength(0);
  });
});
