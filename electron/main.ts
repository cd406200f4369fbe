/** Electron's entry: what the shell consists of, in the order in which it is put together. Each part is a file in shell/. */
import { setupCommandLine } from './shell/command-line.ts';
import { setupEngine } from './shell/engine.ts';
import { setupMenu } from './shell/menu.ts';
import { setupPause } from './shell/pause.ts';
import { setupPorts } from './shell/ports.ts';
import { setupProtocol } from './shell/protocol.ts';
import { setupQuit } from './shell/quit.ts';
import { setupSecurity } from './shell/security.ts';
import { setupSingleInstance } from './shell/single-instance.ts';
import { setupStatusFeed } from './shell/status-feed.ts';
import { setupTray } from './shell/tray.ts';
import { setupWindow } from './shell/window.ts';

const options = setupCommandLine();
const instance = setupSingleInstance();
setupSecurity();
setupProtocol();
setupMenu();
const engine = setupEngine(options);
const quit = setupQuit(engine, options);
const window = setupWindow(options, { instance, quit });
setupPorts(engine);
const status = setupStatusFeed(engine, quit);
setupTray({ engine, quit, status, window, options, pause: setupPause(engine) });
