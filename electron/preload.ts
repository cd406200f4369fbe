/**
 * What the page gets beyond a browser: a channel to the engine, and the path of a file that was dropped on it. Nothing else, and
 * nothing of Electron itself. Bundled to CommonJS, because the sandbox loads nothing else.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { channels, versionArgument } from './shell/channels.ts';

// A MessagePort cannot go through the context bridge; posting it to the page's own window can.
ipcRenderer.on(channels.port, (event) => {
  window.postMessage({ type: 'dockhand-port' }, window.location.origin, event.ports);
});

contextBridge.exposeInMainWorld(
  'dockhand',
  Object.freeze({
    version:
      process.argv.find((argument) => argument.startsWith(versionArgument))?.slice(versionArgument.length) ??
      '',
    /** Asks for a channel; the page then gets a `message` event of the type `dockhand-port` with the port. */
    connect: (): Promise<void> => ipcRenderer.invoke(channels.connect) as Promise<void>,
    /** '' for a file that is not on a disk of this computer. */
    pathOfFile: (file: File): string => webUtils.getPathForFile(file),
  }),
);
