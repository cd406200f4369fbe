/** Electron's entry: what the shell consists of, in the order in which it is put together. Each part is a file in shell/. */
import { setupCommandLine } from './shell/command-line.ts';
import { setupEngine } from './shell/engine.ts';
import { setupLoginItem } from './shell/login-item.ts';
import { setupMemory } from './shell/memory.ts';
import { setupMenu } from './shell/menu.ts';
import { setupNews } from './shell/news-feed.ts';
import { setupNotify } from './shell/notify.ts';
import { setupPause } from './shell/pause.ts';
import { setupPorts } from './shell/ports.ts';
import { setupProtocol } from './shell/protocol.ts';
import { setupQuitByPerson } from './shell/quit-by-person.ts';
import { setupQuit } from './shell/quit.ts';
import { setupSecurity } from './shell/security.ts';
import { setupSessionEnd } from './shell/session-end.ts';
import { setupSingleInstance } from './shell/single-instance.ts';
import { setupSleep } from './shell/sleep.ts';
import { setupStatusFeed } from './shell/status-feed.ts';
import { setupTray } from './shell/tray.ts';
import { setupUncaught } from './shell/uncaught.ts';
import { setupWindow, type MainWindow } from './shell/window.ts';

const options = setupCommandLine();
const instance = setupSingleInstance();
setupSecurity();
setupProtocol();
const engine = setupEngine(options);
setupUncaught(engine, options);
const quit = setupQuit(engine, options);
const memory = setupMemory();
const notify = setupNotify(() => window);
const window: MainWindow = setupWindow(options, { instance, quit, memory, notify });
setupPorts(engine);
const status = setupStatusFeed(engine, quit);
const byPerson = setupQuitByPerson(quit, status);
setupMenu(() => void byPerson.ask());
setupTray({
  engine,
  quit: byPerson,
  status,
  window,
  options,
  pause: setupPause(engine),
  loginItem: setupLoginItem(),
});
setupNews({ engine, quit, status, window, notify });
setupSessionEnd(quit, options);
setupSleep(options);
