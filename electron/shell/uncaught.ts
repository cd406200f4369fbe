/** A fault in the main process that nobody caught: said in words, with the engine ended in order, because what is left cannot be trusted. */
import { app, dialog } from 'electron';
import { errorInfo } from '../../workers/errors.ts';
import { dataPaths } from '../../workers/paths.ts';
import type { ShellOptions } from './command-line.ts';
import type { EngineHost } from './engine.ts';
import { stopEngine } from './stop-engine.ts';

export function setupUncaught(
  engine: Pick<EngineHost, 'stop'>,
  { log, dataDir }: Pick<ShellOptions, 'log' | 'dataDir'>,
  events: NodeJS.EventEmitter = process,
): void {
  let isEnding = false;
  const end = async (fault: unknown) => {
    const { message } = errorInfo(fault);
    // A terminal, if there is one; the log has the stack.
    process.stderr.write(`${fault instanceof Error ? (fault.stack ?? message) : String(fault)}\n`);
    log.error('uncaught', { message, stack: fault instanceof Error ? fault.stack : undefined });
    if (isEnding) return;
    isEnding = true;
    await stopEngine(engine, { log });
    dialog.showErrorBox(
      'Dockhand has stopped',
      `A fault in the program: ${message}\n\nNothing is lost: what was under way goes on at the next start. The log files are in ${dataPaths(dataDir).logs}.`,
    );
    app.exit(1);
  };
  events.on('uncaughtException', (fault: unknown) => void end(fault));
  events.on('unhandledRejection', (fault: unknown) => void end(fault));
}
