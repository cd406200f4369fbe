/** `app://dockhand`: the console's files, with the headers that confine them. There is no file:// and no http in the window. */
import { join } from 'node:path';
import { protocol } from 'electron';
import { programRoot } from '../../workers/paths.ts';
import { answerConsole } from './console-files.ts';
import { scheme } from './origin.ts';
import { whenReady } from './when-ready.ts';

export function setupProtocol(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
  whenReady(() => protocol.handle(scheme, answerConsole(join(programRoot, 'dist', 'renderer'))));
}
