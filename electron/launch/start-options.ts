/** The command line of a start. */
import { parseArgs } from 'node:util';
import { dataDir } from '../host/data-dir.ts';

export interface StartOptions {
  /** Absolute. */
  dataDir: string;
  /** No window even where there could be one. */
  headless: boolean;
  /** Into the tray, without opening the window: for a start at login. */
  hidden: boolean;
  /** For the headless program. */
  serveArgs: string[];
}

/** @throws TypeError that names the option, for one that does not exist. */
export function startOptions(args: readonly string[]): StartOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      port: { type: 'string' },
      headless: { type: 'boolean', default: false },
      hidden: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const folder = dataDir(values.data);
  return {
    dataDir: folder,
    // A port and a line for programs are wishes to be served by HTTP, without a window.
    headless: values.headless || values.json || values.port !== undefined,
    hidden: values.hidden,
    serveArgs: [
      'serve',
      '--data',
      folder,
      ...(values.port === undefined ? [] : ['--port', values.port]),
      ...(values.json ? ['--json'] : []),
    ],
  };
}
