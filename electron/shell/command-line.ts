/** What this start was told, and the names and folders that follow from it. Before anything else: Chromium reads them at once. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { app } from 'electron';
import { fileLogger, type Logger } from '../../workers/log.ts';
import { dataPaths } from '../../workers/paths.ts';
import { dataDir } from '../host/data-dir.ts';
import { programVersion } from '../host/version.ts';

export interface ShellOptions {
  /** Absolute. */
  dataDir: string;
  version: string;
  /** Into the tray, without opening the window. */
  hidden: boolean;
  log: Logger;
}

/**
 * Chromium's profile lies in the data folder too: then Electron's lock for a single instance is one per data folder, like everything
 * else, and removing the folder removes all.
 */
export function setupCommandLine(argv: readonly string[] = process.argv): ShellOptions {
  const options = parseCommandLine(argv);
  const profile = join(options.dataDir, 'window');
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  app.setName('Dockhand');
  // Windows groups windows and notifications by it; the same as in electron-builder.yml.
  app.setAppUserModelId('com.dockhand.app');
  app.setPath('userData', profile);
  app.setPath('sessionData', profile);
  return { ...options, log: fileLogger(dataPaths(options.dataDir).logs, 'supervisor') };
}

/** Unknown arguments are let pass: Chromium adds some of its own when Windows starts the program again. */
function parseCommandLine(argv: readonly string[]): Omit<ShellOptions, 'log'> {
  const { values } = parseArgs({
    args: argv.slice(1),
    options: { data: { type: 'string' }, hidden: { type: 'boolean' } },
    strict: false,
  });
  const data = typeof values.data === 'string' ? values.data : undefined;
  return { dataDir: dataDir(data), version: programVersion(), hidden: values.hidden === true };
}
