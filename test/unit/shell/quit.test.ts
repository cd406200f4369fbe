import { beforeEach, describe, expect, it } from 'vitest';
import { setupQuit, type Quit } from '../../../electron/shell/quit.ts';
import { app, resetElectron } from '../../doubles/electron.ts';
import { FakeEngine, options } from './fakes.ts';

const settle = () => new Promise((resolve) => void setImmediate(resolve));

describe('quitting', () => {
  let engine: FakeEngine;
  let quit: Quit;

  beforeEach(async () => {
    resetElectron();
    engine = new FakeEngine();
    quit = setupQuit(engine, options);
    await app.becomeReady();
  });

  it('waits until the engine has stopped', async () => {
    let began = 0;
    quit.onBegin(() => (began += 1));
    quit.request();
    expect([quit.isUnderWay, began, engine.stops, app.exitCode]).toEqual([true, 1, 1, null]);
    engine.finishStop();
    await settle();
    expect(app.exitCode).toBe(0);
  });

  it('a second wish neither hurries nor hangs it', async () => {
    quit.request();
    quit.request();
    app.quit();
    expect([engine.stops, app.exitCode]).toEqual([1, null]);
    engine.finishStop();
    await settle();
    expect(app.exitCode).toBe(0);
  });

  it('happens although the engine fails to stop', async () => {
    engine.stop = () => Promise.reject(new Error('no'));
    quit.request();
    await settle();
    expect(app.exitCode).toBe(0);
  });

  it('does not happen when the last window is closed: the program lives in the tray', () => {
    app.emit('window-all-closed');
    expect(app.listenerCount('window-all-closed')).toBe(1);
    expect([quit.isUnderWay, app.exitCode]).toEqual([false, null]);
  });
});
